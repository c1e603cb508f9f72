namespace Tidemark.Simulation.Sources;

/// <summary>
/// Walks through the bars of one instrument. Columns are copied in blocks, so that memory-mapped data is read in order and the loop
/// works on plain arrays.
/// </summary>
internal sealed class BarCursor
{
    private const int BlockLength = 4_096;

    private readonly BarColumns columns;
    private readonly long fixedLength;
    private readonly long[] openTimes;
    private readonly double[] open, high, low, close, volume;
    private int blockStart;
    private int blockCount;
    private int position;

    public BarCursor(InstrumentIndex instrument, BarColumns columns)
    {
        this.columns = columns;
        Instrument = instrument;
        fixedLength = columns.Interval.IsFixed ? columns.Interval.ApproximateNanoseconds : 0;
        var length = Math.Min(BlockLength, columns.Count);
        openTimes = new long[length];
        open = new double[length];
        high = new double[length];
        low = new double[length];
        close = new double[length];
        volume = new double[length];
        LoadBlock(0);
    }

    public InstrumentIndex Instrument { get; }

    public bool IsAtEnd => position == blockCount;

    /// <summary>The bar at the cursor; not valid at the end.</summary>
    public Bar Current => new(new Instant(openTimes[position]), open[position], high[position], low[position], close[position], volume[position]);

    /// <summary>The close time of the bar at the cursor.</summary>
    public Instant CloseTime => fixedLength != 0
        ? new Instant(openTimes[position] + fixedLength)
        : columns.Interval.CloseOf(new Instant(openTimes[position]));

    public void MoveNext()
    {
        position++;
        if (position == blockCount && blockStart + blockCount < columns.Count) LoadBlock(blockStart + blockCount);
    }

    private void LoadBlock(int start)
    {
        blockStart = start;
        blockCount = Math.Min(openTimes.Length, columns.Count - start);
        position = 0;
        Copy(columns.OpenTimes, openTimes);
        Copy(columns.Open, open);
        Copy(columns.High, high);
        Copy(columns.Low, low);
        Copy(columns.Close, close);
        Copy(columns.Volume, volume);
    }

    private void Copy<T>(ReadOnlyMemory<T> column, T[] block) => column.Span.Slice(blockStart, blockCount).CopyTo(block);
}
