using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Storage.Journal;

namespace Tidemark.Tests.Storage.Journal;

/// <summary>Journals in a folder that is gone after the test; in memory where the system offers that, for flushes cost nothing there.</summary>
internal sealed class JournalSandbox : IDisposable
{
    public static readonly JournalOptions Quiet = new() { AnchorInterval = Timeout.InfiniteTimeSpan };
    private const string MemoryFolder = "/dev/shm";
    private readonly string root;
    private readonly PayloadWriter payload = new();

    public JournalSandbox()
    {
        root = Directory.Exists(MemoryFolder)
            ? Directory.CreateDirectory(Path.Combine(MemoryFolder, $"tidemark-journal-{Guid.NewGuid():n}")).FullName
            : Directory.CreateTempSubdirectory("tidemark-journal-").FullName;
        Folder = NewFolder("session");
    }

    public JournalFolder Folder { get; }

    public string FirstSegment => Folder.SegmentFile(1);

    public JournalFolder NewFolder(string name) => new(Path.Combine(root, name));

    /// <summary>Appends records whose content follows from their number.</summary>
    public void Append(JournalWriter journal, int count)
    {
        for (var i = 0; i < count; i++) journal.Append(EventRecords.Encode(EventAt(journal.Last.Value + 1), payload), payload.Written);
    }

    /// <summary>Writes a journal of exactly these commit groups, which a running writer would leave to the speed of the disk.</summary>
    public void Write(JournalFolder folder, JournalOptions options, params int[] groups)
    {
        Directory.CreateDirectory(folder.Path);
        using var chain = new HashChain(SegmentHeader.FirstHash(42));
        using var sink = SegmentSink.Create(folder, 42, options);
        var group = new CommitGroup();
        var last = 0L;
        foreach (var count in groups)
        {
            var (first, previousHash) = (last + 1, chain.Current.ToArray());
            for (var i = 0; i < count; i++) group.Add(EventRecords.Encode(EventAt(++last), payload), last, payload.Written);
            group.Seal(chain);
            sink.Commit(group, first, previousHash);
            group.Clear();
        }
        new JournalAnchor(42, last, Convert.ToHexStringLower(chain.Current)).Save(folder);
    }

    /// <summary>The numbers of all good records, their content checked, and how it ended.</summary>
    public static (long Count, JournalEnding Ending) ReadAll(JournalFolder folder)
    {
        using var reader = new JournalReader(folder);
        var count = 0L;
        while (reader.Read())
        {
            count++;
            Assert.Equal(count, reader.Sequence.Value);
            var expected = EventAt(count);
            var found = EventRecords.Decode(reader.Header, reader.Payload);
            Assert.Equal((expected.Kind, expected.EventTime, expected.Sequence), (found.Kind, found.EventTime, found.Sequence));
        }
        return (count, reader.Ending!);
    }

    /// <summary>Where each record of a segment starts, and after them the end of the segment.</summary>
    public static List<int> Offsets(byte[] segment)
    {
        var result = new List<int>();
        var offset = JournalFormat.SegmentHeaderLength;
        for (; offset < segment.Length; offset += BitConverter.ToInt32(segment, offset)) result.Add(offset);
        result.Add(offset);
        return result;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static EngineEvent EventAt(long number) => (number % 3) switch
    {
        0 => EngineEvent.ForBar(new InstrumentIndex(0), new Bar(new Instant(number), 1, 2, 0.5, 1.5, number), new Instant(number + 60), new Instant(number + 61), true, number),
        1 => EngineEvent.ForCommand(new EngineCommand(EngineCommandKind.Pause, new string('p', (int)(number % 7))), new Instant(number), number),
        _ => EngineEvent.ForTime(new Instant(number), number),
    };
}
