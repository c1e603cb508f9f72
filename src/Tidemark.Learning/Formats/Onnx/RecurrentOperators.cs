using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>LSTM, GRU and plain recurrent networks as ONNX defines them: gate rows i, o, f, c of an LSTM and z, r, h of a GRU.</summary>
internal static class RecurrentOperators
{
    private const int Padding = 16;
    private static readonly string[] Outputs = ["Y", "Y_h", "Y_c"];

    public static void AddTo(Dictionary<string, Action<OnnxStep>> operators)
    {
        operators["LSTM"] = step => Prepare(step, 4, ["Sigmoid", "Tanh", "Tanh"], LstmStep);
        operators["GRU"] = step => Prepare(step, 3, ["Sigmoid", "Tanh"], GruStep);
        operators["RNN"] = step => Prepare(step, 1, ["Tanh"], PlainStep);
    }

    private delegate void CellStep(in Cell cell, Span<float> gates, Span<float> hidden, Span<float> memory, Span<float> scratch);

    private static void Prepare(OnnxStep step, int gates, string[] activations, CellStep advance)
    {
        var from = step.Input(0);
        var source = step.Floats(0);
        var (weights, recurrent) = (step.Input(1), step.Input(2));
        if (from.Shape.Length != 3 || weights.Shape.Length != 3 || recurrent.Shape.Length != 3) throw step.Refusal("its inputs are not of three dimensions");
        var (length, batch, inputs, directions, hidden) = (from.Shape[0], from.Shape[1], from.Shape[2], weights.Shape[0], recurrent.Shape[2]);
        Check(step, gates, activations, inputs, directions, hidden);
        var direction = step.Node.Text("direction", "forward");
        var isResetAfter = step.Node.Integer("linear_before_reset", 0) != 0;
        Cell[] cells = [.. Enumerable.Range(0, directions).Select(d => CellOf(step, d, gates, inputs, hidden, isResetAfter))];
        var all = step.Float(length, directions, batch, hidden);
        var (last, memory) = (step.Float(directions, batch, hidden), step.Float(directions, batch, hidden));
        var (startHidden, startMemory) = (step.Optional(5)?.Floats, gates == 4 ? step.Optional(6)?.Floats : null);
        foreach (var start in new[] { startHidden, startMemory })
            if (start is not null && start.Length != last.Count) throw step.Refusal($"a first state is not of {last.Count} numbers");
        step.Budget.Take([length, batch, gates, hidden]);
        step.Budget.Compute(directions, length, batch, gates * hidden, (long)inputs + hidden);
        var (row, scratch) = (new float[length * batch * gates * hidden + Padding], new float[(gates + 2) * hidden + 2 * Padding]);
        step.Outputs = gates == 4 ? [all, last, memory] : [all, last];
        step.Compute = () =>
        {
            for (var d = 0; d < directions; d++)
            {
                var cell = cells[d];
                var isBackwards = d == 1 || direction == "reverse";
                for (var r = 0; r < length * batch; r++) cell.Bias.CopyTo(row.AsSpan(r * gates * hidden));
                MatrixProduct.Multiply(length * batch, gates * hidden, inputs, source, cell.Weights, row, true);
                var h = last.Floats.AsSpan(d * batch * hidden, batch * hidden);
                var c = memory.Floats.AsSpan(d * batch * hidden, batch * hidden);
                Begin(h, startHidden, d);
                Begin(c, startMemory, d);
                for (var s = 0; s < length; s++)
                {
                    var t = isBackwards ? length - 1 - s : s;
                    for (var b = 0; b < batch; b++)
                        advance(cell, row.AsSpan((t * batch + b) * gates * hidden, gates * hidden), h.Slice(b * hidden, hidden), c.Slice(b * hidden, hidden), scratch);
                    h.CopyTo(all.Floats.AsSpan((t * directions + d) * batch * hidden));
                }
            }
        };
    }

    private static void Begin(Span<float> state, float[]? start, int direction)
    {
        if (start is null) state.Clear();
        else start.AsSpan(direction * state.Length, state.Length).CopyTo(state);
    }

    private static void Check(OnnxStep step, int gates, string[] activations, int inputs, int directions, int hidden)
    {
        var node = step.Node;
        var (weights, recurrent) = (step.Input(1), step.Input(2));
        var wanted = node.Text("direction", "forward") == "bidirectional" ? 2 : 1;
        if (directions != wanted || weights.Shape[1] != gates * hidden || weights.Shape[2] != inputs || recurrent.Shape[0] != directions || recurrent.Shape[1] != gates * hidden)
            throw step.Refusal($"weights of [{string.Join(", ", weights.Shape)}] and [{string.Join(", ", recurrent.Shape)}] do not go with {inputs} inputs in {wanted} directions");
        if (!weights.IsConstant || !recurrent.IsConstant || step.Optional(3) is { IsConstant: false }) throw step.Refusal("its weights are not constant");
        if (node.Find("clip") is not null || node.Integer("input_forget", 0) != 0) throw step.Refusal("clipping and coupled gates are not supported");
        if (node.Integer("layout", 0) != 0) throw step.Refusal("only the layout with time first is supported");
        if (step.Optional(4) is { IsConstant: false } || step.Optional(4)?.Integers?.Any(one => one != step.Input(0).Shape[0]) == true) throw step.Refusal("sequences of different lengths are not supported");
        if (step.Inputs.Length > 7 && step.Optional(7) is not null) throw step.Refusal("peephole connections are not supported");
        var named = node.Find("activations")?.Texts ?? [];
        if (named.Length > 0 && !named.SequenceEqual(Enumerable.Repeat(activations, directions).SelectMany(one => one)))
            throw step.Refusal($"the activations {string.Join(", ", named)} are not supported; {string.Join(", ", activations)} are");
        if (node.Outputs.Length > (gates == 4 ? 3 : 2)) throw step.Refusal($"it has more outputs than {string.Join(", ", Outputs.Take(gates == 4 ? 3 : 2))}");
    }

