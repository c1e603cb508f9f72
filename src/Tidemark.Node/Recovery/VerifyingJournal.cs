using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Storage.Journal;
using Tidemark.Storage.Journal.Records;

namespace Tidemark.Node.Recovery;

/// <summary>
/// The journal of a session that is being replayed: every record that the core makes is compared with the one on disk. Where the disk
/// ends, records go to the writer: a session cut off in the middle of an event completes it here, and afterwards this is the journal
/// of the running session.
/// </summary>
internal sealed class VerifyingJournal : IJournal, IDisposable
{
    private readonly JournalWriter? writer;
    private readonly long lastOnDisk;
    private JournalReader? reader;

    /// <param name="folder">The journal.</param>
    /// <param name="lastOnDisk">Compare up to this record.</param>
    /// <param name="writer">Takes records beyond; null when the replay only checks.</param>
    public VerifyingJournal(JournalFolder folder, JournalSequence lastOnDisk, JournalWriter? writer)
    {
        // Whoever replays has read the whole journal with its hashes before.
        reader = new JournalReader(folder, checksChain: false);
        this.lastOnDisk = lastOnDisk.Value;
        this.writer = writer;
    }

    /// <summary>Records compared and found equal.</summary>
    public long Verified { get; private set; }

    /// <summary>Records that the journal lacked at its end.</summary>
    public long Completed { get; private set; }

    public JournalSequence Durable => writer?.Durable ?? new JournalSequence(long.MaxValue);

    public JournalSequence Append(in RecordHeader header, ReadOnlySpan<byte> payload)
    {
        if (TryNext())
        {
            if (!OlderRecords.IsSame(header, payload, reader!.Header, reader.Payload)) throw new ReplayMismatchException(reader.Sequence.Value, Describe(reader.Header, reader.Payload), Describe(header, payload));
            Verified++;
            return reader.Sequence;
        }
        Completed++;
        return writer?.Append(header, payload) ?? new JournalSequence(lastOnDisk + Completed);
    }

    /// <summary>After the last input.</summary>
    /// <exception cref="ReplayMismatchException">Records on disk have not been met yet: the core did less than the journal says.</exception>
    public void ExpectEnd()
    {
        if (TryNext()) throw new ReplayMismatchException(reader!.Sequence.Value, Describe(reader.Header, reader.Payload), "nothing");
    }

    public void Dispose() => reader?.Dispose();

    /// <summary>Moves to the next record of an input or of the core; what the session says of itself and of its data is not compared.</summary>
    private bool TryNext()
    {
        while (reader is not null)
        {
            if (reader.Sequence.Value >= lastOnDisk || !reader.Read())
            {
                reader.Dispose();
                reader = null;
                return false;
            }
            if (reader.Header.Origin != RecordOrigin.Session && reader.Header.Kind is not (RecordKind.MarketRange or RecordKind.FundingRates)) return true;
        }
        return false;
    }

    private static string Describe(in RecordHeader header, ReadOnlySpan<byte> payload) =>
        $"{RecordKindName.Of(header.Kind)} at {header.ReceivedAt} ({string.Join(' ', new RecordFields().Of(header, payload))})";
}
