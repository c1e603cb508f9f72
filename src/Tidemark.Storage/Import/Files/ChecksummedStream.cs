namespace Tidemark.Storage.Import.Files;

/// <summary>Passes bytes on and refuses, at their end, when length or CRC-32 are not those announced. The runtime does not check zip entries.</summary>
internal sealed class ChecksummedStream(Stream source, uint expectedCrc, long expectedLength) : Stream
{
    private uint crc;
    private long length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">The bytes are not those announced.</exception>
    public override int Read(Span<byte> buffer)
    {
        var count = source.Read(buffer);
        crc = Crc32.Append(crc, buffer[..count]);
        length += count;
        if (count > 0 || buffer.IsEmpty) return count;
        if (length != expectedLength || crc != expectedCrc) throw new InvalidDataException("the zip entry is damaged: its checksum differs");
        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }
}
