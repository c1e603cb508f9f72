namespace Tidemark.Domain;

/// <summary>
/// Bars of one instrument and interval as columns of equal length, ascending in time, often memory-mapped.
/// <see cref="OpenTimes"/> holds nanoseconds since 1970 (see <see cref="Instant"/>).
/// </summary>
public sealed class BarColumns
{
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public BarColumns(Interval interval, ReadOnlyMemory<long> openTimes, ReadOnlyMemory<double> open, ReadOnlyMemory<double> high,
        ReadOnlyMemory<double> low, ReadOnlyMemory<double> close, ReadOnlyMemory<double> volume)
    {
        var count = openTimes.Length;
        if (open.Length != count || high.Length != count || low.Length != count || close.Length != count || volume.Length != count)
            throw new ArgumentException("columns of bars must have the same length");
        Interval = interval;
        OpenTimes = openTimes;
        Open = open;
        High = high;
        Low = low;
        Close = close;
        Volume = volume;
    }

    public Interval Interval { get; }

    public int Count => OpenTimes.Length;

    public ReadOnlyMemory<long> OpenTimes { get; }

    public ReadOnlyMemory<double> Open { get; }

    public ReadOnlyMemory<double> High { get; }

    public ReadOnlyMemory<double> Low { get; }

    public ReadOnlyMemory<double> Close { get; }

    public ReadOnlyMemory<double> Volume { get; }

    /// <summary>One bar; for loops over many bars take the spans.</summary>
    public Bar this[int index] => new(new Instant(OpenTimes.Span[index]), Open.Span[index], High.Span[index], Low.Span[index], Close.Span[index], Volume.Span[index]);

    /// <summary>The bars with index in [start, start + count), sharing memory.</summary>
    public BarColumns Slice(int start, int count) => new(Interval, OpenTimes.Slice(start, count), Open.Slice(start, count), High.Slice(start, count),
        Low.Slice(start, count), Close.Slice(start, count), Volume.Slice(start, count));

    /// <summary>The bars that open in [from, to), sharing memory.</summary>
    public BarColumns Between(Instant from, Instant to)
    {
        var start = LowerBound(from);
        return Slice(start, Math.Max(LowerBound(to) - start, 0));
    }

    /// <summary>The index of the first bar that opens at or after a time; <see cref="Count"/> when there is none.</summary>
    public int LowerBound(Instant time)
    {
        var index = OpenTimes.Span.BinarySearch(time.Nanoseconds);
        return index < 0 ? ~index : index;
    }

    public static BarColumns FromBars(Interval interval, IReadOnlyList<Bar> bars)
    {
        var times = new long[bars.Count];
        var values = new double[5][];
        for (var column = 0; column < 5; column++) values[column] = new double[bars.Count];
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            times[i] = bar.OpenTime.Nanoseconds;
            (values[0][i], values[1][i], values[2][i], values[3][i], values[4][i]) = (bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
        }
        return new BarColumns(interval, times, values[0], values[1], values[2], values[3], values[4]);
    }
}
