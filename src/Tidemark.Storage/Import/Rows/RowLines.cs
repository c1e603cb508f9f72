namespace Tidemark.Storage.Import.Rows;

/// <summary>
/// The line number of each row of a table. Rows mostly follow each other line by line, so only the places are kept where the
/// distance between row and line changes; rows that were moved keep a number each.
/// </summary>
internal sealed class RowLines
{
    private readonly List<(int FirstRow, long Offset)> runs = [];
    private long offset = long.MinValue;
    private long[]? moved;

    /// <summary>Notes the line of the next row.</summary>
    public void Add(int row, long line)
    {
        if (line - row == offset) return;
        offset = line - row;
        runs.Add((row, offset));
    }

    public long this[int row]
    {
        get
        {
            if (moved is not null) return moved[row];
            int low = 0, high = runs.Count - 1;
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (runs[middle].FirstRow <= row) low = middle;
                else high = middle - 1;
            }
            return row + runs[low].Offset;
        }
    }

    /// <summary>Row i is from now on what was row <paramref name="order"/>[i].</summary>
    public void Select(ReadOnlySpan<int> order)
    {
        var lines = new long[order.Length];
        for (var i = 0; i < order.Length; i++) lines[i] = this[order[i]];
        moved = lines;
    }
}
