using Tidemark.Research.Checks;
using Tidemark.Statistics.Randomness;
using Tidemark.Storage.Import.Observations;

namespace Tidemark.Research.Features.Checks;

/// <summary>Made-up markets with everything that a list of features reads: other instruments, longer bars, trades, observations known as their files say.</summary>
internal static class GeneratedData
{
    private const int TradesABar = 6;

    public static IReadOnlyList<(string Name, FeatureData Data)> For(FeatureSpecification specification, Interval interval, int bars)
    {
        var list = specification.List;
        return [.. CheckMarket.Standard(interval, bars, list.Instruments.Length + 1)
            .Where(market => market.Name is "ordinary" or "jumps" or "missing bars" or "standstill").Select(market => (market.Name, Made(specification, market)))];
    }

    private static FeatureData Made(FeatureSpecification specification, CheckMarket market)
    {
        var list = specification.List;
        var own = market.Bars[0];
        var series = Enumerable.Range(0, list.Instruments.Length + 1).Select(source =>
            Together(source > 0 && list.Instruments[source - 1].Instrument is null ? own : market.Bars[source], list.IntervalOf(source, own.Interval))).ToList();
        return new FeatureData
        {
            Bars = own,
            Others = series[1..],
            Trades = Enumerable.Range(0, series.Count).Where(list.NeedsTrades).ToDictionary(source => source, source => Trades(series[source])),
            Observations = [.. list.Observations.SelectMany(name => Observations(name, specification.Observations.FirstOrDefault(file => file.Name == name), own)).OrderBy(row => row.Observation.KnownAt)],
            Source = market.Name,
            IsSynthetic = true,
        };
    }

    private static BarColumns Together(BarColumns bars, Interval interval)
    {
        if (interval == bars.Interval) return bars;
        var made = new List<Bar>();
        for (var i = 0; i < bars.Count; i++)
        {
            var (bar, open) = (bars[i], interval.OpenOf(bars[i].OpenTime));
            if (made.Count == 0 || made[^1].OpenTime != open) made.Add(bar with { OpenTime = open });
            else made[^1] = made[^1] with { High = Math.Max(made[^1].High, bar.High), Low = Math.Min(made[^1].Low, bar.Low), Close = bar.Close, Volume = made[^1].Volume + bar.Volume };
        }
        return BarColumns.FromBars(interval, made);
    }

    private static TradeColumns Trades(BarColumns bars)
    {
        var random = new SeededRandom(5, "trades of a check");
        var trades = new List<Trade>();
        for (var i = 0; i < bars.Count; i++)
        {
            var (bar, length) = (bars[i], bars.Interval.CloseOf(bars[i].OpenTime) - bars[i].OpenTime);
            for (var part = 0; part < TradesABar; part++)
                trades.Add(new Trade(new Instant(bar.OpenTime.Nanoseconds + length.Nanoseconds / TradesABar * part), bar.Open + (bar.Close - bar.Open) * part / TradesABar, 0.01 + random.NextDouble(), random.NextInt(2) == 0 ? Side.Buy : Side.Sell, trades.Count + 1));
        }
        return TradeColumns.FromTrades(trades);
    }

    /// <summary>A figure for each of some bars together, known as its file says; a dated figure is really known when its time is over.</summary>
    private static IEnumerable<ObservationRow> Observations(string name, ObservationFile? file, BarColumns bars)
    {
        var random = new SeededRandom(7, name);
        var period = new Duration(8 * bars.Interval.ApproximateNanoseconds);
        var start = new Instant(bars.OpenTimes.Span[0]);
        var end = new Instant(bars.OpenTimes.Span[^1]);
        for (var time = start; time < end; time += period)
        {
            var delay = file?.Delay ?? (file is { ByDate: true } ? period : new Duration(period.Nanoseconds / 8 * random.NextInt(12)));
            yield return new ObservationRow(new Observation(name, random.NextNormal(), time, file is { ByDate: true } ? time : time + delay), time + delay);
        }
    }
}
