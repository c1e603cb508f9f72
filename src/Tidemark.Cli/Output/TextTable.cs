namespace Tidemark.Cli.Output;

/// <summary>
/// A plain table for people: columns padded to their widest cell, two blanks between them, a rule below the headings. No
/// drawing library, because a small command has finished before one is loaded.
/// </summary>
internal sealed class TextTable
{
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

    public void WriteTo(TextWriter output)
    {
        var widths = new int[headings.Length];
        for (var column = 0; column < widths.Length; column++)
            widths[column] = Math.Max(headings[column].Length, rows.Count == 0 ? 0 : rows.Max(r => r[column].Length));
        WriteRow(output, headings, widths);
        output.WriteLine(string.Join("  ", widths.Select(w => new string('-', w))));
        foreach (var row in rows) WriteRow(output, row, widths);
    }

    private void WriteRow(TextWriter output, string[] cells, int[] widths) =>
        output.WriteLine(string.Join("  ", cells.Select((cell, column) =>
            isRightAligned[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
}
