using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Storage.Journal;

namespace Tidemark.Node.Recovery;

/// <summary>
/// The inputs of a journal that came from outside: market, commands, time. Answers of the simulated venue are not among them: the
/// venue gives them again, and they are compared like everything else.
/// </summary>
internal static class SessionInputs
{
    /// <summary>The first record of a journal: what the session is.</summary>
    /// <exception cref="InvalidDataException">The journal does not begin with it.</exception>
    public static SessionStartedRecord ReadStart(JournalFolder folder)
    {
        using var reader = new JournalReader(folder);
        if (!reader.Read()) throw new InvalidDataException($"{folder.Path}: the journal is empty ({reader.Ending})");
        return SessionRecords.DecodeStarted(reader.Header, reader.Payload);
    }

    /// <summary>Hands every input up to a record to <paramref name="take"/>, in order.</summary>
    public static void ForEach(JournalFolder folder, JournalSequence last, EventAction take)
    {
        using var reader = new JournalReader(folder, checksChain: false);
        while (reader.Sequence < last && reader.Read())
        {
            var header = reader.Header;
            if (header.Origin is not (RecordOrigin.Market or RecordOrigin.Command or RecordOrigin.Time or RecordOrigin.Prediction)) continue;
            if (EventRecords.IsEvent(header.Kind)) take(EventRecords.Decode(header, reader.Payload));
        }
    }

    /// <summary>Does something with an event.</summary>
    public delegate void EventAction(in EngineEvent input);
}
