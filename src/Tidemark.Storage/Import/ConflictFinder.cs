using Tidemark.Storage.Import.Bars;
using Tidemark.Storage.Import.Trades;

namespace Tidemark.Storage.Import;

/// <summary>Finds the file and line of a bar or trade that differs from another file's or from what is stored. Only called once something was refused.</summary>
internal static class ConflictFinder
{
    private const string Advice = "--repair keep-first keeps what is there, keep-last takes the new";

    /// <param name="tables">The tables in the order in which they would be stored.</param>
    /// <param name="stored">The bars that are there; null for none.</param>
    /// <returns>The error; null when there is no conflict.</returns>
    public static BadInputException? Find(IReadOnlyList<ParsedTable> tables, BarColumns? stored)
    {
        for (var right = 0; right < tables.Count; right++)
        {
            if (stored is not null && FirstConflict(stored, tables[right].Bars!) is var (there, here))
                return Conflict(tables[right], here, stored[there], "stored");
            for (var left = 0; left < right; left++)
                if (FirstConflict(tables[left].Bars!, tables[right].Bars!) is var (earlier, later))
                    return Conflict(tables[right], later, tables[left].Bars![earlier], $"on line {tables[left].Lines[earlier]} of {tables[left].Report.Name}");
        }
        return null;
    }

    /// <param name="tables">The tables in the order in which they would be stored.</param>
    /// <param name="stored">The trades that are there; null for none.</param>
    /// <returns>The error; null when there is no conflict.</returns>
    public static BadInputException? FindInTrades(IReadOnlyList<ParsedTable> tables, TradeColumns? stored)
    {
        for (var right = 0; right < tables.Count; right++)
        {
            var here = tables[right].Trades!;
            if (stored is not null && FirstConflict(stored, here) is var (there, row)) return Conflict(tables[right], row, stored[there], "stored");
            for (var left = 0; left < right; left++)
                if (FirstConflict(tables[left].Trades!, here) is var (earlier, later))
                    return Conflict(tables[right], later, tables[left].Trades![earlier], $"on line {tables[left].Lines[earlier]} of {tables[left].Report.Name}");
        }
        return null;
    }

    private static (int Left, int Right)? FirstConflict(TradeColumns left, TradeColumns right)
    {
        var ids = new Dictionary<(long Time, long Id), int>();
        var from = left.LowerBound(new Instant(right.Times.Span[0]));
        for (var i = from; i < left.Count && left.Times.Span[i] <= right.Times.Span[^1]; i++)
            if (left.TradeIds.Span[i] != 0) ids[(left.Times.Span[i], left.TradeIds.Span[i])] = i;
        for (var j = 0; j < right.Count; j++)
            if (ids.TryGetValue((right.Times.Span[j], right.TradeIds.Span[j]), out var i) && left[i] != right[j]) return (i, j);
        return null;
    }

    private static BadInputException Conflict(ParsedTable table, int row, in Trade there, string where) => new(
        $"{table.Report.Name}, line {table.Lines[row]}: conflict: trade {there.TradeId} of {there.Time} is already {where} with other values: {TradeRows.Describe(there)} there, {TradeRows.Describe(table.Trades![row])} here ({Advice})");

    private static (int Left, int Right)? FirstConflict(BarColumns left, BarColumns right)
    {
        var leftTimes = left.OpenTimes.Span;
        var rightTimes = right.OpenTimes.Span;
        var i = left.LowerBound(new Instant(rightTimes[0]));
        for (var j = i < leftTimes.Length ? right.LowerBound(new Instant(leftTimes[i])) : rightTimes.Length; i < leftTimes.Length && j < rightTimes.Length;)
        {
            if (leftTimes[i] < rightTimes[j]) i++;
            else if (leftTimes[i] > rightTimes[j]) j++;
            else if (left[i] != right[j]) return (i, j);
            else (i, j) = (i + 1, j + 1);
        }
        return null;
    }

    private static BadInputException Conflict(ParsedTable table, int row, in Bar there, string where) => new(
        $"{table.Report.Name}, line {table.Lines[row]}: conflict: {there.OpenTime} is already {where} with other values: {BarRows.Describe(there)} there, {BarRows.Describe(table.Bars![row])} here ({Advice})");
}
