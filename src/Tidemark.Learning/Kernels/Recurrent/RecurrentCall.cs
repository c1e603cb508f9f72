using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Kernels.Recurrent;

/// <summary>What a recurrent network computes at once: its weights, inputs and where results go. Absent tensors are null.</summary>
internal sealed class RecurrentCall
{
    public RecurrentKind Kind { get; set; }

    /// <summary>Of each layer, and in it of each direction.</summary>
    public RecurrentWeights[] Weights { get; set; } = [];

    public int Layers { get; set; }

    /// <summary>1, or 2 where the network reads backwards as well.</summary>
    public int Directions { get; set; }

    public int Hidden { get; set; }

    /// <summary>[batch, time, features].</summary>
    public Tensor Input { get; set; } = null!;

    /// <summary>[layers * directions, batch, hidden].</summary>
    public Tensor? InitialHidden { get; set; }

    /// <summary>As <see cref="InitialHidden"/>.</summary>
    public Tensor? InitialCell { get; set; }

    /// <summary>[batch, time, directions * hidden], or [batch, directions * hidden] where only the last step is wanted.</summary>
    public Tensor Output { get; set; } = null!;

    public bool IsLastOnly { get; set; }

    /// <summary>[layers * directions, batch, hidden]: the states after the last step.</summary>
    public Tensor? LastHidden { get; set; }

    /// <summary>As <see cref="LastHidden"/>.</summary>
    public Tensor? LastCell { get; set; }

    /// <summary>The dropout mask between each layer and the next; empty where nothing is dropped.</summary>
    public List<RandomMask> Masks { get; } = [];

    /// <summary>Whether activations are stored for the way back.</summary>
    public bool IsKept { get; set; }

    public int Batch => Input.Size(0);

    public int Time => Input.Size(1);

    public int Features => Input.Size(2);

    public bool IsLstm => Kind == RecurrentKind.Lstm;

    /// <summary>The batch as masks count it, so that a mask does not depend on vectors or threads.</summary>
    public int MaskLanes => (Batch + AlignedBuffer.Line - 1) / AlignedBuffer.Line * AlignedBuffer.Line;

    /// <summary>The index in a mask of an element of a layer's output: time, row among directions * hidden, sample.</summary>
    public uint MaskIndex(int time, int row, int sample) => (uint)((time * Directions * Hidden + row) * MaskLanes + sample);
}