    private static Cell CellOf(OnnxStep step, int direction, int gates, int inputs, int hidden, bool isResetAfter)
    {
        var rows = gates * hidden;
        step.Budget.Take([rows, checked(inputs + 2 * hidden)]);
        var bias = new float[rows];
        var late = new float[hidden];
        if (step.Optional(3) is not null)
        {
            var given = step.Floats(3);
            if (given.Length < (direction + 1) * 2 * rows) throw step.Refusal($"its bias is not of {2 * rows} numbers a direction");
            for (var i = 0; i < rows; i++)
            {
                var (first, second) = (given[direction * 2 * rows + i], given[direction * 2 * rows + rows + i]);
                // The bias of the last gate of a GRU stays inside the product with the reset gate.
                var isLate = isResetAfter && gates == 3 && i >= 2 * hidden;
                bias[i] = isLate ? first : first + second;
                if (isLate) late[i - 2 * hidden] = second;
            }
        }
        return new Cell(
            MatrixProduct.Transposed(step.Floats(1).AsSpan(direction * rows * inputs, rows * inputs), rows, inputs),
            MatrixProduct.Transposed(step.Floats(2).AsSpan(direction * rows * hidden, rows * hidden), rows, hidden),
            gates == 3 ? MatrixProduct.Transposed(step.Floats(2).AsSpan((direction * rows + 2 * hidden) * hidden, hidden * hidden), hidden, hidden) : [],
            bias, late, isResetAfter);
    }

    private static void LstmStep(in Cell cell, Span<float> gates, Span<float> hidden, Span<float> memory, Span<float> scratch)
    {
        var n = hidden.Length;
        MatrixProduct.Multiply(1, 4 * n, n, hidden, cell.Recurrent, gates, true);
        var input = scratch;
        var output = scratch[n..];
        var forget = scratch[(2 * n)..];
        var candidate = scratch[(3 * n + Padding)..];
        Activate(ActivationKind.Sigmoid, gates, scratch, 3 * n);
        Activate(ActivationKind.Tanh, gates[(3 * n)..], candidate, n);
        for (var j = 0; j < n; j++) memory[j] = forget[j] * memory[j] + input[j] * candidate[j];
        memory.CopyTo(candidate);
        Activate(ActivationKind.Tanh, candidate, candidate, n);
        for (var j = 0; j < n; j++) hidden[j] = output[j] * candidate[j];
    }

    /// <summary>By whole vectors: up to 15 numbers after the last are read, and written in the target.</summary>
    private static unsafe void Activate(ActivationKind kind, ReadOnlySpan<float> from, Span<float> to, int count)
    {
        fixed (float* source = from, target = to) ActivationKernels.Compute(kind, 0, source, target, count);
    }

    private static void GruStep(in Cell cell, Span<float> gates, Span<float> hidden, Span<float> memory, Span<float> scratch)
    {
        var n = hidden.Length;
        MatrixProduct.Multiply(1, 3 * n, n, hidden, cell.Recurrent, scratch, false);
        for (var j = 0; j < 2 * n; j++) gates[j] = ElementOperators.Sigmoid(gates[j] + scratch[j]);
        if (cell.IsResetAfter)
        {
            for (var j = 0; j < n; j++) scratch[j] = gates[n + j] * (scratch[2 * n + j] + cell.LateBias[j]);
        }
        else
        {
            for (var j = 0; j < n; j++) scratch[n + j] = gates[n + j] * hidden[j];
            MatrixProduct.Multiply(1, n, n, scratch.Slice(n, n), cell.RecurrentOfLast, scratch[..n], false);
        }
        for (var j = 0; j < n; j++) hidden[j] = (1 - gates[j]) * MathF.Tanh(gates[2 * n + j] + scratch[j]) + gates[j] * hidden[j];
    }

    private static void PlainStep(in Cell cell, Span<float> gates, Span<float> hidden, Span<float> memory, Span<float> scratch)
    {
        MatrixProduct.Multiply(1, hidden.Length, hidden.Length, hidden, cell.Recurrent, gates, true);
        for (var j = 0; j < hidden.Length; j++) hidden[j] = MathF.Tanh(gates[j]);
    }

    /// <summary>The weights of one direction, transposed so that a product with a row reads them in order.</summary>
    private readonly record struct Cell(float[] Weights, float[] Recurrent, float[] RecurrentOfLast, float[] Bias, float[] LateBias, bool IsResetAfter);
}
