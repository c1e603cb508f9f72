using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Venues.Limits;

/// <summary>
/// A small file that processes read and change one after the other. It is locked while it is changed; a checksum tells a half-written
/// one, which counts as empty. Where its folder is not given, it is only in memory and belongs to this process.
/// </summary>
internal sealed class SharedFile(string? path)
{
    private const int LargestLength = 4_096;
    private const int ChecksumLength = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private const int MostAttempts = 5_000;
    private readonly Lock gate = new();
    private byte[] memory = [];
    private bool hasFolder;

    /// <summary>A name that tells nothing about the secret that it was made of.</summary>
    public static string NameOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("tidemark:" + secret)).AsSpan(0, 8));

    /// <summary>Changes the content: gets what is there, gives what is to be there and a result.</summary>
    /// <exception cref="IOException">The file cannot be had for seconds.</exception>
    public T Update<T>(Func<ReadOnlySpan<byte>, (byte[] Content, T Result)> change)
    {
        lock (gate)
        {
            if (path is null)
            {
                (memory, var result) = change(memory);
                return result;
            }
            using var stream = Open();
            var (content, answer) = change(Read(stream));
            Write(stream, content);
            return answer;
        }
    }

    private FileStream Open()
    {
        if (!hasFolder) Directory.CreateDirectory(Path.GetDirectoryName(path!)!);
        hasFolder = true;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path!, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException) when (attempt < MostAttempts)
            {
                // Another process holds it, for microseconds.
                Thread.Sleep(Pause);
            }
        }
    }

    private static ReadOnlySpan<byte> Read(FileStream stream)
    {
        var bytes = new byte[Math.Min(stream.Length, LargestLength + ChecksumLength)];
        stream.ReadExactly(bytes);
        if (bytes.Length < ChecksumLength) return [];
        var content = bytes.AsSpan(ChecksumLength);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) == Checksum(content) ? content : [];
    }

    private static void Write(FileStream stream, byte[] content)
    {
        var bytes = new byte[ChecksumLength + content.Length];
        content.CopyTo(bytes, ChecksumLength);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Checksum(content));
        stream.Position = 0;
        stream.Write(bytes);
        stream.SetLength(bytes.Length);
    }

    private static ulong Checksum(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
