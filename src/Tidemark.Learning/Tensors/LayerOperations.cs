using Tidemark.Learning.Networks.Losses;
using Tidemark.Learning.Tensors.Operations;

namespace Tidemark.Learning.Tensors;

/// <summary>Operations that are whole layers, fused. A shape that does not go with another is an <see cref="ArgumentException"/>.</summary>
public static class LayerOperations
{
    /// <summary>A convolution over time that sees no later step, with zeros before the first.</summary>
    /// <param name="input"><c>[batch, time, in]</c>: channels last, unlike PyTorch's, for that is how windows of features lie.</param>
    /// <param name="weight"><c>[out, in, kernel]</c>; the last tap meets the step itself.</param>
    /// <param name="bias"><c>[out]</c>, or null.</param>
    /// <param name="dilation">Steps from one tap to the next, at least 1.</param>
    /// <param name="isRectified">Whether max(0, x) follows.</param>
    /// <returns><c>[batch, time, out]</c>.</returns>
    public static Tensor CausalConvolution(this Tape tape, Tensor input, Tensor weight, Tensor? bias, int dilation = 1, bool isRectified = false) =>
        CausalConvolutionOperation.Apply(tape, input, weight, bias, dilation, isRectified);

    /// <summary>Scaled dot-product attention of several heads.</summary>
    /// <param name="projected"><c>[batch, time, 3 * size]</c>: queries, keys and values side by side, each of them head by head.</param>
    /// <param name="heads">Number of heads, which divides the size.</param>
    /// <param name="isCausal">Whether a step sees itself and earlier ones alone.</param>
    /// <param name="dropout">In training, the probability that a weight of attention is dropped.</param>
    /// <returns><c>[batch, time, size]</c>.</returns>
    public static Tensor Attention(this Tape tape, Tensor projected, int heads, bool isCausal, float dropout = 0) =>
        AttentionOperation.Apply(tape, projected, heads, isCausal, dropout);

    /// <summary>Normalises each row of the last dimension to mean 0 and population variance 1, then scales and shifts it.</summary>
    public static Tensor LayerNorm(this Tape tape, Tensor input, Tensor weight, Tensor bias, float epsilon = 1e-5f) =>
        LayerNormOperation.Apply(tape, input, weight, bias, epsilon);

    /// <summary>Normalises each feature, the last dimension, over all rows; in training the running statistics, of one number a feature, are moved.</summary>
    public static Tensor BatchNorm(this Tape tape, Tensor input, Tensor weight, Tensor bias, Tensor runningMean, Tensor runningVariance, BatchNormOptions options) =>
        BatchNormOperation.Apply(tape, input, weight, bias, runningMean, runningVariance, options);

    /// <summary>Rows of a table by number: <c>[indices, size]</c>.</summary>
    public static Tensor Embedding(this Tape tape, ReadOnlySpan<int> indices, Tensor weight) => EmbeddingOperation.Apply(tape, indices, weight);

    /// <summary>A loss, as one number to go backwards from.</summary>
    /// <param name="loss">Which.</param>
    /// <param name="predictions">Rows in the first dimension.</param>
    /// <param name="targets">See <see cref="Loss.Compute(ReadOnlySpan{float}, int, ReadOnlySpan{float}, ReadOnlySpan{float}, Span{float})"/>.</param>
    /// <param name="weights">A weight a row; empty for equal ones.</param>
    public static Tensor Loss(this Tape tape, Loss loss, Tensor predictions, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights = default) =>
        LossOperation.Apply(tape, loss, predictions, targets, weights);
}
