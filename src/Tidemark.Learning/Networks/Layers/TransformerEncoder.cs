using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>Encoder layers one after the other, and a last normalisation where the layers normalise first; parameters are layers.0.linear1.weight and so on.</summary>
public sealed class TransformerEncoder : Layer
{
    private readonly ImmutableArray<TransformerEncoderLayer> layers;
    private readonly LayerNorm? norm;

    /// <param name="options">Of each layer.</param>
    /// <param name="count">Number of layers, at least 1.</param>
    public TransformerEncoder(TransformerOptions options, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        layers = [.. Enumerable.Range(0, count).Select(i => AddLayer(string.Create(CultureInfo.InvariantCulture, $"layers.{i}"), new TransformerEncoderLayer(options)))];
        if (options.NormFirst) norm = AddLayer("norm", new LayerNorm(options.Size, options.NormEpsilon));
    }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<TransformerEncoderLayer> Layers => layers;

    /// <inheritdoc/>
    /// <remarks><c>[batch, time, size]</c> gives the same shape.</remarks>
    public override Tensor Forward(Tape tape, Tensor input)
    {
        foreach (var layer in layers) input = layer.Forward(tape, input);
        return norm?.Forward(tape, input) ?? input;
    }
}
