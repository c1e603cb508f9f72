using Tidemark.Storage.Files;

namespace Tidemark.Storage.Journal;

/// <summary>
/// Brings commit groups to the disk and starts the next segment when one is full. A segment is made whole under another name first, so
/// a crash during the change leaves either no new segment or one with its header.
/// </summary>
internal sealed class SegmentSink : IDisposable
{
    private readonly JournalFolder folder;
    private readonly UInt128 journalId;
    private readonly JournalOptions options;
    private Stream? stream;
    private int number;
    private long length;

    private SegmentSink(JournalFolder folder, UInt128 journalId, JournalOptions options)
    {
        this.folder = folder;
        this.journalId = journalId;
        this.options = options;
    }

    /// <summary>Begins a journal with its first segment.</summary>
    public static SegmentSink Create(JournalFolder folder, UInt128 journalId, JournalOptions options)
    {
        var result = new SegmentSink(folder, journalId, options);
        result.StartSegment(1, SegmentHeader.FirstHash(journalId));
        return result;
    }

    /// <summary>Goes on at the end of a segment.</summary>
    public static SegmentSink Continue(JournalFolder folder, UInt128 journalId, JournalOptions options, int number)
    {
        var result = new SegmentSink(folder, journalId, options) { number = number, length = new FileInfo(folder.SegmentFile(number)).Length };
        result.stream = options.OpenSegment(folder.SegmentFile(number));
        // What a crashed process wrote may still be on its way to the disk; from here on it counts as durable.
        Flush(result.stream);
        return result;
    }

    /// <summary>Writes and flushes a sealed group. When it returns, the group would survive a power cut.</summary>
    /// <param name="group">The records.</param>
    /// <param name="firstSequence">The number of the first of them.</param>
    /// <param name="previousHash">The hash of the record before them.</param>
    public void Commit(CommitGroup group, long firstSequence, ReadOnlyMemory<byte> previousHash)
    {
        if (length > JournalFormat.SegmentHeaderLength && length + group.ByteCount > options.SegmentBytes) StartSegment(number + 1, previousHash, firstSequence);
        stream!.Write(group.Bytes);
        Flush(stream);
        length += group.ByteCount;
    }

    public void Dispose() => stream?.Dispose();

    private void StartSegment(int next, ReadOnlyMemory<byte> previousHash, long firstSequence = 1)
    {
        stream?.Dispose();
        stream = null;
        var file = folder.SegmentFile(next);
        var unfinished = file + ".new";
        var header = new SegmentHeader(journalId, next, firstSequence, Instant.FromDateTime(DateTime.UtcNow), previousHash).ToBytes();
        File.Delete(unfinished);
        using (var created = options.OpenSegment(unfinished))
        {
            created.Write(header);
            Flush(created);
        }
        File.Move(unfinished, file);
        DirectoryEntries.Flush(folder.Path);
        stream = options.OpenSegment(file);
        (number, length) = (next, header.Length);
    }

    private static void Flush(Stream target)
    {
        if (target is FileStream file) file.Flush(flushToDisk: true);
        else target.Flush();
    }
}
