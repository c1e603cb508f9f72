using System.Security.Cryptography;

namespace Tidemark.Research.Training.Tables;

/// <summary>Reads a stream line by line without keeping it, and hashes what it reads.</summary>
internal sealed class TableLines(Stream stream, string path) : IDisposable
{
    private const int LongestLine = 16 << 20;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] buffer = new byte[1 << 16];
    private int start, end;
    private bool isAtEnd;

    /// <summary>The number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Bytes read so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>The next line without its end; valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var length = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Trimmed(buffer.AsSpan(start, searched + length));
                start += searched + length + 1;
                Number++;
                return true;
            }
            searched = end - start;
            if (!isAtEnd)
            {
                Fill();
                continue;
            }
            line = Trimmed(buffer.AsSpan(start, searched));
            start = end;
            if (searched == 0) return false;
            Number++;
            return true;
        }
    }

    /// <summary>SHA-256 of everything read.</summary>
    public string Hash() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public void Dispose() => hash.Dispose();

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> line) => line.EndsWith("\r"u8) ? line[..^1] : line;

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
        {
            if (buffer.Length >= LongestLine) throw new BadInputException($"{path}, line {Number + 1}: longer than {LongestLine >> 20} MB; this is no table");
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        var read = stream.Read(buffer.AsSpan(end));
        hash.AppendData(buffer.AsSpan(end, read));
        end += read;
        Bytes += read;
        isAtEnd = read == 0;
    }
}
