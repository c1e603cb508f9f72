using Tidemark.Engine.Portfolios;

namespace Tidemark.Research.Results;

/// <summary>
/// What the same money would have become without a strategy: at the first traded bar the initial equity buys every instrument for an
/// equal part, at that bar's open, paying the taker fee once, and holds to the end. An instrument that starts later is bought at its
/// own first bar. Prices are taken in quote currency, so with several quote currencies it is not shown.
/// </summary>
internal sealed class BuyAndHold
{
    private readonly IReadOnlyList<BarColumns> bars;
    private readonly double initial;
    private readonly double[] units;
    private readonly int[] firstBars;
    private readonly Interval finest;

    private BuyAndHold(IReadOnlyList<BarColumns> bars, double initial, double feeRate, Instant start)
    {
        this.bars = bars;
        this.initial = initial;
        finest = bars.MinBy(series => series.Interval.ApproximateNanoseconds)!.Interval;
        firstBars = [.. bars.Select(series => series.LowerBound(start))];
        units = [.. bars.Select((series, i) => firstBars[i] < series.Count ? initial / bars.Count / (series.Open.Span[firstBars[i]] * (1 + feeRate)) : 0)];
    }

    /// <returns>Null when there is nothing to compare with: no bars, or several currencies.</returns>
    public static BuyAndHold? Of(EquityCurve equity, IReadOnlyList<InstrumentId> instruments, IReadOnlyList<BarColumns> bars, string currency, double initialEquity, decimal takerFeeRate)
    {
        if (equity.Count == 0 || bars.Count == 0 || !(initialEquity > 0) || instruments.Any(id => id.Quote != currency)) return null;
        return new BuyAndHold(bars, initialEquity, (double)takerFeeRate, new Instant(equity.Times.Span[0]));
    }

    /// <summary>Its equity at the close of the bars (of the finest interval) that open at the given ascending times.</summary>
    public double[] ValuesAt(ReadOnlySpan<long> openTimes)
    {
        var values = new double[openTimes.Length];
        for (var instrument = 0; instrument < bars.Count; instrument++) AddValues(instrument, openTimes, values);
        return values;
    }

    private void AddValues(int instrument, ReadOnlySpan<long> openTimes, Span<double> values)
    {
        var series = bars[instrument];
        ReadOnlySpan<long> times = series.OpenTimes.Span;
        ReadOnlySpan<double> closes = series.Close.Span;
        var isFinest = series.Interval == finest;
        var next = firstBars[instrument];
        for (var i = 0; i < openTimes.Length; i++)
        {
            next = Advance(series.Interval, times, next, openTimes[i], isFinest);
            values[i] += next == firstBars[instrument] ? initial / bars.Count : units[instrument] * closes[next - 1];
        }
    }

    /// <summary>The first bar that has not closed yet when the finest bar that opens at a time closes.</summary>
    private int Advance(Interval interval, ReadOnlySpan<long> times, int from, long openTime, bool isFinest)
    {
        if (isFinest)
        {
            // Sampled times are sparse or dense: try the next bar before searching.
            if (from < times.Length && times[from] <= openTime && (from + 1 == times.Length || times[from + 1] > openTime)) return from + 1;
            var found = times[from..].BinarySearch(openTime);
            return from + (found < 0 ? ~found : found + 1);
        }
        var closeTime = finest.CloseOf(new Instant(openTime));
        while (from < times.Length && interval.CloseOf(new Instant(times[from])) <= closeTime) from++;
        return from;
    }
}
