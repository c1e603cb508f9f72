using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Storage.Import.Bars;

/// <summary>Makes sure that bars are of the interval that was said, or finds it out.</summary>
internal static class IntervalCheck
{
    /// <summary>The interval of the bars.</summary>
    /// <param name="bars">Strictly ascending bars; those that open elsewhere are left out if that was chosen.</param>
    /// <param name="given">What was said; null to find it out.</param>
    /// <param name="repairs">What was chosen.</param>
    /// <exception cref="BadInputException">The bars are of another interval, or it cannot be told.</exception>
    public static Interval Determine(BarRows bars, Interval? given, RepairLog repairs)
    {
        var interval = given ?? IntervalFinder.Find(bars.Times) ?? throw new BadInputException(
            $"{repairs.TableName}: the interval cannot be told from {(bars.Count < 2 ? "a single bar" : "the times")}; say it with --interval");
        if (given is null) return interval;
        RequireAligned(bars, interval, repairs);
        RequireSpacing(bars, interval, repairs);
        return interval;
    }

    private static void RequireAligned(BarRows bars, Interval interval, RepairLog repairs)
    {
        List<int>? kept = null;
        var times = bars.Times;
        for (var row = 0; row < times.Length; row++)
        {
            var time = new Instant(times[row]);
            if (interval.IsAligned(time))
            {
                kept?.Add(row);
                continue;
            }
            if (kept is null)
            {
                // When most rows open elsewhere, the interval is wrong and not the rows.
                if (IntervalFinder.Find(times) is { } actual && actual != interval) throw Wrong(bars, row, interval, actual, repairs);
                kept = [.. Enumerable.Range(0, row)];
            }
            repairs.Apply(Repair.SkipUnaligned, bars.Lines[row], $"no {interval} bar opens at {time}; the bar of that moment opens at {interval.OpenOf(time)}", "skip-unaligned leaves such rows out");
        }
        if (kept is not null) bars.Select(kept.ToArray());
    }

    private static void RequireSpacing(BarRows bars, Interval interval, RepairLog repairs)
    {
        var times = bars.Times;
        if (times.Length < 2) return;
        for (var row = 1; row < times.Length; row++)
            if (interval.CloseOf(new Instant(times[row - 1])).Nanoseconds == times[row]) return;
        if (IntervalFinder.Find(times) is { } actual) throw Wrong(bars, 1, interval, actual, repairs);
    }

    private static BadInputException Wrong(BarRows bars, int row, Interval given, Interval actual, RepairLog repairs)
    {
        var (time, other) = row == 0 ? (0, Math.Min(1, bars.Count - 1)) : (row, row - 1);
        return repairs.Refusal(bars.Lines[row], $"wrong interval: these are {actual} bars, not {given} ({new Instant(bars.Times[Math.Min(time, other)])} is followed by {new Instant(bars.Times[Math.Max(time, other)])})");
    }
}
