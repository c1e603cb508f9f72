using System.Text;
using Tidemark.Storage.Import.Rows;

namespace Tidemark.Storage.Import.Layouts;

/// <summary>Tells the layout of a table from its first lines.</summary>
internal sealed class LayoutRecognizer(string tableName, string wanted, InstrumentId? instrument)
{
    /// <summary>Lines before a header that may say where the data is from.</summary>
    private const int MostLinesBeforeHeader = 3;

    private const int BytesLookedAt = 4096;
    private static readonly byte[] Separators = [(byte)',', (byte)';', (byte)'\t', (byte)'|'];

    private string? problem;

    /// <summary>Recognises the layout.</summary>
    /// <param name="block">The first lines of the text, whole.</param>
    /// <returns>The layout and where its first row begins in <paramref name="block"/>, with its line number.</returns>
    /// <exception cref="BadInputException">The text is no table, or its layout is not known or not the one asked for.</exception>
    public (TableLayout Layout, int FirstRow, long FirstLine) Recognise(ReadOnlySpan<byte> block)
    {
        RequireText(block);
        var at = block.StartsWith("\uFEFF"u8) ? 3 : 0;
        var line = 0;
        for (var before = 0; before <= MostLinesBeforeHeader && at < block.Length;)
        {
            line++;
            var length = block[at..].IndexOf((byte)'\n');
            var text = block.Slice(at, length).TrimEnd((byte)'\r');
            var next = at + length + 1;
            if (!text.Trim(" \t"u8).IsEmpty)
            {
                if (TryHeader(text, line) is { } withHeader) return Accepted(withHeader, next, line + 1);
                if (TryRow(text, line - 1) is { } withoutHeader) return Accepted(withoutHeader, at, line);
                if (!IsPreamble(text)) throw Unknown(text, line, block[next..]);
                before++;
            }
            at = next;
        }
        throw new BadInputException(line == 0 ? $"{tableName}: the file is empty" : $"{tableName}: there is neither a header nor a row of data{KnownHint()}");
    }

    private void RequireText(ReadOnlySpan<byte> block)
    {
        var start = block[..Math.Min(block.Length, BytesLookedAt)];
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new BadInputException($"{tableName}: the text is UTF-16; save it as UTF-8");
        foreach (var value in start)
            if (value < ' ' && value is not ((byte)'\n' or (byte)'\r' or (byte)'\t')) throw new BadInputException($"{tableName}: this is binary data, not a table of text");
    }

    private (TableLayout Layout, int FirstRow, long FirstLine) Accepted(TableLayout layout, int firstRow, long firstLine)
    {
        if (!LayoutNames.Satisfies(layout.Name, layout.Kind, wanted))
            throw new BadInputException($"{tableName}, line {Math.Max(1, layout.HeaderLines)}: --format {wanted} was asked for, but this is the layout {layout.Name}");
        return (layout, firstRow, firstLine);
    }

    private TableLayout? TryHeader(ReadOnlySpan<byte> text, int line)
    {
        foreach (var separator in Separators)
        {
            if (Fields(text, separator) is not { Length: > 1 } fields) continue;
            if (HeaderReader.Read(fields, separator, line, instrument, out var lack) is { } layout) return layout;
            problem ??= lack;
        }
        return null;
    }

    private TableLayout? TryRow(ReadOnlySpan<byte> text, int linesBefore)
    {
        foreach (var separator in Separators)
            if (Fields(text, separator) is { Length: > 1 } fields && HeaderlessReader.Read(fields, separator, linesBefore, wanted) is { } layout) return layout;
        return null;
    }

    /// <summary>A single field such as a URL, or a remark.</summary>
    private static bool IsPreamble(ReadOnlySpan<byte> text) => text[0] == '#' || text.StartsWith("http"u8) || !text.ContainsAny(Separators);

    private BadInputException Unknown(ReadOnlySpan<byte> text, int line, ReadOnlySpan<byte> rest)
    {
        if (problem is not null) return new BadInputException($"{tableName}, line {line}: {problem}");
        var length = rest.IndexOf((byte)'\n');
        if (length > 0 && TryRow(rest[..length].TrimEnd((byte)'\r'), line) is { } next && FirstDefect(text, next) is { } reason)
            return new BadInputException($"{tableName}, line {line}: {reason}");
        return new BadInputException($"{tableName}, line {line}: '{CarefulRow.Show(text)}' is neither a header nor a row of a known layout{KnownHint()}");
    }

    /// <summary>What keeps a line from being a row like the next one; null when it looks like an unknown header.</summary>
    private static string? FirstDefect(ReadOnlySpan<byte> text, TableLayout layout)
    {
        if (!text.ContainsAnyInRange((byte)'0', (byte)'9')) return null;
        var row = default(RowValues);
        return CarefulRow.Read(text, new RowPlan(layout), ref row);
    }

    private static string KnownHint() => $" (known layouts: {string.Join(", ", LayoutNames.All.Select(layout => layout.Name))})";

    private static string[]? Fields(ReadOnlySpan<byte> text, byte separator)
    {
        var fields = new List<string>();
        var splitter = new FieldSplitter(text, separator);
        while (splitter.MoveNext()) fields.Add(Encoding.UTF8.GetString(splitter.Current).Trim());
        return splitter.Problem is null ? [.. fields] : null;
    }
}
