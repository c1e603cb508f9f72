namespace Tidemark.Research.Training.Tables;

/// <summary>The cells of one line, quotes taken off.</summary>
internal ref struct TableCells(ReadOnlySpan<byte> line, byte separator)
{
    private ReadOnlySpan<byte> rest = line;
    private bool hasMore = true;

    /// <summary>The cell without blanks around it.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Goes to the next cell; false after the last.</summary>
    /// <exception cref="FormatException">A quote is not closed, or something follows it.</exception>
    public bool MoveNext()
    {
        if (!hasMore) return false;
        var cell = rest.TrimStart(" "u8);
        if (cell.Length > 0 && cell[0] == (byte)'"') return MoveQuoted(cell[1..]);
        var length = rest.IndexOf(separator);
        Current = Trim(length < 0 ? rest : rest[..length]);
        Advance(length);
        return true;
    }

    private bool MoveQuoted(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOf((byte)'"');
        if (length < 0) throw new FormatException("a quote is not closed in its line");
        if (length + 1 < text.Length && text[length + 1] == (byte)'"') throw new FormatException("quotes inside a cell are not read");
        Current = Trim(text[..length]);
        rest = text[(length + 1)..].TrimStart(" "u8);
        if (rest.Length > 0 && rest[0] != separator) throw new FormatException("something follows a closed quote");
        Advance(rest.Length > 0 ? 0 : -1);
        return true;
    }

    private void Advance(int separatorAt)
    {
        hasMore = separatorAt >= 0;
        rest = hasMore ? rest[(separatorAt + 1)..] : default;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) => cell.Length > 0 && (cell[0] <= ' ' || cell[^1] <= ' ') ? cell.Trim(" \t"u8) : cell;
}
