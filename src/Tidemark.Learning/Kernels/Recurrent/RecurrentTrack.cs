using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Kernels.Recurrent;

/// <summary>
/// One layer in one direction over some samples. Samples are the innermost dimension: a step is products of weights as they are with a matrix
/// of whole vectors, and nothing depends on the number of units being round. The input column of a step holds the input, a row of ones and
/// the hidden state, so that a step is one product (LSTM) and the gradient of weights and biases another.
/// </summary>
internal sealed unsafe class RecurrentTrack
{
    private readonly AlignedBuffer columns = new();
    private readonly AlignedBuffer gates = new();
    private readonly AlignedBuffer cells = new();
    private readonly AlignedBuffer hiddenGradient = new();
    private readonly AlignedBuffer cellGradient = new();
    private RecurrentWeights weights = null!;
    private int lanes;
    private int time;
    private bool isKept;
    private bool isReversed;

    private nint Unit => (nint)weights.Hidden * lanes;

    /// <summary>The gradient by the hidden state before the step that went back last.</summary>
    public float* HiddenGradient => hiddenGradient.Pointer;

    /// <summary>The gradient by the cell state before the step that went back last.</summary>
    public float* CellGradient => cellGradient.Pointer;

    /// <summary>Makes room for a computation.</summary>
    public void Prepare(RecurrentWeights layer, int steps, int width, bool keep, bool reversed)
    {
        (weights, time, lanes, isKept, isReversed) = (layer, steps, width, keep, reversed);
        columns.Reserve((time + 1) * weights.Rows * lanes);
        gates.Reserve((isKept ? time : 1) * 4 * weights.Hidden * lanes);
        if (weights.Kind == RecurrentKind.Lstm) cells.Reserve((time + 1) * weights.Hidden * lanes);
        for (var step = 0; step < time; step++) new Span<float>(Column(step) + (nint)weights.Inputs * lanes, lanes).Fill(1);
    }

    /// <summary>The place in time of a step: the other way round where the track is read backwards.</summary>
    public int TimeOf(int step) => isReversed ? time - 1 - step : step;

    /// <summary>Where the input of a time belongs.</summary>
    public float* InputAt(int moment) => Column(TimeOf(moment));

    /// <summary>The hidden state after so many steps.</summary>
    public float* HiddenAfter(int steps) => Column(steps) + (nint)(weights.Inputs + 1) * lanes;

    /// <summary>The cell state after so many steps.</summary>
    public float* CellAfter(int steps) => cells.Pointer + steps * Unit;

    /// <summary>One step forward; the rest of <paramref name="cell"/> (above, mask) is the caller's.</summary>
    public void Forward(int step, ref CellStep cell)
    {
        Point(step, ref cell);
        for (var p = 0; p < weights.Parts.Length; p++)
        {
            var part = weights.Parts[p];
            var target = cell.Gates + part.FirstGate * Unit;
            // The second part of a GRU adds to the gates that both have, and begins the last one.
            var shared = p == 0 ? 0 : part.Gates - 1;
            if (shared > 0) Product(p, 0, shared, step, target, true);
            Product(p, shared, part.Gates - shared, step, target, false);
        }
        if (weights.Kind == RecurrentKind.Lstm) LstmCell.Forward(cell);
        else GruCell.Forward(cell);
    }

    /// <summary>Begins the way back, with no gradient by the last states.</summary>
    public void BeginBackward()
    {
        hiddenGradient.Reserve((int)Unit);
        cellGradient.Reserve((int)Unit);
        new Span<float>(HiddenGradient, (int)Unit).Clear();
        new Span<float>(CellGradient, (int)Unit).Clear();
    }

    /// <summary>One step back.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cell">The gradient from above and its mask are the caller's.</param>
    /// <param name="inputGradient">Where the gradient by the step's input goes; null where it is not wanted.</param>
    /// <param name="adds">Whether it is added.</param>
    /// <param name="weightGradients">For each part of the weights, its gradient, which is added to.</param>
    public void Backward(int step, ref CellStep cell, float* inputGradient, bool adds, AlignedBuffer[] weightGradients)
    {
        Point(step, ref cell);
        cell.HiddenGradient = HiddenGradient;
        cell.CellGradient = CellGradient;
        if (weights.Kind == RecurrentKind.Lstm) LstmCell.Backward(cell);
        else GruCell.Backward(cell);
        GatePart first = weights.Parts[0], last = weights.Parts[^1];
        var depth = first.Gates * weights.Hidden;
        if (inputGradient is not null)
            Gemm.Multiply(weights.Inputs, lanes, depth, weights.TurnedInput, depth, 1, cell.Gates + first.FirstGate * Unit, lanes, 1, inputGradient, lanes, adds);
        depth = last.Gates * weights.Hidden;
        Gemm.Multiply(weights.Hidden, lanes, depth, weights.TurnedHidden, depth, 1, cell.Gates + last.FirstGate * Unit, lanes, 1, HiddenGradient, lanes, weights.Kind == RecurrentKind.Gru);
        for (var p = 0; p < weights.Parts.Length; p++)
        {
            var part = weights.Parts[p];
            Gemm.Multiply(
                part.Gates * weights.Hidden, part.Rows, lanes, cell.Gates + part.FirstGate * Unit, lanes, 1,
                Column(step) + (nint)part.FirstRow * lanes, 1, lanes, weightGradients[p].Pointer, RecurrentWeights.GradientStride(part), true, isRoomy: true);
        }
    }

    private float* Column(int step) => columns.Pointer + (nint)step * weights.Rows * lanes;

    private void Product(int p, int firstGate, int count, int step, float* target, bool adds)
    {
        var part = weights.Parts[p];
        Gemm.Multiply(
            count * weights.Hidden, lanes, part.Rows, weights.Packed(p) + (nint)firstGate * weights.Hidden * part.Rows, part.Rows, 1,
            Column(step) + (nint)part.FirstRow * lanes, lanes, 1, target + firstGate * Unit, lanes, adds);
    }

    private void Point(int step, ref CellStep cell)
    {
        (cell.Rows, cell.Lanes, cell.IsKept) = (weights.Hidden, lanes, isKept);
        cell.Gates = gates.Pointer + (isKept ? step : 0) * 4 * Unit;
        cell.PreviousHidden = HiddenAfter(step);
        cell.Hidden = HiddenAfter(step + 1);
        if (weights.Kind != RecurrentKind.Lstm) return;
        cell.PreviousCell = CellAfter(step);
        cell.Cell = CellAfter(step + 1);
    }
}
