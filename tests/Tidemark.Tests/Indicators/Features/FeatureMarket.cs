using System.Globalization;
using Tidemark.Indicators.Features;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Indicators.Features;

/// <summary>Bars, trades and observations made by chance, with holes, and the way a session feeds them.</summary>
internal static class FeatureMarket
{
    public static readonly Interval Hour = Interval.Hours(1);
    public static readonly Instant Start = Instant.Parse("2024-01-03T05:00:00Z");

    /// <summary>A random walk of bars of which some are missing.</summary>
    public static BarColumns Bars(ulong seed, int count, double holes = 0, Interval? interval = null)
    {
        var random = new SeededRandom(seed, "bars");
        var length = interval ?? Hour;
        var bars = new List<Bar>();
        var price = 100.0;
        for (var (open, i) = (length.OpenOf(Start), 0); i < count; i++, open = length.CloseOf(open))
        {
            var close = price * Math.Exp(0.01 * random.NextNormal());
            if (random.NextDouble() >= holes)
                bars.Add(new Bar(open, price, Math.Max(price, close) * (1 + 0.003 * random.NextDouble()), Math.Min(price, close) * (1 - 0.003 * random.NextDouble()), close, random.NextInt(20) == 0 ? 0 : 50 * random.NextDouble()));
            price = close;
        }
        return BarColumns.FromBars(length, bars);
    }

    /// <summary>Hourly bars of a reference file.</summary>
    public static BarColumns Read(string path) => BarColumns.FromBars(Hour, [.. File.ReadLines(path).Skip(1)
        .Select(line => line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())
        .Select(row => new Bar(Instant.FromUnixMilliseconds((long)row[0]), row[1], row[2], row[3], row[4], row[5]))]);

    public static List<Observation> Observations(ulong seed, string name, int count)
    {
        var random = new SeededRandom(seed, name);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var about = Start + Duration.FromHours(i * 24L + random.NextInt(5));
            return new Observation(name, random.NextNormal(), about, about + Duration.FromHours(random.NextInt(50)));
        })];
    }

    public static TradeColumns Trades(ulong seed, int count)
    {
        var random = new SeededRandom(seed, "trades");
        var time = Start.Nanoseconds;
        return TradeColumns.FromTrades([.. Enumerable.Range(0, count).Select(i =>
        {
            // Full hours often: a print at the very close of a bar belongs to the next one.
            time += random.NextInt(3) == 0 ? Duration.NanosecondsPerHour - time % Duration.NanosecondsPerHour : random.NextInt(400) * Instant.NanosecondsPerSecond;
            return new Trade(new Instant(time), 100 + random.NextNormal(), 0.1 + random.NextDouble(), random.NextInt(2) == 0 ? Side.Buy : Side.Sell, i + 1);
        })]);
    }

    /// <summary>What a session that is fed everything in the order of its time says at each own close, and whether it was warm.</summary>
    public static (List<float[]> Rows, List<bool> IsWarm) Stream(FeatureList list, FeatureInputs inputs, Func<FeatureSet, FeatureSet>? between = null, bool readsAll = true)
    {
        var events = new List<(long Time, int Order, Action<FeatureSet> Feed)>();
        for (var source = 0; source <= inputs.Others.Count; source++)
        {
            var (bars, one, interval) = (source == 0 ? inputs.Bars : inputs.Others[source - 1], source, list.IntervalOf(source, inputs.Bars.Interval));
            // Bars of one instant come in any order; the own one first is the hardest.
            for (var i = 0; i < bars.Count; i++)
            {
                var bar = bars[i];
                events.Add((interval.CloseOf(bar.OpenTime).Nanoseconds, 1 + source, set => set.Update(one, bar)));
            }
            if (!inputs.Trades.TryGetValue(source, out var trades)) continue;
            for (var i = 0; i < trades.Count; i++)
            {
                var trade = trades[i];
                events.Add((trade.Time.Nanoseconds, 100, set => set.Update(one, trade)));
            }
        }
        events.AddRange(inputs.Observations.OrderBy(observation => observation.KnownAt).Select(observation => (observation.KnownAt.Nanoseconds, 50, (Action<FeatureSet>)(set => set.Update(observation)))));
        var ordered = events.OrderBy(each => each.Time).ThenBy(each => each.Order).ToList();
        var ownCloses = Enumerable.Range(0, inputs.Bars.Count).Select(i => inputs.Bars.Interval.CloseOf(inputs.Bars[i].OpenTime).Nanoseconds).ToHashSet();
        var features = list.CreateSet(inputs.Bars.Interval);
        var (rows, isWarm) = (new List<float[]>(), new List<bool>());
        for (var i = 0; i < ordered.Count; i++)
        {
            ordered[i].Feed(features);
            var (time, order, _) = ordered[i];
            var endsInstant = i + 1 == ordered.Count || ordered[i + 1].Time > time || (order < 100 && ordered[i + 1].Order == 100);
            if (!endsInstant || order == 100 || !ownCloses.Contains(time)) continue;
            var row = new float[features.Count];
            if (readsAll || rows.Count % 3 == 0 || i + 1 == ordered.Count) isWarm.Add(features.TryRead(row));
            else isWarm.Add(false);
            rows.Add(row);
            if (between is not null) features = between(features);
        }
        return (rows, isWarm);
    }
}
