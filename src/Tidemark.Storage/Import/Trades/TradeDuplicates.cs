using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Storage.Import.Trades;

/// <summary>Makes sure that a table holds a trade of one moment and number once. Trades without a number are never taken for one.</summary>
internal static class TradeDuplicates
{
    public static void Remove(TradeRows trades, RepairLog repairs)
    {
        var removed = new HashSet<int>();
        var seen = new Dictionary<long, int>();
        for (var row = 0; row < trades.Count;)
        {
            var end = row + 1;
            while (end < trades.Count && trades.Times[end] == trades.Times[row]) end++;
            if (end > row + 1 && !HasAscendingIds(trades.TradeIds[row..end])) RemoveWithin(trades, repairs, row, end, seen, removed);
            row = end;
        }
        if (removed.Count > 0) trades.Select([.. Enumerable.Range(0, trades.Count).Where(row => !removed.Contains(row))]);
    }

    private static void RemoveWithin(TradeRows trades, RepairLog repairs, int from, int to, Dictionary<long, int> seen, HashSet<int> removed)
    {
        seen.Clear();
        for (var row = from; row < to; row++)
        {
            var id = trades.TradeIds[row];
            if (id == 0) continue;
            if (seen.TryGetValue(id, out var earlier))
            {
                var dropped = Choose(trades, repairs, earlier, row);
                removed.Add(dropped);
                if (dropped == row) continue;
            }
            seen[id] = row;
        }
    }

    /// <summary>Which of two trades of one number is left out.</summary>
    private static int Choose(TradeRows trades, RepairLog repairs, int left, int right)
    {
        var (first, second) = trades.Lines[left] < trades.Lines[right] ? (left, right) : (right, left);
        var where = $"trade {trades.TradeIds[second]} of {new Instant(trades.Times[second])} is already on line {trades.Lines[first]}";
        if (trades.AreEqual(first, second))
        {
            repairs.Apply(Repair.DropDuplicates, trades.Lines[second], $"duplicate: {where} with the same values", "drop-duplicates keeps one");
            return second;
        }
        var reason = $"conflict: {where} with other values: {trades.Describe(first)} there, {trades.Describe(second)} here";
        repairs.Apply(repairs.Allows(Repair.KeepLast) ? Repair.KeepLast : Repair.KeepFirst, trades.Lines[second], reason, "keep-first or keep-last chooses one");
        return repairs.Allows(Repair.KeepLast) ? first : second;
    }

    private static bool HasAscendingIds(ReadOnlySpan<long> ids)
    {
        for (var i = 1; i < ids.Length; i++)
            if (ids[i] <= ids[i - 1]) return false;
        return true;
    }
}
