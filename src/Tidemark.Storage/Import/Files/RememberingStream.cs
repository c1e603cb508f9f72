namespace Tidemark.Storage.Import.Files;

/// <summary>Hands out bytes in blocks, remembers the last ones and can take back what was handed out beyond a known sequence.</summary>
internal sealed class RememberingStream(Stream source) : Stream
{
    private const int BlockBytes = 16 * 1024;
    private const int Kept = 64;
    private readonly byte[] buffer = new byte[Kept + 2 * BlockBytes];
    private int remembered;
    private int next;
    private int end;

    /// <summary>Whether all bytes of the source have been handed out.</summary>
    public bool IsAtEnd => next == end && !Fill();

    /// <summary>The last bytes handed out or about to be.</summary>
    public ReadOnlySpan<byte> Tail(int count) => buffer.AsSpan(Math.Max(0, end - count), Math.Min(count, end));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Makes the position the earliest to which <see cref="TryReturnAfter"/> looks back.</summary>
    public void Forget() => remembered = next;

    /// <summary>
    /// Finds the sequence in what was last handed out, or across its end, and goes on reading right after it. What was handed out
    /// earlier than one block ago is not searched.
    /// </summary>
    public bool TryReturnAfter(ReadOnlySpan<byte> sequence)
    {
        while (end - next < sequence.Length && Fill()) { }
        var from = Math.Max(remembered, 0);
        var place = buffer.AsSpan(from, end - from).IndexOf(sequence);
        if (place < 0) return false;
        next = from + place + sequence.Length;
        remembered = next;
        return true;
    }

    public override int Read(Span<byte> target)
    {
        if (next == end && !Fill()) return 0;
        var count = Math.Min(target.Length, end - next);
        buffer.AsSpan(next, count).CopyTo(target);
        next += count;
        return count;
    }

    public override int Read(byte[] target, int offset, int count) => Read(target.AsSpan(offset, count));

    public override int ReadByte()
    {
        if (next == end && !Fill()) return -1;
        return buffer[next++];
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] target, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Adds up to a block behind the end, moving the last block to the front when there is no room; false at the end of the source.</summary>
    private bool Fill()
    {
        if (end + BlockBytes > buffer.Length)
        {
            var from = Math.Min(next, Math.Max(0, end - BlockBytes - Kept));
            buffer.AsSpan(from, end - from).CopyTo(buffer);
            (next, end, remembered) = (next - from, end - from, remembered - from);
        }
        var count = source.Read(buffer, end, Math.Min(BlockBytes, buffer.Length - end));
        end += count;
        return count > 0;
    }
}
