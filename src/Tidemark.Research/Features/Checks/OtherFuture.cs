using Tidemark.Indicators.Features;

namespace Tidemark.Research.Features.Checks;

/// <summary>The same data until a moment, and then another future.</summary>
internal static class OtherFuture
{
    public static FeatureData Of(FeatureData data, FeatureList list, Instant moment, bool isUp) => data with
    {
        Bars = Changed(data.Bars, data.Bars.Interval, moment, isUp),
        Others = [.. data.Others.Select((bars, index) => Changed(bars, list.IntervalOf(index + 1, data.Bars.Interval), moment, !isUp))],
        Trades = data.Trades.ToDictionary(pair => pair.Key, pair => Changed(pair.Value, moment, isUp)),
        Observations = [.. data.Observations.Select(row => row.ReallyKnownAt <= moment ? row : row with { Observation = row.Observation with { Value = isUp ? 3 * row.Observation.Value + 1 : -2 * row.Observation.Value - 5 } })],
    };

    /// <summary>Bars that close after a moment are multiplied by a path that leaves at once.</summary>
    internal static BarColumns Changed(BarColumns bars, Interval interval, Instant moment, bool isUp)
    {
        var kept = FeatureData.ClosedBy(bars, interval, moment).Count;
        return BarColumns.FromBars(bars.Interval, [.. Enumerable.Range(0, bars.Count).Select(index => index < kept ? bars[index] : Scaled(bars[index], index - kept, isUp))]);
    }

    private static TradeColumns Changed(TradeColumns trades, Instant moment, bool isUp)
    {
        var kept = trades.LowerBound(moment);
        return TradeColumns.FromTrades([.. Enumerable.Range(0, trades.Count).Select(index => index < kept ? trades[index] : trades[index] with
        {
            Price = trades[index].Price * (isUp ? 1.2 : 0.8),
            Quantity = trades[index].Quantity * 7,
            Aggressor = isUp ? Side.Buy : Side.Sell,
        })]);
    }

    private static Bar Scaled(Bar bar, int distance, bool isUp)
    {
        var factor = Math.Exp((isUp ? 0.25 : -0.25) * (1 + 0.3 * Math.Sin(distance)));
        return bar with { Open = bar.Open * factor, High = bar.High * factor * 1.01, Low = bar.Low * factor * 0.99, Close = bar.Close * factor, Volume = bar.Volume * 3 + 1 };
    }
}
