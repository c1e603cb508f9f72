using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Forms;

/// <summary>Linear layers with an activation after each, over all numbers of the window side by side; parameters are layers.0.weight and so on.</summary>
public sealed class DenseNetwork : WindowNetwork
{
    private readonly float dropout;

    /// <param name="shape">What it is given and gives.</param>
    /// <param name="hidden">Sizes of the layers; none for a linear model.</param>
    /// <param name="activation">After each layer.</param>
    /// <param name="hasBatchNorm">Whether each layer is normalised over the batch, before its activation.</param>
    /// <param name="dropout">After each activation, from 0 to below 1.</param>
    public DenseNetwork(NetworkShape shape, ImmutableArray<int> hidden, ActivationKind activation, bool hasBatchNorm, float dropout)
    {
        (Activation, this.dropout) = (activation, dropout);
        var size = checked(shape.Window * shape.Columns);
        var (layers, norms) = (ImmutableArray.CreateBuilder<Linear>(), ImmutableArray.CreateBuilder<BatchNorm>());
        for (var i = 0; i < hidden.Length; i++)
        {
            layers.Add(AddLayer(string.Create(CultureInfo.InvariantCulture, $"layers.{i}"), new Linear(size, hidden[i])));
            if (hasBatchNorm) norms.Add(AddLayer(string.Create(CultureInfo.InvariantCulture, $"norms.{i}"), new BatchNorm(hidden[i])));
            size = hidden[i];
        }
        (Layers, Norms) = (layers.ToImmutable(), norms.ToImmutable());
        AddHead(size, shape.Outputs, shape.IsBounded);
    }

    /// <summary>The layers before the head.</summary>
    public ImmutableArray<Linear> Layers { get; }

    /// <summary>A normalisation a layer, or none.</summary>
    public ImmutableArray<BatchNorm> Norms { get; }

    /// <summary>What comes after each layer.</summary>
    public ActivationKind Activation { get; }

    /// <inheritdoc/>
    protected override Tensor Encode(Tape tape, Tensor input)
    {
        var inner = tape.Reshape(input, input.Size(0), input.Count / Math.Max(1, input.Size(0)));
        for (var i = 0; i < Layers.Length; i++)
        {
            inner = Layers[i].Forward(tape, inner);
            if (Norms.Length > 0) inner = Norms[i].Forward(tape, inner);
            inner = tape.Dropout(tape.Activate(inner, Activation), dropout);
        }
        return inner;
    }
}
