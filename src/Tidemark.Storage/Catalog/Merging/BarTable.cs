namespace Tidemark.Storage.Catalog.Merging;

/// <summary>Bars being collected into columns; grows as needed.</summary>
internal sealed class BarTable
{
    private long[] times;
    private double[] open, high, low, close, volume;

    public BarTable(int capacity)
    {
        times = new long[capacity];
        open = new double[capacity];
        high = new double[capacity];
        low = new double[capacity];
        close = new double[capacity];
        volume = new double[capacity];
    }

    public int Count { get; private set; }

    public void Add(BarColumns source, int index) => Add(source[index]);

    public void Add(in Bar bar)
    {
        if (Count == times.Length) Grow();
        var i = Count++;
        times[i] = bar.OpenTime.Nanoseconds;
        (open[i], high[i], low[i], close[i], volume[i]) = (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
    }

    /// <summary>The bars so far, without copying.</summary>
    public BarColumns ToColumns(Interval interval) => new(interval, times.AsMemory(0, Count), open.AsMemory(0, Count), high.AsMemory(0, Count),
        low.AsMemory(0, Count), close.AsMemory(0, Count), volume.AsMemory(0, Count));

    private void Grow()
    {
        var capacity = Math.Max(1024, checked(times.Length * 2));
        Array.Resize(ref times, capacity);
        Array.Resize(ref open, capacity);
        Array.Resize(ref high, capacity);
        Array.Resize(ref low, capacity);
        Array.Resize(ref close, capacity);
        Array.Resize(ref volume, capacity);
    }
}
