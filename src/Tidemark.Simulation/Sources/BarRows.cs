namespace Tidemark.Simulation.Sources;

/// <summary>
/// Walks through the bars of one instrument. A few bars at a time are copied into rows, so that one bar is one place in memory, which
/// is handed on as it lies there: with hundreds of series read in turn, columns would be six.
/// </summary>
internal sealed class BarRows
{
    /// <summary>Rows of all series together: they should stay in the second cache.</summary>
    private const int RowsOfAllSeries = 16_384;
    private const int FewestRows = 64;
    private const int MostRows = 128;

    private readonly BarColumns columns;
    private readonly long fixedLength;
    private Bar[] block;
    private Bar[] nextBlock;
    private int blockStart;
    private int blockCount;
    private int position;

    public BarRows(InstrumentIndex instrument, BarColumns columns, int seriesCount)
    {
        this.columns = columns;
        Instrument = instrument;
        fixedLength = columns.Interval.IsFixed ? columns.Interval.ApproximateNanoseconds : 0;
        block = new Bar[Math.Min(Math.Clamp(RowsOfAllSeries / seriesCount, FewestRows, MostRows), columns.Count)];
        nextBlock = block.Length == columns.Count ? block : new Bar[block.Length];
        Load(0);
    }

    public InstrumentIndex Instrument { get; }

    /// <summary>The length of the interval, to order bars that close together.</summary>
    public long Length => columns.Interval.ApproximateNanoseconds;

    public bool IsAtEnd => position == blockCount;

    /// <summary>The bar at the cursor, which stays where it is until the cursor has moved twice; not valid at the end.</summary>
    public ref readonly Bar Current => ref block[position];

    /// <summary>The close time of the bar at the cursor; <see cref="long.MaxValue"/> at the end.</summary>
    public long CloseTime => position == blockCount ? long.MaxValue
        : fixedLength != 0 ? block[position].OpenTime.Nanoseconds + fixedLength
        : columns.Interval.CloseOf(block[position].OpenTime).Nanoseconds;

    /// <summary>The bars from the cursor on that lie one behind the other; none at the end, or where intervals differ in length.</summary>
    public ReadOnlySpan<Bar> Ahead => fixedLength == 0 ? [] : block.AsSpan(position, blockCount - position);

    public void MoveNext() => Skip(1);

    /// <param name="count">At most as many as are <see cref="Ahead"/>.</param>
    public void Skip(int count)
    {
        position += count;
        if (position == blockCount && blockStart + blockCount < columns.Count) Load(blockStart + blockCount);
    }

    private void Load(int start)
    {
        // The last bar of the block before is still being looked at.
        (block, nextBlock) = (nextBlock, block);
        blockStart = start;
        blockCount = Math.Min(block.Length, columns.Count - start);
        position = 0;
        Fill(block.AsSpan(0, blockCount), columns, start);
    }

    /// <summary>Field by field from the columns to the row, with nothing between.</summary>
    private static void Fill(Span<Bar> rows, BarColumns columns, int start)
    {
        var times = columns.OpenTimes.Span.Slice(start, rows.Length);
        var open = columns.Open.Span.Slice(start, rows.Length);
        var high = columns.High.Span.Slice(start, rows.Length);
        var low = columns.Low.Span.Slice(start, rows.Length);
        var close = columns.Close.Span.Slice(start, rows.Length);
        var volume = columns.Volume.Span.Slice(start, rows.Length);
        for (var row = 0; row < rows.Length; row++)
            rows[row] = new Bar(new Instant(times[row]), open[row], high[row], low[row], close[row], volume[row]);
    }
}
