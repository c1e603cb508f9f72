using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Storage.Import.Rows;

/// <summary>Puts the rows of a table in ascending order of time, as far as the chosen repairs allow it.</summary>
internal static class RowOrder
{
    /// <summary>Turns descending rows around; rows in no order are an error, sorted, or left out.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="repairs">What was chosen.</param>
    /// <returns>Whether the rows were descending.</returns>
    public static bool MakeAscending(RowTable table, RepairLog repairs)
    {
        var times = table.Times;
        var (ups, downs, firstUp, firstDown) = Count(times);
        var isDescending = downs > ups;
        if (ups > 0 && downs > 0)
        {
            // Which rows are wrong is told by what most rows do; the message names the first place where the order changes.
            if (repairs.Allows(Repair.Sort)) Sort(table, repairs, isDescending);
            else if (repairs.Allows(Repair.SkipUnordered)) LeaveOut(table, repairs, isDescending);
            else throw Unordered(table, repairs, Math.Max(firstUp, firstDown));
        }
        if (isDescending) table.Reverse();
        return isDescending;
    }

    private static (int Ups, int Downs, int FirstUp, int FirstDown) Count(ReadOnlySpan<long> times)
    {
        int ups = 0, downs = 0, firstUp = -1, firstDown = -1;
        for (var i = 1; i < times.Length; i++)
        {
            if (times[i] > times[i - 1])
            {
                if (ups++ == 0) firstUp = i;
            }
            else if (times[i] < times[i - 1] && downs++ == 0) firstDown = i;
        }
        return (ups, downs, firstUp, firstDown);
    }

    private static BadInputException Unordered(RowTable table, RepairLog repairs, int row) => repairs.Refusal(table.Lines[row],
        $"out of order: {new Instant(table.Times[row])} follows {new Instant(table.Times[row - 1])} while the rows before it {(table.Times[row] < table.Times[row - 1] ? "ascend" : "descend")} (--repair sort puts rows in order, skip-unordered leaves such rows out)");

    private static void Sort(RowTable table, RepairLog repairs, bool isDescending)
    {
        var keys = table.Times.ToArray();
        if (isDescending)
            for (var i = 0; i < keys.Length; i++) keys[i] = -keys[i];
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (left, right) => keys[left] != keys[right] ? keys[left].CompareTo(keys[right]) : left.CompareTo(right));
        for (var i = 0; i < order.Length; i++)
            if (order[i] != i) repairs.Note("sort", $"line {table.Lines[order[i]]}: {new Instant(table.Times[order[i]])}");
        table.Select(order);
    }

    /// <summary>Keeps a longest run of rows that are in order (patience sorting), so that one wrong time costs one row.</summary>
    private static void LeaveOut(RowTable table, RepairLog repairs, bool isDescending)
    {
        var times = table.Times;
        var tops = new List<int>();
        var previous = new int[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            int low = 0, high = tops.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                var top = times[tops[middle]];
                if (isDescending ? top >= times[i] : top <= times[i]) low = middle + 1;
                else high = middle;
            }
            previous[i] = low == 0 ? -1 : tops[low - 1];
            if (low == tops.Count) tops.Add(i);
            else tops[low] = i;
        }
        var order = new int[tops.Count];
        for (int at = tops[^1], place = order.Length - 1; place >= 0; at = previous[at]) order[place--] = at;
        NoteLeftOut(table, repairs, order);
        table.Select(order);
    }

    private static void NoteLeftOut(RowTable table, RepairLog repairs, int[] kept)
    {
        var next = 0;
        for (var row = 0; row < table.Count; row++)
        {
            if (next < kept.Length && kept[next] == row) next++;
            else repairs.Apply(Repair.SkipUnordered, table.Lines[row], $"{new Instant(table.Times[row])} is out of order", "skip-unordered");
        }
    }
}
