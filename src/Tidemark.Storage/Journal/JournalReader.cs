using Tidemark.Engine.Ports;

namespace Tidemark.Storage.Journal;

/// <summary>
/// Reads a journal from its first record, checking every checksum, number and hash. It works while a session writes, and never
/// changes anything. After <see cref="Read"/> returned false, <see cref="Ending"/> tells why.
/// </summary>
public sealed class JournalReader : IDisposable
{
    private readonly IReadOnlyList<(int Number, string File)> segments;
    private readonly JournalAnchor? anchor;
    private readonly bool checksChain;
    private readonly HashChain chain;
    private SegmentReader segment;
    private int segmentIndex = -1;
    private int recordLength;
    private JournalEnding? ending;

    /// <param name="folder">The journal.</param>
    /// <param name="checksChain">Whether hashes are computed again. Checksums and numbers always are; for a second pass that is enough, and twice as fast.</param>
    /// <exception cref="BadInputException">There is no journal in the folder.</exception>
    /// <exception cref="JournalException">A newer build wrote it, or its anchor is unreadable.</exception>
    public JournalReader(JournalFolder folder, bool checksChain = true)
    {
        this.checksChain = checksChain;
        if (!folder.HasJournal) throw new BadInputException($"there is no journal in {folder.Path}");
        Folder = folder;
        // The anchor first: records only ever grow beyond it while a session writes.
        anchor = JournalAnchor.Load(folder);
        segments = folder.Segments();
        chain = new HashChain(new byte[JournalFormat.HashLength]);
        segment = null!;
        OpenNextSegment();
    }

    public JournalFolder Folder { get; }

    /// <summary>The random name of the journal; 0 when its first segment's header is unreadable.</summary>
    public UInt128 Id { get; private set; }

    /// <summary>When the journal was begun.</summary>
    public Instant CreatedAt { get; private set; }

    /// <summary>The number of the current record; 0 before the first.</summary>
    public JournalSequence Sequence { get; private set; }

    public RecordHeader Header => RecordFrame.Header(Record);

    /// <summary>Valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Payload => RecordFrame.Payload(Record);

    /// <summary>The chain hash up to and including the current record.</summary>
    public ReadOnlySpan<byte> Hash => chain.Current;

    /// <summary>How reading ended; null while it has not.</summary>
    public JournalEnding? Ending => ending;

    /// <summary>Whether a place outside of the journal says how long it must be.</summary>
    public bool HasAnchor => anchor is not null;

    public int SegmentCount => segments.Count;

    internal int SegmentNumber => segments[segmentIndex].Number;

    private ReadOnlySpan<byte> Record => recordLength > 0 ? segment.Peek(recordLength) : throw new InvalidOperationException("no record has been read");

    /// <summary>Moves to the next record. False at the end, whatever its <see cref="Ending"/>.</summary>
    public bool Read()
    {
        if (ending is not null) return false;
        segment.Skip(recordLength);
        recordLength = 0;
        while (segment.Peek(1).IsEmpty)
        {
            if (segmentIndex == segments.Count - 1) return End();
            if (!OpenNextSegment()) return false;
        }
        return ReadRecord();
    }

    public void Dispose()
    {
        segment?.Dispose();
        chain.Dispose();
    }

    private bool ReadRecord()
    {
        var expected = Sequence.Value + 1;
        var left = segment.BytesLeft;
        if (left < 4) return BadRecord("the file ends inside a record");
        var length = RecordFrame.ClaimedLength(segment.Peek(4));
        if (length < 0) return BadRecord("no record has such a length");
        if (length > left) return BadRecord("the file ends inside a record");
        var record = segment.Peek(length);
        if (!RecordFrame.HasValidChecksum(record)) return BadRecord("the checksum does not match");
        if (RecordFrame.Sequence(record) != expected) return Damage($"it is numbered {RecordFrame.Sequence(record)}");
        if (!ContinuesChain(record)) return Damage("the hash does not continue the chain");
        if (anchor is not null && anchor.Sequence == expected && anchor.Hash != Convert.ToHexStringLower(chain.Current))
            return Damage($"its hash is not the one noted in {Folder.AnchorFile}");
        recordLength = length;
        Sequence = new JournalSequence(expected);
        return true;
    }

    private bool ContinuesChain(ReadOnlySpan<byte> record)
    {
        if (checksChain) chain.Add(RecordFrame.Body(record));
        else chain.Restart(RecordFrame.Hash(record));
        return RecordFrame.Hash(record).SequenceEqual(chain.Current);
    }

    private bool OpenNextSegment()
    {
        var next = segmentIndex + 1;
        if (segments.Count == 0 || segments[next].Number != next + 1)
        {
            ending = new JournalEnding(JournalEndingKind.Damaged, Folder.SegmentFile(next + 1), 0, Sequence.Value + 1, 0, "the segment is missing");
            return false;
        }
        segment?.Dispose();
        segment = new SegmentReader(segments[next].File);
        segmentIndex = next;
        var bytes = segment.Peek(JournalFormat.SegmentHeaderLength);
        if (!SegmentHeader.TryRead(bytes, segment.File, out var header, out var defect))
        {
            var isCut = next == segments.Count - 1 && bytes.Length < JournalFormat.SegmentHeaderLength;
            return isCut ? Torn(defect) : Damage(defect);
        }
        if (next == 0) (Id, CreatedAt) = (header.JournalId, header.CreatedAt);
        var isFollowing = header.JournalId == Id && header.Number == next + 1 && header.FirstSequence == Sequence.Value + 1;
        if (!isFollowing) return Damage("the segment does not follow the one before it");
        if (next == 0) chain.Restart(SegmentHeader.FirstHash(Id));
        if (!header.PreviousHash.Span.SequenceEqual(chain.Current)) return Damage("the hash in the header does not continue the chain");
        if (anchor is not null && anchor.JournalId != Id) return Damage($"{Folder.AnchorFile} belongs to another journal");
        segment.Skip(JournalFormat.SegmentHeaderLength);
        return true;
    }

    /// <summary>A record that cannot be read: damage, or the end that a crash left.</summary>
    private bool BadRecord(string reason)
    {
        if (segmentIndex < segments.Count - 1) return Damage(reason);
        var rest = segment.Peek((int)Math.Min(segment.BytesLeft, int.MaxValue));
        return TailInspection.FindDamage(rest, segment.Offset, Sequence.Value + 1) is { } damage ? Damage($"{reason}; {damage}") : Torn(reason);
    }

    private bool Torn(string reason) => anchor is not null && anchor.Sequence > Sequence.Value ? Lost(reason) : End(JournalEndingKind.TornTail, reason);

    private bool Damage(string reason) => End(JournalEndingKind.Damaged, reason);

    private bool Lost(string reason) =>
        End(JournalEndingKind.Lost, $"records {Sequence.Value + 1} to at least {anchor!.Sequence} were on the disk and are gone{(reason.Length > 0 ? $": {reason}" : "")}");

    private bool End() => anchor is not null && anchor.Sequence > Sequence.Value ? Lost("") : End(JournalEndingKind.Complete, "");

    private bool End(JournalEndingKind kind, string reason)
    {
        ending = new JournalEnding(kind, segment.File, segment.Offset, Sequence.Value + 1, segment.BytesLeft, reason);
        return false;
    }
}
