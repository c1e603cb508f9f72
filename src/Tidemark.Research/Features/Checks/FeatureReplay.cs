using Tidemark.Indicators.Features;

namespace Tidemark.Research.Features.Checks;

/// <summary>Feeds the streaming form of features as a session would: everything when it is known.</summary>
internal static class FeatureReplay
{
    /// <summary>The row of each own bar; null while features are not warm.</summary>
    public static float[]?[] Rows(FeatureList list, FeatureData data)
    {
        var set = list.CreateSet(data.Bars.Interval);
        var rows = new float[]?[data.Bars.Count];
        var known = data.Observations.OrderBy(row => row.ReallyKnownAt).ToList();
        var (bars, trades) = (new int[data.Others.Count], data.Trades.Keys.Order().ToDictionary(source => source, _ => 0));
        var nextObservation = 0;
        for (var bar = 0; bar < rows.Length; bar++)
        {
            var close = data.Bars.Interval.CloseOf(new Instant(data.Bars.OpenTimes.Span[bar]));
            foreach (var source in trades.Keys)
                for (; trades[source] < data.Trades[source].Count && data.Trades[source].Times.Span[trades[source]] < close.Nanoseconds; trades[source]++) set.Update(source, data.Trades[source][trades[source]]);
            for (; nextObservation < known.Count && known[nextObservation].ReallyKnownAt <= close; nextObservation++)
                set.Update(known[nextObservation].Observation with { KnownAt = known[nextObservation].ReallyKnownAt });
            for (var other = 0; other < bars.Length; other++)
            {
                var interval = list.IntervalOf(other + 1, data.Bars.Interval);
                for (; bars[other] < data.Others[other].Count && interval.CloseOf(data.Others[other][bars[other]].OpenTime) <= close; bars[other]++) set.Update(other + 1, data.Others[other][bars[other]]);
            }
            set.Update(0, data.Bars[bar]);
            var row = new float[set.Count];
            if (set.TryRead(row)) rows[bar] = row;
        }
        return rows;
    }
}
