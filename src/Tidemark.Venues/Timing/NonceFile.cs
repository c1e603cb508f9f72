using System.Buffers.Binary;
using Tidemark.Venues.Limits;

namespace Tidemark.Venues.Timing;

/// <summary>
/// Numbers that only grow, for venues that refuse a request whose number is not above the last one: the time in microseconds, or one
/// more than the last number where the clock has not moved on or went back. The last one is kept in a file, so that processes which share
/// a key, and one that starts again, never repeat one. Sending in the order of the numbers is the caller's to ensure.
/// </summary>
public sealed class NonceFile
{
    private readonly SharedFile file;
    private readonly TimeProvider time;

    /// <param name="folder">The run folder that processes on this machine share; null keeps the number in this process.</param>
    /// <param name="venue">Whose number it is.</param>
    /// <param name="apiKey">The key that it belongs to; only a hash of it is in the name of the file.</param>
    /// <param name="time">The clock.</param>
    public NonceFile(string? folder, string venue, string apiKey, TimeProvider time)
    {
        file = new SharedFile(folder is null ? null : Path.Combine(folder, $"nonce-{venue}-{SharedFile.NameOf(apiKey)}"));
        this.time = time;
    }

    /// <summary>The next number.</summary>
    public long Next() => file.Update(bytes =>
    {
        var last = bytes.Length >= sizeof(long) ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;
        var now = (time.GetUtcNow().UtcDateTime.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        var next = Math.Max(now, last + 1);
        var written = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(written, next);
        return (written, next);
    });
}
