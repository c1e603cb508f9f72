namespace Tidemark.Storage.Books;

/// <summary>Text line by line, of any length: a snapshot of some thousand levels is one line.</summary>
internal sealed class FeedLines(Stream text)
{
    private const int LongestLine = 64 * 1024 * 1024;

    private byte[] buffer = new byte[256 * 1024];
    private int start;
    private int end;
    private bool isFinished;

    /// <summary>The number of the line last read, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The next line without its end, good until the next call; false at the end of the text. Blank lines are passed over.</summary>
    /// <exception cref="FormatException">A line is too long to be text.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (TryReadAny(out line))
        {
            line = line.Trim(" \r\t"u8);
            if (!line.IsEmpty) return true;
        }
        return false;
    }

    /// <summary>The first bytes, without reading them.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        while (end - start < count && !isFinished) Fill();
        return buffer.AsSpan(start, Math.Min(count, end - start));
    }

    private bool TryReadAny(out ReadOnlySpan<byte> line)
    {
        var searched = start;
        while (true)
        {
            var place = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (place >= 0)
            {
                line = buffer.AsSpan(start, searched + place - start);
                start = searched + place + 1;
                Number++;
                return true;
            }
            if (isFinished)
            {
                line = buffer.AsSpan(start, end - start);
                start = end;
                Number++;
                return !line.IsEmpty;
            }
            var known = end - start;
            Fill();
            searched = start + known;
        }
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
        {
            if (end >= LongestLine) throw new FormatException($"the line is longer than {LongestLine} bytes; this is not text");
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        var count = text.Read(buffer, end, buffer.Length - end);
        isFinished = count == 0;
        end += count;
    }
}
