namespace Tidemark.Storage.Import.Files;

/// <summary>
/// Text in blocks of whole lines. Each block ends with a line feed (added where the text does not end with one) and is followed by
/// readable padding, so that a parser may look ahead without asking where the block ends.
/// </summary>
internal sealed class LineBlocks(Stream text, string name)
{
    public const int LongestLine = 64 * 1024;

    /// <summary>Bytes behind the block that may be read and mean nothing.</summary>
    public const int Padding = 64;

    private const int CapacityBytes = 256 * 1024;
    private readonly byte[] buffer = new byte[CapacityBytes + Padding];
    private int start;
    private int end;
    private bool isFinished;

    /// <summary>The lines of this block are buffer bytes [start, start + length).</summary>
    public byte[] Buffer => buffer;

    public int Start => start;

    public int Length { get; private set; }

    /// <summary>Whether the text ended without a line feed; known after the last block.</summary>
    public bool EndsWithoutNewline { get; private set; }

    /// <summary>Moves to the next block; false at the end of the text.</summary>
    /// <param name="lineNumber">The number of the first line of the next block, for messages.</param>
    /// <exception cref="BadInputException">A line is too long for a table.</exception>
    /// <exception cref="InvalidDataException">Compressed data is cut or damaged.</exception>
    public bool MoveNext(long lineNumber)
    {
        start += Length;
        Length = 0;
        var kept = end - start;
        buffer.AsSpan(start, kept).CopyTo(buffer);
        (start, end) = (0, kept);
        while (!isFinished && end < CapacityBytes)
        {
            var count = text.Read(buffer, end, CapacityBytes - end);
            isFinished = count == 0;
            end += count;
        }
        if (end == 0) return false;
        var newline = buffer.AsSpan(0, end).LastIndexOf((byte)'\n');
        if (newline < 0 || (isFinished && newline < end - 1))
        {
            if (!isFinished || end - newline - 1 > LongestLine) throw new BadInputException($"{name}, line {lineNumber}: the line is longer than {LongestLine} bytes; this is not a table of text");
            EndsWithoutNewline = true;
            buffer[end++] = (byte)'\n';
            newline = end - 1;
        }
        Length = newline + 1;
        buffer.AsSpan(end, Math.Min(Padding, buffer.Length - end)).Clear();
        return true;
    }
}
