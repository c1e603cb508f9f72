using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>A body and, where it is there, a linear head, under the names that the case has for them.</summary>
internal sealed class CaseLayer : Layer
{
    private readonly Layer body;

    public CaseLayer(string name, Layer body, Linear? head)
    {
        this.body = AddLayer(name, body);
        Head = head is null ? null : AddLayer("head", head);
    }

    public Linear? Head { get; }

    public override Tensor Forward(Tape tape, Tensor input) => body.Forward(tape, input);
}
