using System.Buffers.Binary;
using System.IO.Compression;

namespace Tidemark.Storage.Import.Files;

/// <summary>
/// Reads gzip, one member or several, and refuses one that was cut or changed. The runtime's own gzip stream takes the end of the
/// file for the end of the data; here every member must be followed by its checksum and length.
/// </summary>
internal sealed class GzipReader : Stream
{
    private const int TrailerBytes = 8;
    private readonly RememberingStream source;
    private DeflateStream? member;
    private uint crc;
    private uint length;
    private bool hasMember;

    /// <param name="source">The compressed bytes, from the start; disposed with this.</param>
    public GzipReader(Stream source) => this.source = new RememberingStream(source);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="InvalidDataException">The data is cut or damaged; the message says which.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        while (true)
        {
            if (member is null && !TryStartMember()) return 0;
            var count = Inflate(buffer);
            if (count > 0)
            {
                crc = Crc32.Append(crc, buffer[..count]);
                length += (uint)count;
                return count;
            }
            FinishMember();
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            member?.Dispose();
            source.Dispose();
        }
        base.Dispose(disposing);
    }

    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return member!.Read(buffer);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException("the gzip data is damaged", failure);
        }
    }

    /// <summary>Reads the header of the next member; false at the end of the file.</summary>
    private bool TryStartMember()
    {
        var first = source.ReadByte();
        if (hasMember && first == 0)
        {
            // Tapes and some archivers pad with zeros.
            while (first == 0) first = source.ReadByte();
        }
        if (first < 0) return false;
        if (first != 0x1F || Next() != 0x8B)
            throw new InvalidDataException(hasMember ? "there is something after the end of the gzip data" : "not gzip data");
        if (Next() != 8) throw new InvalidDataException("gzip with an unknown compression method");
        var flags = Next();
        if ((flags & 0xE0) != 0) throw new InvalidDataException("the gzip header is damaged");
        for (var i = 0; i < 6; i++) Next();
        if ((flags & 4) != 0) Skip(Next() | (Next() << 8));
        if ((flags & 8) != 0) SkipText();
        if ((flags & 16) != 0) SkipText();
        if ((flags & 2) != 0) Skip(2);
        (crc, length, hasMember) = (0, 0, true);
        source.Forget();
        member = new DeflateStream(source, CompressionMode.Decompress, leaveOpen: true);
        return true;
    }

    /// <summary>
    /// The inflater has read up to a buffer beyond the end of its data and does not say where that is; checksum and length, 64 bits
    /// known in advance, do.
    /// </summary>
    private void FinishMember()
    {
        member!.Dispose();
        member = null;
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], length);
        if (source.TryReturnAfter(trailer)) return;
        var hasEnd = source.IsAtEnd && source.Tail(TrailerBytes / 2).SequenceEqual(trailer[(TrailerBytes / 2)..]);
        throw new InvalidDataException(hasEnd ? "the gzip data is damaged: its checksum differs" : "the gzip data is cut off or damaged: its end is missing");
    }

    private int Next()
    {
        var value = source.ReadByte();
        return value >= 0 ? value : throw new InvalidDataException("the gzip data is cut off: its header is incomplete");
    }

    private void Skip(int count)
    {
        for (var i = 0; i < count; i++) Next();
    }

    private void SkipText()
    {
        while (Next() != 0) { }
    }
}
