using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Storage.Import.Bars;

/// <summary>Makes sure that a table holds one bar of each time.</summary>
internal static class BarDuplicates
{
    /// <param name="bars">Ascending bars.</param>
    /// <param name="repairs">What was chosen.</param>
    public static void Remove(BarRows bars, RepairLog repairs)
    {
        var times = bars.Times;
        var row = 1;
        while (row < times.Length && times[row] != times[row - 1]) row++;
        if (row >= times.Length) return;
        var kept = new List<int>(bars.Count);
        for (row = 0; row < bars.Count; row++)
        {
            if (kept.Count > 0 && times[kept[^1]] == times[row]) kept[^1] = Choose(bars, repairs, kept[^1], row);
            else kept.Add(row);
        }
        bars.Select(kept.ToArray());
    }

    private static int Choose(BarRows bars, RepairLog repairs, int left, int right)
    {
        var (first, second) = bars.Lines[left] < bars.Lines[right] ? (left, right) : (right, left);
        var time = new Instant(bars.Times[right]);
        var where = $"{time} is already on line {bars.Lines[first]}";
        if (bars.AreEqual(first, second))
        {
            repairs.Apply(Repair.DropDuplicates, bars.Lines[second], $"duplicate: {where} with the same values", "drop-duplicates keeps one");
            return first;
        }
        var reason = $"conflict: {where} with other values: {bars.Describe(first)} there, {bars.Describe(second)} here";
        repairs.Apply(repairs.Allows(Repair.KeepLast) ? Repair.KeepLast : Repair.KeepFirst, bars.Lines[second], reason, "keep-first or keep-last chooses one");
        return repairs.Allows(Repair.KeepLast) ? second : first;
    }
}
