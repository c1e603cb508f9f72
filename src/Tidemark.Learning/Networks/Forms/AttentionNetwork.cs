using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Forms;

/// <summary>A transformer's encoder over the window: each row is projected, told its place, and what attention made of the last one goes to the head.</summary>
public sealed class AttentionNetwork : WindowNetwork
{
    /// <param name="shape">What it is given and gives.</param>
    /// <param name="options">Of each layer.</param>
    /// <param name="layers">Number of layers.</param>
    /// <param name="learnsPlaces">Whether places are learnt numbers instead of sines and cosines.</param>
    public AttentionNetwork(NetworkShape shape, TransformerOptions options, int layers, bool learnsPlaces)
    {
        Options = options;
        Projection = AddLayer("input", new Linear(shape.Columns, options.Size));
        Places = AddLayer("position", new PositionalEncoding(shape.Window, options.Size, learnsPlaces, options.Dropout));
        Encoder = AddLayer("encoder", new TransformerEncoder(options, layers));
        AddHead(options.Size, shape.Outputs, shape.IsBounded);
    }

    /// <summary>Sizes and form of the layers.</summary>
    public TransformerOptions Options { get; }

    /// <summary>Rows to steps.</summary>
    public Linear Projection { get; }

    /// <summary>Places of steps.</summary>
    public PositionalEncoding Places { get; }

    /// <summary>The layers.</summary>
    public TransformerEncoder Encoder { get; }

    /// <inheritdoc/>
    protected override Tensor Encode(Tape tape, Tensor input) =>
        tape.Select(Encoder.Forward(tape, Places.Forward(tape, Projection.Forward(tape, input))), 1, -1);
}
