using Tidemark.Learning.Kernels;

namespace Tidemark.Learning.Tensors.Operations;

/// <summary>
/// Scaled dot-product attention of several heads: [batch, time, 3 * size] with queries, keys and values side by side gives
/// [batch, time, size]. Scores are kept turned, keys in rows and queries in columns, so that softmax needs no sum across lanes and each
/// product reads one side as it lies. (Vaswani et al. 2017)
/// </summary>
internal sealed unsafe class AttentionOperation : Operation
{
    private Tape tape = null!;
    private Tensor input = null!;
    private Tensor weights = null!;
    private RandomMask mask;
    private bool isDropped;
    private bool isCausal;
    private int batch;
    private int time;
    private int size;
    private int heads;

    private int Head => size / heads;

    /// <summary>Columns of the scores with their padding.</summary>
    private int Wide => TapProduct.Padded(time);

    private int Scores => time * Wide;

    private float Scale => 1 / MathF.Sqrt(Head);

    public static Tensor Apply(Tape tape, Tensor input, int heads, bool isCausal, float dropout)
    {
        if (heads < 1 || input.Rank != 3 || input.Size(2) % (3 * heads) != 0) throw new ArgumentException($"an input of {input} (batch, time, 3 * size) cannot be split into {heads} heads");
        var operation = tape.Take<AttentionOperation>();
        (operation.tape, operation.input, operation.heads, operation.isCausal) = (tape, input, heads, isCausal);
        (operation.batch, operation.time, operation.size) = (input.Size(0), input.Size(1), input.Size(2) / 3);
        operation.isDropped = tape.IsTraining && dropout > 0;
        if (operation.isDropped) operation.mask = RandomMask.Draw(tape.Random, dropout);
        // Without recording the scores of one head are enough.
        var isKept = tape.IsRecording && input.RequiresGrad;
        operation.weights = tape.Rent(isKept ? operation.batch * heads : 1, operation.Scores);
        var result = tape.Rent(operation.batch, operation.time, operation.size);
        operation.Forward(result, isKept);
        return tape.Record(operation, result, input);
    }

    protected internal override void Backward()
    {
        var form = Hardware.Form;
        var (row, headWide) = (3 * size, TapProduct.Padded(Head));
        var queries = Zeros(time * headWide);
        var outer = Zeros(time * headWide);
        var outerTurned = Zeros(Head * Wide);
        var turned = tape.Rent(Head * Wide).Pointer;
        var room = tape.Rent(time * headWide).Pointer;
        var slope = tape.Rent(Scores).Pointer;
        var dropped = isDropped ? tape.Rent(Scores).Pointer : null;
        var target = input.GradPointer;
        for (var b = 0; b < batch; b++)
            for (var h = 0; h < heads; h++)
            {
                var offset = (nint)b * time * row + h * Head;
                float* q = input.Pointer + offset, k = q + size, v = k + size;
                var to = target + offset;
                var softmax = weights.Pointer + (nint)(b * heads + h) * Scores;
                var first = (uint)((b * heads + h) * Scores);
                CopyHead(Result.GradPointer + (nint)b * time * size + h * Head, size, 1, outer, headWide, outerTurned);
                CopyHead(q, row, Scale, queries, headWide, null);

                // The slopes by the weights that met the values, and through softmax by the scores.
                new TapProduct { Rows = time, Columns = time, Depth = Head, Taps = 1, A = v, ARow = row, AColumn = 1, B = outerTurned, BRow = Wide, C = slope, CRow = Wide }.Run(form);
                if (isDropped) mask.Apply(slope, slope, Scores, false, first);
                ColumnSoftmax.ComputeGradient(form, softmax, slope, time, Wide);

                if (isDropped) mask.Apply(softmax, dropped, Scores, false, first);
                var met = isDropped ? dropped : softmax;
                new TapProduct { Rows = time, Columns = Head, Depth = time, Taps = 1, A = met, ARow = Wide, AColumn = 1, B = outer, BRow = headWide, C = room, CRow = headWide }.Run(form);
                AddRows(room, headWide, to + 2 * size, row);
                new TapProduct { Rows = time, Columns = Head, Depth = time, Taps = 1, A = slope, ARow = Wide, AColumn = 1, B = queries, BRow = headWide, C = room, CRow = headWide }.Run(form);
                AddRows(room, headWide, to + size, row);
                new TapProduct { Rows = Head, Columns = time, Depth = time, Taps = 1, A = k, ARow = 1, AColumn = row, B = slope, BRow = Wide, C = turned, CRow = Wide }.Run(form);
                AddTurned(turned, to, row);
            }
    }

    private void Forward(Tensor result, bool isKept)
    {
        var form = Hardware.Form;
        var row = 3 * size;
        var queries = Zeros(Head * Wide);
        var turned = tape.Rent(Head * Wide).Pointer;
        var dropped = isDropped ? tape.Rent(Scores).Pointer : null;
        for (var b = 0; b < batch; b++)
            for (var h = 0; h < heads; h++)
            {
                var q = input.Pointer + (nint)b * time * row + h * Head;
                float* k = q + size, v = k + size;
                var softmax = weights.Pointer + (isKept ? (nint)(b * heads + h) * Scores : 0);
                for (var t = 0; t < time; t++)
                    for (var d = 0; d < Head; d++) queries[d * Wide + t] = q[(nint)t * row + d] * Scale;
                new TapProduct { Rows = time, Columns = time, Depth = Head, Taps = 1, A = k, ARow = row, AColumn = 1, B = queries, BRow = Wide, C = softmax, CRow = Wide }.Run(form);
                ColumnSoftmax.Compute(form, softmax, time, Wide, isCausal);
                if (isDropped) mask.Apply(softmax, dropped, Scores, false, (uint)((b * heads + h) * Scores));
                new TapProduct { Rows = Head, Columns = time, Depth = time, Taps = 1, A = v, ARow = 1, AColumn = row, B = isDropped ? dropped : softmax, BRow = Wide, C = turned, CRow = Wide }.Run(form);
                var to = result.Pointer + (nint)b * time * size + h * Head;
                for (var t = 0; t < time; t++)
                    for (var d = 0; d < Head; d++) to[(nint)t * size + d] = turned[d * Wide + t];
            }
    }

    private float* Zeros(int count)
    {
        var tensor = tape.Rent(count);
        tensor.Data.Clear();
        return tensor.Pointer;
    }

    /// <summary>A head's part of every step, packed and, where wanted, turned.</summary>
    private void CopyHead(float* from, int fromRow, float scale, float* packed, int packedRow, float* turned)
    {
        for (var t = 0; t < time; t++)
            for (var d = 0; d < Head; d++)
            {
                var value = from[(nint)t * fromRow + d] * scale;
                packed[t * packedRow + d] = value;
                if (turned is not null) turned[d * Wide + t] = value;
            }
    }

    private void AddRows(float* from, int fromRow, float* to, int toRow)
    {
        for (var t = 0; t < time; t++)
            for (var d = 0; d < Head; d++) to[(nint)t * toRow + d] += from[t * fromRow + d];
    }

    private void AddTurned(float* turned, float* to, int toRow)
    {
        for (var t = 0; t < time; t++)
            for (var d = 0; d < Head; d++) to[(nint)t * toRow + d] += Scale * turned[d * Wide + t];
    }
}
