using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Venues.Reference;

/// <summary>Answers with the time at which they came, in memory and, where a folder is given, in files that all processes share.</summary>
/// <param name="folder">Null keeps them in this process.</param>
internal sealed class ReferenceCache(string? folder)
{
    private readonly ConcurrentDictionary<string, Entry> memory = [];

    public Entry? Find(string question)
    {
        var stored = ReadFile(question);
        var known = memory.GetValueOrDefault(question);
        return known is null || stored is not null && stored.FetchedAt > known.FetchedAt ? stored : known;
    }

    public void Keep(string question, Entry entry)
    {
        memory[question] = entry;
        if (folder is null) return;
        try
        {
            Directory.CreateDirectory(folder);
            var content = new byte[sizeof(long) + entry.Body.Length];
            BinaryPrimitives.WriteInt64LittleEndian(content, entry.FetchedAt.Nanoseconds);
            entry.Body.CopyTo(content, sizeof(long));
            var unfinished = $"{PathOf(question)}.{Guid.NewGuid():N}.part";
            File.WriteAllBytes(unfinished, content);
            File.Move(unfinished, PathOf(question), overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written is only slower.
        }
    }

    private Entry? ReadFile(string question)
    {
        try
        {
            if (folder is null || !File.Exists(PathOf(question))) return null;
            var content = File.ReadAllBytes(PathOf(question));
            return content.Length < sizeof(long) ? null : new Entry(new Instant(BinaryPrimitives.ReadInt64LittleEndian(content)), content[sizeof(long)..]);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string PathOf(string question) => Path.Combine(folder!, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, 12)));

    internal sealed record Entry(Instant FetchedAt, byte[] Body);
}
