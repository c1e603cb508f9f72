using Tidemark.Engine.Bars;
using Tidemark.Storage.Catalog.Merging;

namespace Tidemark.Storage.Catalog.Resampling;

/// <summary>
/// Whole columns through the engine's <see cref="BarAggregator"/>. A bar is closed when the source has reached its close time; the last
/// one, when the source ends before, is left out and handed over apart, as in a running engine it would not have closed either. So is
/// the first one when the source begins inside it.
/// </summary>
public static class BarResampler
{
    /// <summary>Bars of a longer interval.</summary>
    /// <exception cref="BadInputException">The interval cannot be built from whole bars of the finer one.</exception>
    public static (BarColumns Bars, Bar? Unfinished) Resample(BarColumns finer, Interval interval)
    {
        if (!interval.CanBeBuiltFrom(finer.Interval)) throw new BadInputException($"bars of {interval} cannot be built from bars of {finer.Interval}");
        var aggregator = new BarAggregator(interval);
        var result = new BarTable(Capacity(finer.Count, finer.Interval, interval));
        var times = finer.OpenTimes.Span;
        var open = finer.Open.Span;
        var high = finer.High.Span;
        var low = finer.Low.Span;
        var close = finer.Close.Span;
        var volume = finer.Volume.Span;
        for (var i = 0; i < times.Length; i++)
        {
            var time = new Instant(times[i]);
            if (aggregator.TryClose(time, out var closed)) result.Add(closed);
            aggregator.Add(new Bar(time, open[i], high[i], low[i], close[i], volume[i]));
        }
        return Finish(aggregator, result, times.IsEmpty ? Instant.MinValue : finer.Interval.CloseOf(new Instant(times[^1])));
    }

    /// <summary>Bars built from trades. A trade on the boundary belongs to the later bar.</summary>
    public static (BarColumns Bars, Bar? Unfinished) Resample(TradeColumns trades, Interval interval)
    {
        var aggregator = new BarAggregator(interval);
        var result = new BarTable(0);
        var times = trades.Times.Span;
        var prices = trades.Prices.Span;
        var quantities = trades.Quantities.Span;
        for (var i = 0; i < times.Length; i++)
        {
            var time = new Instant(times[i]);
            if (aggregator.TryClose(time, out var closed)) result.Add(closed);
            aggregator.Add(new Trade(time, prices[i], quantities[i], null, 0));
        }
        return Finish(aggregator, result, trades.Count == 0 ? Instant.MinValue : trades[trades.Count - 1].Time);
    }

    internal static ResampledBars Resample(BarColumns finer, Interval interval, SeriesInfo source)
    {
        var (bars, unfinished) = Resample(finer, interval);
        return new ResampledBars(bars, source, unfinished);
    }

    internal static ResampledBars Resample(TradeColumns trades, Interval interval, SeriesInfo source)
    {
        var (bars, unfinished) = Resample(trades, interval);
        return new ResampledBars(bars, source, unfinished);
    }

    private static (BarColumns Bars, Bar? Unfinished) Finish(BarAggregator aggregator, BarTable result, Instant end)
    {
        if (aggregator.TryClose(end, out var closed)) result.Add(closed);
        var rest = aggregator.Save();
        return (result.ToColumns(aggregator.Interval), rest.HasOpenBar ? rest.OpenBar : null);
    }

    private static int Capacity(int count, Interval finer, Interval coarser) =>
        (int)Math.Min(count, count / Math.Max(1, coarser.ApproximateNanoseconds / finer.ApproximateNanoseconds) * 5 / 4 + 16);
}
