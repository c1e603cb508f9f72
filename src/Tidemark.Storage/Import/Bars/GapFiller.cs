using System.Collections.Immutable;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Merging;

namespace Tidemark.Storage.Import.Bars;

/// <summary>
/// Makes bars for gaps: open, high, low and close at the close of the bar before, without volume. Bars that are stored already count
/// as present, so that nothing invented ever stands against something observed.
/// </summary>
internal static class GapFiller
{
    private const int ExamplesKept = 3;

    /// <summary>More is not a repair but a wrong file or interval.</summary>
    private const long MostFilled = 50_000_000;

    /// <param name="spec">What the bars are.</param>
    /// <param name="parts">The bars to be imported, in any order.</param>
    /// <param name="stored">The bars that are there; null for none.</param>
    /// <param name="repair">What happens where imported and stored bars differ.</param>
    public static (BarColumns Filled, ImmutableArray<GapRange> Gaps) Fill(BarSpec spec, IReadOnlyList<BarColumns> parts, BarColumns? stored, ConflictRepair repair)
    {
        var merger = new BarMerger(spec, repair);
        var first = parts.Min(part => part.OpenTimes.Span[0]);
        var last = parts.Max(part => part.OpenTimes.Span[^1]);
        if (stored?.Between(new Instant(first), new Instant(last + 1)) is { } there) merger.Start(there);
        foreach (var part in parts) merger.Add(part);
        var gaps = GapMap.Of(spec.Interval, merger.Pieces);
        var absent = gaps.AbsentBars();
        if (absent > MostFilled) throw new BadInputException($"{spec}: fill would make {absent} bars, and the most is {MostFilled}");
        var filled = new BarTable((int)absent);
        foreach (var piece in merger.Pieces) FillAfter(piece, gaps, spec.Interval, filled);
        return (filled.ToColumns(spec.Interval), [.. gaps.Take(ExamplesKept)]);
    }

    /// <summary>Fills the gaps that begin within a piece or at its end.</summary>
    private static void FillAfter(BarColumns piece, GapMap gaps, Interval interval, BarTable filled)
    {
        var start = interval.CloseOf(new Instant(piece.OpenTimes.Span[0]));
        var end = interval.CloseOf(new Instant(piece.OpenTimes.Span[^1]));
        for (var i = LowerBound(gaps, start); i < gaps.Count && gaps[i].From <= end; i++)
        {
            var close = piece[piece.LowerBound(gaps[i].From) - 1].Close;
            for (var open = gaps[i].From; open < gaps[i].To; open = interval.CloseOf(open)) filled.Add(new Bar(open, close, close, close, close, 0));
        }
    }

    private static int LowerBound(GapMap gaps, Instant from)
    {
        int low = 0, high = gaps.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (gaps[middle].From < from) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
