using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>In training, sets elements to zero at random and scales the others by 1 / (1 - rate).</summary>
public sealed class Dropout : Layer
{
    /// <param name="rate">The probability that an element is dropped, from 0 to below 1.</param>
    public Dropout(float rate)
    {
        if (!(rate >= 0 && rate < 1)) throw new ArgumentOutOfRangeException(nameof(rate), rate, "the dropout rate lies from 0 to below 1");
        Rate = rate;
    }

    /// <summary>The probability that an element is dropped.</summary>
    public float Rate { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor input) => tape.Dropout(input, Rate);
}
