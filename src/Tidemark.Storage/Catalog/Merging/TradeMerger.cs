using System.Globalization;

namespace Tidemark.Storage.Catalog.Merging;

/// <summary>
/// Puts trades together with those already there. Trades with an id are the same when moment and id are the same; of trades without
/// an id at the same moment, as many equal ones are kept as the source that has most of them shows. The result is a list of pieces that
/// ascend and share no moment, mostly slices of what was given; only where times overlap are rows copied.
/// </summary>
internal sealed class TradeMerger(InstrumentId instrument, ConflictRepair repair)
{
    private readonly List<TradeColumns> pieces = [];

    public IReadOnlyList<TradeColumns> Pieces => pieces;

    public MergeCounts Counts { get; } = new();

    /// <summary>Takes what is already stored.</summary>
    public void Start(TradeColumns stored)
    {
        if (stored.Count > 0) pieces.Add(stored);
    }

    /// <exception cref="BadInputException">A trade cannot be stored, or it conflicts and no repair was chosen.</exception>
    public void Add(TradeColumns part)
    {
        Validate(part);
        if (part.Count == 0) return;
        var first = part.Times.Span[0];
        var last = part.Times.Span[^1];
        var from = pieces.FindIndex(piece => piece.Times.Span[^1] >= first);
        if (from < 0) from = pieces.Count;
        var to = pieces.FindLastIndex(piece => piece.Times.Span[0] <= last);
        if (from > to)
        {
            pieces.Insert(from, part);
            Counts.Added += part.Count;
            return;
        }
        var overlapped = pieces.GetRange(from, to - from + 1);
        var (head, tail) = CutOff(overlapped, new Instant(first), new Instant(last));
        var before = (Counts.Added, Counts.Replaced);
        var merged = Merge(overlapped, part);
        if (before == (Counts.Added, Counts.Replaced)) return;
        pieces.RemoveRange(from, overlapped.Count);
        pieces.InsertRange(from, new[] { head, merged, tail }.Where(piece => piece.Count > 0));
    }

    /// <summary>Leaves of the pieces what is in [first, last], and returns what is before and after it: years of trades are not copied for an hour of them.</summary>
    private static (TradeColumns Head, TradeColumns Tail) CutOff(List<TradeColumns> overlapped, Instant first, Instant last)
    {
        var end = overlapped[^1].LowerBound(new Instant(last.Nanoseconds + 1));
        var tail = overlapped[^1].Slice(end, overlapped[^1].Count - end);
        overlapped[^1] = overlapped[^1].Slice(0, end);
        var start = overlapped[0].LowerBound(first);
        var head = overlapped[0].Slice(0, start);
        overlapped[0] = overlapped[0].Slice(start, overlapped[0].Count - start);
        return (head, tail);
    }

    private TradeColumns Merge(List<TradeColumns> there, TradeColumns part)
    {
        var result = new List<Trade>(there.Sum(piece => piece.Count) + part.Count);
        var group = new List<Trade>();
        var next = 0;
        foreach (var piece in there)
        {
            for (var i = 0; i < piece.Count;)
            {
                var time = piece.Times.Span[i];
                while (next < part.Count && part.Times.Span[next] < time) next = TakeNew(result, part, next);
                group.Clear();
                while (i < piece.Count && piece.Times.Span[i] == time) group.Add(piece[i++]);
                var start = next;
                while (next < part.Count && part.Times.Span[next] == time) next++;
                if (next > start) MergeMoment(group, part.Slice(start, next - start));
                result.AddRange(group);
            }
        }
        while (next < part.Count) next = TakeNew(result, part, next);
        return TradeColumns.FromTrades(result);
    }

    private int TakeNew(List<Trade> result, TradeColumns part, int next)
    {
        result.Add(part[next]);
        Counts.Added++;
        return next + 1;
    }

    private void MergeMoment(List<Trade> group, TradeColumns part)
    {
        var unmatched = new List<Trade>(group);
        for (var i = 0; i < part.Count; i++)
        {
            var trade = part[i];
            var same = trade.TradeId != 0 ? unmatched.FindIndex(other => other.TradeId == trade.TradeId) : unmatched.FindIndex(other => other == trade);
            if (same < 0) AddInOrder(group, trade);
            else
            {
                MergeSame(group, unmatched[same], trade);
                unmatched.RemoveAt(same);
            }
        }
    }

    private void AddInOrder(List<Trade> group, Trade trade)
    {
        var place = trade.TradeId == 0 ? -1 : group.FindIndex(other => other.TradeId > trade.TradeId);
        group.Insert(place < 0 ? group.Count : place, trade);
        Counts.Added++;
    }

    private void MergeSame(List<Trade> group, Trade there, Trade here)
    {
        if (there == here)
        {
            Counts.Identical++;
            return;
        }
        switch (repair)
        {
            case ConflictRepair.Keep:
                Counts.Kept++;
                break;
            case ConflictRepair.Replace:
                group[group.IndexOf(there)] = here;
                Counts.Replaced++;
                break;
            default:
                throw new BadInputException($"{instrument} trades: conflicting trades {there.TradeId} at {there.Time}: {Text(there)} is there, {Text(here)} is new; the repairs keep-first and keep-last choose one");
        }
    }

    private void Validate(TradeColumns part)
    {
        for (var i = 0; i < part.Count; i++)
        {
            var trade = part[i];
            if (trade.Defect() is { } defect) throw new BadInputException($"{instrument} trades: the trade of {trade.Time} cannot be stored: {defect}");
            if (part.Aggressors.Span[i] > 2) throw new BadInputException($"{instrument} trades: the trade of {trade.Time} cannot be stored: unknown aggressor code {part.Aggressors.Span[i]}");
            if (i > 0 && trade.Time.Nanoseconds < part.Times.Span[i - 1])
                throw new BadInputException($"{instrument} trades: trades must ascend in time, but {trade.Time} follows {new Instant(part.Times.Span[i - 1])}");
        }
    }

    private static string Text(Trade trade) =>
        string.Create(CultureInfo.InvariantCulture, $"price {trade.Price} quantity {trade.Quantity} aggressor {trade.Aggressor?.ToString() ?? "unknown"}");
}
