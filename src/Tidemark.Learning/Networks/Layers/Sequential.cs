using System.Globalization;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>Layers one after the other, named by their places from 0.</summary>
public sealed class Sequential : Layer
{
    private readonly Layer[] layers;

    /// <param name="layers">In the order in which they compute.</param>
    public Sequential(params ReadOnlySpan<Layer> layers)
    {
        this.layers = layers.ToArray();
        for (var i = 0; i < this.layers.Length; i++) AddLayer(i.ToString(CultureInfo.InvariantCulture), this.layers[i]);
    }

    /// <summary>The layers.</summary>
    public IReadOnlyList<Layer> Layers => layers;

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor input)
    {
        foreach (var layer in layers) input = layer.Forward(tape, input);
        return input;
    }
}
