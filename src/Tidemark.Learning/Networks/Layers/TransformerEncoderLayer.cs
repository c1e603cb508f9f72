using Tidemark.Learning.Kernels;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>Self-attention and a network of two linear layers, each with the input around it and a layer normalisation after (or, pre-norm, before) it; names as PyTorch's.</summary>
public sealed class TransformerEncoderLayer : Layer
{
    private readonly MultiHeadAttention attention;
    private readonly Linear first;
    private readonly Linear second;
    private readonly LayerNorm firstNorm;
    private readonly LayerNorm secondNorm;
    private readonly TransformerOptions options;

    /// <param name="options">Sizes and form.</param>
    public TransformerEncoderLayer(TransformerOptions options)
    {
        this.options = options;
        attention = AddLayer("self_attn", new MultiHeadAttention(options.Size, options.Heads, options.IsCausal, options.Dropout));
        first = AddLayer("linear1", new Linear(options.Size, options.FeedForward));
        second = AddLayer("linear2", new Linear(options.FeedForward, options.Size));
        firstNorm = AddLayer("norm1", new LayerNorm(options.Size, options.NormEpsilon));
        secondNorm = AddLayer("norm2", new LayerNorm(options.Size, options.NormEpsilon));
    }

    /// <inheritdoc/>
    /// <remarks><c>[batch, time, size]</c> gives the same shape.</remarks>
    public override Tensor Forward(Tape tape, Tensor input)
    {
        if (options.NormFirst)
        {
            input = tape.Add(input, Attend(tape, firstNorm.Forward(tape, input)));
            return tape.Add(input, Feed(tape, secondNorm.Forward(tape, input)));
        }
        input = firstNorm.Forward(tape, tape.Add(input, Attend(tape, input)));
        return secondNorm.Forward(tape, tape.Add(input, Feed(tape, input)));
    }

    private Tensor Attend(Tape tape, Tensor input) => tape.Dropout(attention.Forward(tape, input), options.Dropout);

    private Tensor Feed(Tape tape, Tensor input)
    {
        var inner = tape.Activate(first.Forward(tape, input), options.IsGelu ? ActivationKind.Gelu : ActivationKind.Relu);
        return tape.Dropout(second.Forward(tape, tape.Dropout(inner, options.Dropout)), options.Dropout);
    }
}
