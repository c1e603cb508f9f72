using System.Buffers.Text;
using System.Text;

namespace Tidemark.Storage.Books;

/// <summary>Rows of comma-separated values below a heading, read by the names of their columns.</summary>
internal sealed class FeedTable
{
    private readonly FeedLines lines;
    private readonly List<string> names;
    private readonly List<Range> fields = [];
    private byte[] row = [];
    private int length;

    /// <exception cref="FormatException">There is no heading.</exception>
    public FeedTable(FeedLines lines)
    {
        this.lines = lines;
        if (!lines.TryRead(out var heading)) throw new FormatException("the file is empty");
        names = [.. Encoding.UTF8.GetString(heading).Split(',')];
    }

    /// <summary>The line of the row.</summary>
    public long Line => lines.Number;

    /// <summary>Whether a row has been read that is still to be used.</summary>
    public bool HasRow { get; private set; }

    /// <summary>The place of a column.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public int Column(string name) => TryColumn(name) is >= 0 and var place ? place : throw new FormatException($"there is no column '{name}'");

    /// <summary>The place of a column; -1 when there is none.</summary>
    public int TryColumn(string name) => names.IndexOf(name);

    /// <summary>Moves to the next row; false at the end.</summary>
    /// <exception cref="FormatException">The row has not as many fields as the heading.</exception>
    public bool MoveNext()
    {
        HasRow = lines.TryRead(out var line);
        if (!HasRow) return false;
        if (row.Length < line.Length) row = new byte[line.Length * 2];
        line.CopyTo(row);
        length = line.Length;
        fields.Clear();
        foreach (var field in line.Split((byte)',')) fields.Add(field);
        if (fields.Count != names.Count) throw new FormatException($"{fields.Count} fields below a heading of {names.Count}");
        return true;
    }

    public ReadOnlySpan<byte> Text(int column) => row.AsSpan(0, length)[fields[column]];

    public FeedNumber Number(int column) => FeedNumber.Parse(Text(column));

    /// <exception cref="FormatException">The field is not a whole number.</exception>
    public long Whole(int column)
    {
        var text = Text(column);
        return Utf8Parser.TryParse(text, out long value, out var used) && used == text.Length ? value : throw new FormatException($"'{Encoding.UTF8.GetString(text)}' is not a whole number");
    }
}
