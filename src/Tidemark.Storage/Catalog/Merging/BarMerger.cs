using System.Globalization;

namespace Tidemark.Storage.Catalog.Merging;

/// <summary>
/// Puts bars together with those already there. The result is a list of pieces that ascend and do not overlap, mostly slices of
/// what was given; only where times overlap are rows copied.
/// </summary>
internal sealed class BarMerger(BarSpec spec, ConflictRepair repair)
{
    private readonly List<BarColumns> pieces = [];

    public IReadOnlyList<BarColumns> Pieces => pieces;

    public MergeCounts Counts { get; } = new();

    /// <summary>Takes what is already stored.</summary>
    public void Start(BarColumns stored)
    {
        if (stored.Count > 0) pieces.Add(stored);
    }

    /// <exception cref="BadInputException">A bar cannot be stored, or it conflicts and no repair was chosen.</exception>
    public void Add(BarColumns part)
    {
        BarChecks.Validate(spec, part);
        if (part.Count == 0) return;
        var first = part.OpenTimes.Span[0];
        var last = part.OpenTimes.Span[^1];
        var from = pieces.FindIndex(piece => piece.OpenTimes.Span[^1] >= first);
        if (from < 0) from = pieces.Count;
        var to = pieces.FindLastIndex(piece => piece.OpenTimes.Span[0] <= last);
        if (from > to)
        {
            pieces.Insert(from, part);
            Counts.Added += part.Count;
            return;
        }
        var overlapped = pieces.GetRange(from, to - from + 1);
        if (Merge(overlapped, part) is not { } merged) return;
        pieces.RemoveRange(from, overlapped.Count);
        pieces.InsertRange(from, merged);
    }

    /// <summary>Null when the part holds nothing that is not there.</summary>
    private IReadOnlyList<BarColumns>? Merge(List<BarColumns> there, BarColumns part)
    {
        var (added, replaced) = Compare(there, part);
        if (added == 0 && replaced == 0) return null;
        var first = new Instant(part.OpenTimes.Span[0]);
        var last = new Instant(part.OpenTimes.Span[^1]);
        var head = there[0].Slice(0, there[0].LowerBound(first));
        var tailStart = there[^1].LowerBound(new Instant(last.Nanoseconds + 1));
        var tail = there[^1].Slice(tailStart, there[^1].Count - tailStart);
        var target = new BarTable(checked(there.Sum(piece => piece.Count) - head.Count - tail.Count + added));
        var next = 0;
        foreach (var piece in there)
        {
            var times = piece.OpenTimes.Span;
            for (var i = ReferenceEquals(piece, there[0]) ? head.Count : 0; i < times.Length && times[i] <= last.Nanoseconds; i++)
            {
                while (next < part.Count && part.OpenTimes.Span[next] < times[i]) target.Add(part, next++);
                var meets = next < part.Count && part.OpenTimes.Span[next] == times[i];
                if (meets && repair == ConflictRepair.Replace) target.Add(part, next);
                else target.Add(piece, i);
                if (meets) next++;
            }
        }
        while (next < part.Count) target.Add(part, next++);
        return [.. new[] { head, target.ToColumns(spec.Interval), tail }.Where(piece => piece.Count > 0)];
    }

    private (int Added, int Replaced) Compare(List<BarColumns> there, BarColumns part)
    {
        int common = 0, conflicts = 0, next = 0;
        var partTimes = part.OpenTimes.Span;
        foreach (var piece in there)
        {
            var times = piece.OpenTimes.Span;
            var same = new BarComparer(piece, part);
            for (var i = piece.LowerBound(new Instant(partTimes[0])); i < times.Length && next < partTimes.Length; i++)
            {
                while (next < partTimes.Length && partTimes[next] < times[i]) next++;
                if (next == partTimes.Length || partTimes[next] != times[i]) continue;
                common++;
                if (!same.AreEqual(i, next))
                {
                    if (repair == ConflictRepair.Refuse) throw Conflict(piece[i], part[next]);
                    conflicts++;
                }
                next++;
            }
        }
        Counts.Added += part.Count - common;
        Counts.Identical += common - conflicts;
        if (repair == ConflictRepair.Keep) Counts.Kept += conflicts;
        else Counts.Replaced += conflicts;
        return (part.Count - common, repair == ConflictRepair.Replace ? conflicts : 0);
    }

    private BadInputException Conflict(Bar there, Bar here) => new(
        $"{spec}: conflicting bars at {there.OpenTime}: {Text(there)} is there, {Text(here)} is new; the repairs keep-first and keep-last choose one");

    private static string Text(Bar bar) => string.Create(CultureInfo.InvariantCulture, $"open {bar.Open} high {bar.High} low {bar.Low} close {bar.Close} volume {bar.Volume}");
}
