using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Forms;

/// <summary>A recurrent network over the window, whose top layer's last state goes to the head; parameters are lstm.weight_ih_l0 and so on.</summary>
public sealed class RecurrentNetwork : WindowNetwork
{
    /// <param name="shape">What it is given and gives.</param>
    /// <param name="name">What the recurrent layers are called: <c>lstm</c>, <c>gru</c>.</param>
    /// <param name="layers">The recurrent layers, of as many inputs as the shape has columns.</param>
    public RecurrentNetwork(NetworkShape shape, string name, RecurrentLayer layers)
    {
        Recurrent = AddLayer(name, layers);
        AddHead(layers.Shape.Hidden * (layers.Shape.IsBidirectional ? 2 : 1), shape.Outputs, shape.IsBounded);
    }

    /// <summary>The recurrent layers.</summary>
    public RecurrentLayer Recurrent { get; }

    /// <inheritdoc/>
    protected override Tensor Encode(Tape tape, Tensor input) => Recurrent.ForwardLast(tape, input);
}
