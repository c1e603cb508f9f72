namespace Tidemark.Cli.Output;

/// <summary>
/// A plain table for people: columns padded to their widest cell, two blanks between them, a rule below the headings. No
/// drawing library, because a small command has finished before one is loaded.
/// </summary>
internal sealed class TextTable
{
    /// <summary>Below this a name says nothing any more.</summary>
    private const int NarrowestColumn = 12;

    private readonly string[] headings;
    private readonly bool[] isRightAligned;
    private readonly List<string[]> rows = [];

    /// <param name="headings">A heading that starts with <c>&gt;</c> makes its column right-aligned, as numbers are.</param>
    public TextTable(params string[] headings)
    {
        isRightAligned = [.. headings.Select(h => h.StartsWith('>'))];
        this.headings = [.. headings.Select(h => h.TrimStart('>'))];
    }

    public int Count => rows.Count;

    /// <exception cref="ArgumentException">The row has another number of cells than there are headings.</exception>
    public TextTable Add(params string[] cells)
    {
        if (cells.Length != headings.Length) throw new ArgumentException($"{cells.Length} cells for {headings.Length} columns", nameof(cells));
        rows.Add(cells);
        return this;
    }

    /// <param name="output">Where to print.</param>
    /// <param name="widest">The most letters in a line: cells of the last column lose their middle to keep to it.</param>
    public void WriteTo(TextWriter output, int widest = int.MaxValue)
    {
        var widths = new int[headings.Length];
        for (var column = 0; column < widths.Length; column++)
            widths[column] = Math.Max(headings[column].Length, rows.Count == 0 ? 0 : rows.Max(r => r[column].Length));
        var room = Math.Max(widest - widths[..^1].Sum(width => width + 2), Math.Max(headings[^1].Length, NarrowestColumn));
        widths[^1] = Math.Min(widths[^1], room);
        WriteRow(output, headings, widths);
        output.WriteLine(string.Join("  ", widths.Select(w => new string('-', w))));
        foreach (var row in rows) WriteRow(output, [.. row[..^1], Shorten(row[^1], widths[^1])], widths);
    }

    /// <summary>Beginning and end of a name tell most.</summary>
    private static string Shorten(string text, int length)
    {
        if (text.Length <= length) return text;
        var tail = (length - 1) / 2;
        return $"{text[..(length - 1 - tail)]}…{text[^tail..]}";
    }

    private void WriteRow(TextWriter output, string[] cells, int[] widths) =>
        output.WriteLine(string.Join("  ", cells.Select((cell, column) =>
            isRightAligned[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
}
