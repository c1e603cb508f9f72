using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Kernels.Recurrent;

/// <summary>
/// The weights of one layer in one direction, as the products of a step want them: for each part a matrix of its gates by its rows with the
/// biases in the row of the one, and transposed matrices for the way back.
/// </summary>
internal sealed unsafe class RecurrentWeights
{
    /// <summary>Which gate of PyTorch's order lies at each place of a part.</summary>
    private static readonly int[] LstmOrder = [0, 1, 2, 3];
    private static readonly int[] CandidateFirst = [2, 0, 1];
    private static readonly int[] CandidateLast = [0, 1, 2];

    private readonly RecurrentKind kind;
    private readonly Tensor inputWeight;
    private readonly Tensor hiddenWeight;
    private readonly Tensor? inputBias;
    private readonly Tensor? hiddenBias;
    private readonly AlignedBuffer[] packed;
    private readonly AlignedBuffer turnedInput = new();
    private readonly AlignedBuffer turnedHidden = new();
    private readonly AlignedBuffer rowHidden = new();

    public RecurrentWeights(RecurrentKind kind, Tensor inputWeight, Tensor hiddenWeight, Tensor? inputBias, Tensor? hiddenBias)
    {
        (this.kind, this.inputWeight, this.hiddenWeight, this.inputBias, this.hiddenBias) = (kind, inputWeight, hiddenWeight, inputBias, hiddenBias);
        Inputs = inputWeight.Size(1);
        Hidden = hiddenWeight.Size(1);
        Rows = Inputs + 1 + Hidden;
        Parts = kind == RecurrentKind.Lstm ? [new GatePart(0, 4, 0, Rows)] : [new GatePart(0, 3, 0, Inputs + 1), new GatePart(1, 3, Inputs, Hidden + 1)];
        packed = [.. Parts.Select(_ => new AlignedBuffer())];
    }

    public RecurrentKind Kind => kind;

    /// <summary>Size of the input.</summary>
    public int Inputs { get; }

    /// <summary>Units.</summary>
    public int Hidden { get; }

    /// <summary>Rows of a step's input column: the input, a one, the hidden state.</summary>
    public int Rows { get; }

    public GatePart[] Parts { get; }

    /// <summary>[inputs, gates of the first part]: for the gradient by the input.</summary>
    public float* TurnedInput => turnedInput.Pointer;

    /// <summary>[hidden, gates of the last part]: for the gradient by the hidden state.</summary>
    public float* TurnedHidden => turnedHidden.Pointer;

    /// <summary>[hidden rows of the last part, its gates]: for one sample; for a GRU the row of the one comes first.</summary>
    public float* RowHidden => rowHidden.Pointer;

    /// <summary>Distance of the rows of <see cref="RowHidden"/>: whole vectors, filled up with zeros.</summary>
    public int RowStride => (Parts[^1].Gates * Hidden + AlignedBuffer.Line - 1) / AlignedBuffer.Line * AlignedBuffer.Line;

    /// <summary>The matrix of a part: [its gates * hidden, its rows].</summary>
    public float* Packed(int part) => packed[part].Pointer;

    /// <summary>Distance of the rows of a part's weight gradient: whole lines.</summary>
    public static int GradientStride(in GatePart part) => (part.Rows + AlignedBuffer.Line - 1) / AlignedBuffer.Line * AlignedBuffer.Line;

    /// <summary>Brings the weights as they are now into their forms.</summary>
    public void Pack(bool forGradient)
    {
        for (var p = 0; p < Parts.Length; p++)
        {
            ref readonly var part = ref Parts[p];
            packed[p].Reserve(part.Gates * Hidden * part.Rows);
            for (var gate = 0; gate < part.Gates; gate++)
                for (var unit = 0; unit < Hidden; unit++)
                    PackRow(part, Order(p)[gate] * Hidden + unit, packed[p].Pointer + (nint)(gate * Hidden + unit) * part.Rows);
        }
        if (!forGradient) return;
        GatePart first = Parts[0], last = Parts[^1];
        turnedInput.Reserve(Inputs * first.Gates * Hidden);
        turnedHidden.Reserve(Hidden * last.Gates * Hidden);
        Transposition.Transpose(Packed(0), first.Rows, first.Gates * Hidden, Inputs, TurnedInput, first.Gates * Hidden);
        Transposition.Transpose(Packed(Parts.Length - 1) + (last.Rows - Hidden), last.Rows, last.Gates * Hidden, Hidden, TurnedHidden, last.Gates * Hidden);
    }

    /// <summary>Brings the packed weights into the form for one sample.</summary>
    public void PackForRow()
    {
        var last = Parts[^1];
        var rows = Parts.Length == 1 ? Hidden : last.Rows;
        rowHidden.Reserve(rows * RowStride);
        new Span<float>(rowHidden.Pointer, rows * RowStride).Clear();
        Transposition.Transpose(Packed(Parts.Length - 1) + (last.Rows - rows), last.Rows, last.Gates * Hidden, rows, rowHidden.Pointer, RowStride);
    }

    /// <summary>Adds the gradient of a part's matrix to the gradients of the parameters.</summary>
    public void AddGradient(int p, float* gradient)
    {
        ref readonly var part = ref Parts[p];
        var stride = GradientStride(part);
        for (var gate = 0; gate < part.Gates; gate++)
            for (var unit = 0; unit < Hidden; unit++)
                AddRow(part, Order(p)[gate] * Hidden + unit, gradient + (nint)(gate * Hidden + unit) * stride);
    }

    private int[] Order(int part) => kind == RecurrentKind.Lstm ? LstmOrder : part == 0 ? CandidateFirst : CandidateLast;

    private static bool HasInput(in GatePart part) => part.FirstRow == 0;

    private bool HasHidden(in GatePart part) => part.FirstRow + part.Rows == Rows;

    private void PackRow(in GatePart part, int row, float* to)
    {
        var bias = 0f;
        if (HasInput(part))
        {
            inputWeight.Data.Slice(row * Inputs, Inputs).CopyTo(new Span<float>(to, Inputs));
            if (inputBias is not null) bias += inputBias.Data[row];
            to += Inputs;
        }
        if (HasHidden(part))
        {
            hiddenWeight.Data.Slice(row * Hidden, Hidden).CopyTo(new Span<float>(to + 1, Hidden));
            if (hiddenBias is not null) bias += hiddenBias.Data[row];
        }
        *to = bias;
    }

    private void AddRow(in GatePart part, int row, float* from)
    {
        var one = from + (HasInput(part) ? Inputs : 0);
        if (HasInput(part))
        {
            Add(inputWeight, row * Inputs, from, Inputs);
            if (inputBias is not null) Add(inputBias, row, one, 1);
        }
        if (!HasHidden(part)) return;
        Add(hiddenWeight, row * Hidden, one + 1, Hidden);
        if (hiddenBias is not null) Add(hiddenBias, row, one, 1);
    }

    private static void Add(Tensor parameter, int offset, float* from, int count)
    {
        if (!parameter.RequiresGrad) return;
        var to = parameter.GradPointer + offset;
        for (var i = 0; i < count; i++) to[i] += from[i];
    }
}
