using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Kernels.Recurrent;

/// <summary>
/// One sample through a recurrent network, for predictions of one window: units are the innermost dimension, the inputs' part of all steps of
/// a layer is one product, and a step multiplies the hidden state alone.
/// </summary>
internal sealed unsafe class RecurrentRow
{
    private readonly AlignedBuffer sums = new();
    private readonly AlignedBuffer state = new();
    private readonly AlignedBuffer cell = new();
    private readonly AlignedBuffer first = new();
    private readonly AlignedBuffer second = new();
    private RecurrentCall call = null!;
    private int sample;

    /// <summary>Computes one sample of a call; nothing is kept for a way back, and there are no masks.</summary>
    public void Forward(RecurrentCall network, int index)
    {
        (call, sample) = (network, index);
        var width = Math.Max(call.Directions * call.Hidden, call.Features) + 1;
        first.Reserve(call.Time * width);
        second.Reserve(call.Time * width);
        state.Reserve(call.Hidden + 2 * AlignedBuffer.Line);
        cell.Reserve(call.Hidden + AlignedBuffer.Line);
        var (from, to) = (first, second);
        ReadInput(from.Pointer);
        for (var layer = 0; layer < call.Layers; layer++)
        {
            for (var direction = 0; direction < call.Directions; direction++) Run(layer, direction, from.Pointer, to.Pointer);
            (from, to) = (to, from);
        }
        WriteOutput(from.Pointer);
    }

    /// <summary>The distance of the sums of one step from those of the next: four gates and room for whole vectors past the last.</summary>
    public static int Stride(int hidden) => (4 * hidden + 2 * AlignedBuffer.Line) / AlignedBuffer.Line * AlignedBuffer.Line;

    /// <param name="layer">The layer.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="inputs">[time, inputs + 1]: after the inputs of a step a one, for the biases.</param>
    /// <param name="outputs">[time, directions * hidden + 1].</param>
    private void Run(int layer, int direction, float* inputs, float* outputs)
    {
        var index = layer * call.Directions + direction;
        var weights = call.Weights[index];
        var (hidden, rows) = (call.Hidden, weights.Inputs + 1);
        var stride = Stride(hidden);
        sums.Reserve(call.Time * stride);
        new Span<float>(sums.Pointer, call.Time * stride).Clear();
        GatePart input = weights.Parts[0], recurrent = weights.Parts[^1];
        Gemm.Multiply(call.Time, input.Gates * hidden, rows, inputs, rows, 1, weights.Packed(0), 1, input.Rows, sums.Pointer, stride, false);
        // The one before the hidden state brings in the bias that a GRU's candidate has inside the reset gate.
        var h = state.Pointer + AlignedBuffer.Line;
        h[-1] = 1;
        var depth = recurrent.Rows - (weights.Parts.Length == 1 ? rows : 0);
        Begin(call.InitialHidden, index, h);
        if (call.IsLstm) Begin(call.InitialCell, index, cell.Pointer);
        var step = new CellStep { Rows = 1, Lanes = hidden, PreviousHidden = h, Hidden = h, PreviousCell = cell.Pointer, Cell = cell.Pointer };
        var outputWidth = call.Directions * hidden + 1;
        for (var i = 0; i < call.Time; i++)
        {
            var time = direction == 1 ? call.Time - 1 - i : i;
            step.Gates = sums.Pointer + (nint)time * stride;
            Gemm.Multiply(1, weights.RowStride, depth, h + hidden - depth, depth, 1, weights.RowHidden, weights.RowStride, 1, step.Gates + recurrent.FirstGate * hidden, stride, true);
            if (call.IsLstm) LstmCell.Forward(step);
            else GruCell.Forward(step);
            new ReadOnlySpan<float>(h, hidden).CopyTo(new Span<float>(outputs + (nint)time * outputWidth + direction * hidden, hidden));
            outputs[(nint)time * outputWidth + outputWidth - 1] = 1;
        }
        End(call.LastHidden, index, h);
        if (call.IsLstm) End(call.LastCell, index, cell.Pointer);
    }

    private void ReadInput(float* to)
    {
        var features = call.Features;
        for (var time = 0; time < call.Time; time++, to += features + 1)
        {
            call.Input.Data.Slice((sample * call.Time + time) * features, features).CopyTo(new Span<float>(to, features));
            to[features] = 1;
        }
    }

    private void WriteOutput(float* from)
    {
        var width = call.Directions * call.Hidden;
        var start = call.IsLastOnly ? call.Time - 1 : 0;
        var target = call.Output.Data[(sample * (call.IsLastOnly ? 1 : call.Time) * width)..];
        for (var time = start; time < call.Time; time++)
            new ReadOnlySpan<float>(from + (nint)time * (width + 1), width).CopyTo(target[((time - start) * width)..]);
    }

    private void Begin(Tensor? given, int index, float* to)
    {
        var target = new Span<float>(to, call.Hidden);
        if (given is null) target.Clear();
        else given.Data.Slice((index * call.Batch + sample) * call.Hidden, call.Hidden).CopyTo(target);
    }

    private void End(Tensor? wanted, int index, float* from)
    {
        if (wanted is not null) new ReadOnlySpan<float>(from, call.Hidden).CopyTo(wanted.Data[((index * call.Batch + sample) * call.Hidden)..]);
    }
}
