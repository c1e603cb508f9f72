namespace Tidemark.Tests.Storage.Journal;

/// <summary>A file that takes a number of bytes and then reports a full disk, half a write done.</summary>
internal sealed class FailingDisk(string path, FailingDisk.Space space) : Stream
{
    private readonly FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>What is left, for all files together.</summary>
    public sealed class Space(int bytes)
    {
        public int Left { get; set; } = bytes;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, space.Left);
        file.Write(buffer[..taken]);
        space.Left -= taken;
        if (taken < buffer.Length) throw new IOException("no space left on device");
    }

    public override void Flush() => file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
