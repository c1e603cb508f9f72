namespace Tidemark.Storage.Catalog.Merging;

/// <summary>The last door before the catalog: whatever a parser let through, only whole, ordered, aligned bars are stored.</summary>
internal static class BarChecks
{
    /// <exception cref="BadInputException">A bar cannot be stored; the message names series, time and reason.</exception>
    public static void Validate(BarSpec spec, BarColumns bars)
    {
        if (bars.Interval != spec.Interval) throw new BadInputException($"{spec}: bars of {bars.Interval} cannot be stored as {spec.Interval}");
        var times = bars.OpenTimes.Span;
        var expected = long.MinValue;
        for (var i = 0; i < times.Length; i++)
        {
            var time = times[i];
            if (time != expected) CheckTime(spec, time, i == 0 ? long.MinValue : times[i - 1]);
            expected = spec.Interval.CloseOf(new Instant(time)).Nanoseconds;
        }
        CheckValues(spec, bars);
    }

    private static void CheckTime(BarSpec spec, long time, long previous)
    {
        if (time <= previous)
            throw new BadInputException($"{spec}: bars must ascend in time, but {new Instant(time)} follows {new Instant(previous)}");
        if (!spec.Interval.IsAligned(new Instant(time)))
            throw new BadInputException($"{spec}: no bar of {spec.Interval} opens at {new Instant(time)}; is the interval right? (the bar of that moment opens at {spec.Interval.OpenOf(new Instant(time))})");
    }

    private static void CheckValues(BarSpec spec, BarColumns bars)
    {
        var open = bars.Open.Span;
        var high = bars.High.Span;
        var low = bars.Low.Span;
        var close = bars.Close.Span;
        var volume = bars.Volume.Span;
        for (var i = 0; i < open.Length; i++)
        {
            var bar = new Bar(default, open[i], high[i], low[i], close[i], volume[i]);
            if (!bar.IsValid) throw new BadInputException($"{spec}: the bar of {new Instant(bars.OpenTimes.Span[i])} cannot be stored: {bar.Defect()}");
        }
    }
}
