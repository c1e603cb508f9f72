using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Venues.Limits;

/// <summary>
/// A small file that processes read and change one after the other. It is locked while it is changed; a checksum tells a half-written
/// one, which counts as empty. Where its folder is not given, it is only in memory and belongs to this process.
/// </summary>
/// <param name="path">Where it is; null for memory alone.</param>
/// <param name="isNeeded">Whether a file that cannot be used is an error. Otherwise what this process knows of it counts meanwhile.</param>
internal sealed class SharedFile(string? path, bool isNeeded = true)
{
    private const int LargestLength = 4_096;
    private const int ChecksumLength = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private const int MostAttempts = 5_000;
    private const int MostAttemptsUnneeded = 500;

    /// <summary>What systems say of a file that another process has locked: EAGAIN of Linux and of macOS, a sharing violation of Windows.</summary>
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private readonly Lock gate = new();
    private byte[] memory = [];
    private bool hasFolder;
    private bool isTroubled;

    /// <summary>A name that tells nothing about the secret that it was made of.</summary>
    public static string NameOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("tidemark:" + secret)).AsSpan(0, 8));

    /// <summary>Changes the content: gets what is there, gives what is to be there and a result.</summary>
    /// <exception cref="IOException">The file is needed, and cannot be had for seconds or not at all.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is needed, and may not be used.</exception>
    public T Update<T>(Func<ReadOnlySpan<byte>, (byte[] Content, T Result)> change)
    {
        lock (gate)
        {
            if (path is null) return InMemory(change);
            try
            {
                using var stream = Open();
                var (content, answer) = change(Read(stream));
                Write(stream, content);
                (memory, isTroubled) = (content, false);
                return answer;
            }
            catch (Exception e) when (!isNeeded && e is IOException or UnauthorizedAccessException)
            {
                isTroubled = true;
                return InMemory(change);
            }
        }
    }

    private T InMemory<T>(Func<ReadOnlySpan<byte>, (byte[] Content, T Result)> change)
    {
        (memory, var result) = change(memory);
        return result;
    }

    private FileStream Open()
    {
        // One that is not needed is waited for once, not at every request.
        var mostAttempts = isNeeded ? MostAttempts : isTroubled ? 1 : MostAttemptsUnneeded;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (!hasFolder) Directory.CreateDirectory(Path.GetDirectoryName(path!)!);
                hasFolder = true;
                return new FileStream(path!, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (DirectoryNotFoundException) when (attempt < 1)
            {
                // Somebody has removed the folder.
                hasFolder = false;
            }
            catch (IOException e) when (attempt < mostAttempts && Held.Contains(e.HResult))
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
