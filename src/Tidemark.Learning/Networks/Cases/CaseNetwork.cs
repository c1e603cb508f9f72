using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>The network that a case describes.</summary>
/// <param name="kind">What it is called in reports.</param>
/// <param name="layer">Its parameters, with the names of the case.</param>
/// <param name="forward">Computes it: from the input to everything that a case may expect.</param>
internal sealed class CaseNetwork(string kind, Layer layer, Func<Tape, Tensor, CaseForward> forward)
{
    public string Kind => kind;

    public Layer Layer => layer;

    public CaseForward Forward(Tape tape, Tensor input) => forward(tape, input);
}
