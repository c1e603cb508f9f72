namespace Tidemark.Indicators.Columns;

/// <summary>
/// Bars as columns of equal length for one computation: open times in nanoseconds since 1970, prices in quote and volume in base
/// currency.
/// </summary>
public readonly ref struct BarSpans
{
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public BarSpans(ReadOnlySpan<long> openTimes, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low,
        ReadOnlySpan<double> close, ReadOnlySpan<double> volume)
    {
        var count = openTimes.Length;
        if (open.Length != count || high.Length != count || low.Length != count || close.Length != count || volume.Length != count)
            throw new ArgumentException("columns of bars must have the same length");
        OpenTimes = openTimes;
        Open = open;
        High = high;
        Low = low;
        Close = close;
        Volume = volume;
    }

    public ReadOnlySpan<long> OpenTimes { get; }

    public ReadOnlySpan<double> Open { get; }

    public ReadOnlySpan<double> High { get; }

    public ReadOnlySpan<double> Low { get; }

    public ReadOnlySpan<double> Close { get; }

    public ReadOnlySpan<double> Volume { get; }

    public int Count => OpenTimes.Length;

    public Bar this[int index] => new(new Instant(OpenTimes[index]), Open[index], High[index], Low[index], Close[index], Volume[index]);

    /// <summary>The columns of bars that a catalog or a file holds; shares their memory.</summary>
    public static BarSpans Of(BarColumns bars) =>
        new(bars.OpenTimes.Span, bars.Open.Span, bars.High.Span, bars.Low.Span, bars.Close.Span, bars.Volume.Span);

    public ReadOnlySpan<double> Column(BarField field) => field switch
    {
        BarField.Close => Close,
        BarField.Open => Open,
        BarField.High => High,
        BarField.Low => Low,
        BarField.Volume => Volume,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "a bar has no such field"),
    };
}
