using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Forms;

/// <summary>A network that reads a window <c>[batch, time, columns]</c> and gives numbers <c>[batch, outputs]</c>: some layers, and a linear head on what they made of the last moment.</summary>
public abstract class WindowNetwork : Layer
{
    private Linear? head;
    private bool isBounded;

    /// <summary>The linear layer that comes last.</summary>
    public Linear Head => head ?? throw new InvalidOperationException("the network has no head yet");

    /// <summary>Whether the outputs are bounded to -1 to 1 by tanh.</summary>
    public bool IsBounded => isBounded;

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor input)
    {
        var outputs = Head.Forward(tape, Encode(tape, input));
        return isBounded ? tape.Activate(outputs, ActivationKind.Tanh) : outputs;
    }

    /// <summary>What the window means, as numbers <c>[batch, features]</c>.</summary>
    protected abstract Tensor Encode(Tape tape, Tensor input);

    /// <summary>Called once, by the constructor, after all other layers.</summary>
    protected void AddHead(int features, int outputs, bool bounded)
    {
        head = AddLayer("head", new Linear(features, outputs));
        isBounded = bounded;
    }
}
