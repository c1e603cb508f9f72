using Tidemark.Engine.Time;

namespace Tidemark.Engine.Markets;

/// <summary>Builds the bars of longer intervals from the incoming ones, and closes by timer those whose last part had no data.</summary>
internal sealed class LongerBars(MarketState market, TimerQueue timers, InstantCloser closer, int baseCount)
{
    /// <summary>Takes the last bar of a base series into those built from it.</summary>
    public void Take(BarSeries shorter, Instant closeTime)
    {
        foreach (var series in shorter.Longer)
        {
            var aggregator = series.Aggregator!;
            var wasOpen = aggregator.HasOpenBar;
            aggregator.Add(shorter.Last);
            if (aggregator.TryClose(closeTime, out var closed))
            {
                series.Apply(closed);
                closer.Add(series);
            }
            else if (!wasOpen)
            {
                timers.Set(aggregator.CloseTime, -1, series.Number, "", default);
            }
        }
    }

    /// <summary>Closes all bars of a moment, before strategies are called.</summary>
    public void CloseAt(Instant due)
    {
        for (var number = baseCount; number < market.Series.Count; number++)
        {
            var series = market.Series[number];
            if (!series.Aggregator!.TryClose(due, out var closed)) continue;
            series.Apply(closed);
            closer.Add(series);
        }
    }
}
