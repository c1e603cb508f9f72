namespace Tidemark.Storage.Journal;

/// <summary>Reads one segment in order through a window that grows to the largest record.</summary>
internal sealed class SegmentReader : IDisposable
{
    private readonly FileStream stream;
    private byte[] window = new byte[128 * 1024];
    private int start;
    private int end;

    public SegmentReader(string file)
    {
        File = file;
        stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    public string File { get; }

    /// <summary>The place of the next byte.</summary>
    public long Offset { get; private set; }

    public long BytesLeft => Math.Max(stream.Length - Offset, 0);

    /// <summary>The next bytes without taking them; fewer than asked for at the end.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (end - start < count) Fill(count);
        return window.AsSpan(start, Math.Min(count, end - start));
    }

    public void Skip(int count)
    {
        start += count;
        Offset += count;
    }

    public void Dispose() => stream.Dispose();

    private void Fill(int count)
    {
        window.AsSpan(start, end - start).CopyTo(window);
        end -= start;
        start = 0;
        if (count > window.Length) Array.Resize(ref window, Math.Max(count, 2 * window.Length));
        while (end < count)
        {
            var read = stream.Read(window, end, window.Length - end);
            if (read == 0) return;
            end += read;
        }
    }
}
