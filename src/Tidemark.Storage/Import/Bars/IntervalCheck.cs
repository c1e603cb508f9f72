using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Storage.Import.Bars;

/// <summary>Makes sure that bars are of the interval that was said, or finds it out.</summary>
internal static class IntervalCheck
{
    /// <summary>Bars of half the interval are half unaligned, other mistakes more.</summary>
    private const double WrongIntervalShare = 0.4;

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
        var times = bars.Times;
        var odd = CountUnaligned(times, interval);
        if (odd == 0) return;
        RequireMostAligned(bars, interval, odd, repairs);
        var kept = new List<int>(times.Length - odd);
        for (var row = 0; row < times.Length; row++)
        {
            if (interval.IsAligned(new Instant(times[row]))) kept.Add(row);
            else repairs.Apply(Repair.SkipUnaligned, bars.Lines[row], Unaligned(times[row], interval), "skip-unaligned leaves such rows out");
        }
        bars.Select(kept.ToArray());
    }

    /// <summary>When many rows open elsewhere, the interval is wrong and not the rows; then no repair leaves them out.</summary>
    private static void RequireMostAligned(BarRows bars, Interval interval, int odd, RepairLog repairs)
    {
        if (odd < WrongIntervalShare * bars.Count) return;
        var row = 0;
        while (interval.IsAligned(new Instant(bars.Times[row]))) row++;
        if (IntervalFinder.Find(bars.Times) is { } actual) throw Wrong(bars, row, interval, actual, repairs);
        var unit = new Instant(bars.Times[row]) < Instant.FromDate(1972, 1, 1) ? "; so early a time hints at another unit" : "";
        throw repairs.Refusal(bars.Lines[row], $"wrong interval: {odd} of {bars.Count} bars do not open where {interval} bars do; the first: {Unaligned(bars.Times[row], interval)}{unit}");
    }

    private static int CountUnaligned(ReadOnlySpan<long> times, Interval interval)
    {
        var odd = 0;
        foreach (var time in times)
            if (!interval.IsAligned(new Instant(time))) odd++;
        return odd;
    }

    private static string Unaligned(long time, Interval interval) =>
        $"no {interval} bar opens at {new Instant(time)}; the bar of that moment opens at {interval.OpenOf(new Instant(time))}";

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
