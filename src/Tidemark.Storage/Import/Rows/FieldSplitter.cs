namespace Tidemark.Storage.Import.Rows;

/// <summary>Walks over the fields of a line. A field in double quotes may contain the separator; a quote in it is doubled.</summary>
internal ref struct FieldSplitter(ReadOnlySpan<byte> line, byte separator)
{
    private ReadOnlySpan<byte> rest = line;
    private bool hasMore = true;

    /// <summary>The field without its quotes.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>What is wrong with the quotes, once <see cref="MoveNext"/> has returned false.</summary>
    public string? Problem { get; private set; }

    public readonly bool IsAtEnd => !hasMore;

    public bool MoveNext()
    {
        if (!hasMore || Problem is not null) return false;
        var start = rest.TrimStart((byte)' ');
        if (!start.IsEmpty && start[0] == '"') return MoveQuoted(start[1..]);
        var end = rest.IndexOf(separator);
        Current = end < 0 ? rest : rest[..end];
        Advance(end);
        return true;
    }

    private bool MoveQuoted(ReadOnlySpan<byte> text)
    {
        var end = 0;
        var hasDoubled = false;
        while (true)
        {
            var quote = text[end..].IndexOf((byte)'"');
            if (quote < 0)
            {
                Problem = "a quoted field is not closed";
                return false;
            }
            end += quote;
            if (end + 1 >= text.Length || text[end + 1] != '"') break;
            hasDoubled = true;
            end += 2;
        }
        Current = hasDoubled ? Undouble(text[..end]) : text[..end];
        rest = text[(end + 1)..].TrimStart((byte)' ');
        if (!rest.IsEmpty && rest[0] != separator)
        {
            Problem = "there is text after a closing quote";
            return false;
        }
        Advance(rest.IsEmpty ? -1 : 0);
        return true;
    }

    private void Advance(int separatorAt)
    {
        hasMore = separatorAt >= 0;
        rest = hasMore ? rest[(separatorAt + 1)..] : default;
    }

    private static ReadOnlySpan<byte> Undouble(ReadOnlySpan<byte> text)
    {
        var result = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            result.Add(text[i]);
            if (text[i] == '"') i++;
        }
        return result.ToArray();
    }
}
