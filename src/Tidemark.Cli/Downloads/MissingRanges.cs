using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Downloads;

/// <summary>Finds what is not stored yet, so that a download that was interrupted goes on where it was.</summary>
internal static class MissingRanges
{
    /// <summary>Times without bars in [from, to), each with at least one open time; those less than a page apart are asked for together.</summary>
    /// <param name="interval">Of the bars.</param>
    /// <param name="from">Inclusive.</param>
    /// <param name="to">Exclusive.</param>
    /// <param name="stored">What is there; null for nothing.</param>
    /// <param name="filled">Bars that stand there for the venue's own.</param>
    /// <param name="pageLength">Bars that the venue gives at once.</param>
    public static List<MissingRange> OfBars(Interval interval, Instant from, Instant to, BarColumns? stored, IReadOnlyList<GapRange> filled, int pageLength)
    {
        var missing = new List<MissingRange>();
        var next = interval.OpenOf(from);
        if (next < from) next = interval.CloseOf(next);
        if (stored is not null)
        {
            foreach (var time in stored.Between(next, to).OpenTimes.Span)
            {
                var open = new Instant(time);
                if (IsFilled(filled, open)) continue;
                if (open > next) Add(missing, new MissingRange(next, open), interval, pageLength);
                next = interval.CloseOf(open);
            }
        }
        if (next < to) Add(missing, new MissingRange(next, to), interval, pageLength);
        return missing;
    }

    /// <summary>Times without trades: before the first, after the last, and where the venue's numbers jump.</summary>
    public static List<MissingRange> OfTrades(Instant from, Instant to, TradeColumns? stored)
    {
        var missing = new List<MissingRange>();
        if (from >= to) return missing;
        if (stored is null || stored.Count == 0 || new Instant(stored.Times.Span[0]) >= to || new Instant(stored.Times.Span[^1]) < from) return [new MissingRange(from, to)];
        var (times, ids) = (stored.Times, stored.TradeIds);
        if (new Instant(times.Span[0]) > from) missing.Add(new MissingRange(from, new Instant(times.Span[0])));
        for (var i = 1; i < stored.Count; i++)
        {
            // One trade may share its moment with others that are missing.
            if (ids.Span[i] == ids.Span[i - 1] + 1 || ids.Span[i] == 0) continue;
            AddWithin(missing, new MissingRange(new Instant(times.Span[i - 1]), new Instant(times.Span[i] + 1)), from, to);
        }
        AddWithin(missing, new MissingRange(new Instant(times.Span[^1]), to), from, to);
        return missing;
    }

    /// <summary>Trades that are missing between the stored ones of a time, by the venue's numbers.</summary>
    public static long JumpsOfTrades(TradeColumns trades, Instant from, Instant to)
    {
        var (part, absent) = (trades.Between(from, to), 0L);
        for (var i = 1; i < part.Count; i++) absent += Math.Max(part.TradeIds.Span[i] - part.TradeIds.Span[i - 1] - 1, 0);
        return absent;
    }

    public static bool IsFilled(IReadOnlyList<GapRange> filled, Instant open)
    {
        foreach (var range in filled)
            if (open >= range.From && open < range.To) return true;
        return false;
    }

    private static void AddWithin(List<MissingRange> missing, MissingRange range, Instant from, Instant to)
    {
        var inside = new MissingRange(Instant.Max(range.From, from), Instant.Min(range.To, to));
        if (inside.From < inside.To) missing.Add(inside);
    }

    private static void Add(List<MissingRange> missing, MissingRange range, Interval interval, int pageLength)
    {
        if (missing.Count > 0 && interval.CountBetween(missing[^1].To, range.From) < pageLength) missing[^1] = missing[^1] with { To = range.To };
        else missing.Add(range);
    }
}
