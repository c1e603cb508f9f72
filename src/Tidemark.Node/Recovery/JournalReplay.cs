using Tidemark.Engine.Ports;
using Tidemark.Node.Sessions;
using Tidemark.Storage.Journal;

namespace Tidemark.Node.Recovery;

/// <summary>Replays a session's journal without touching it: feeds the inputs to a fresh core and compares every record that it makes.</summary>
/// <param name="Verified">Records made again and found identical.</param>
/// <param name="MissingAtEnd">Records that the core makes after the last input but the journal lacks: a crash cut them off.</param>
/// <param name="Difference">The first difference; null when there is none.</param>
public sealed record JournalReplay(long Verified, long MissingAtEnd, string? Difference)
{
    public bool IsIdentical => Difference is null;

    /// <param name="folder">The journal; it may be in use.</param>
    /// <exception cref="InvalidDataException">It does not begin with a session's first record.</exception>
    public static JournalReplay Run(JournalFolder folder)
    {
        var last = LastOf(folder);
        using var journal = new VerifyingJournal(folder, last, null);
        string? difference = null;
        try
        {
            var kernel = new SessionKernel(SessionInputs.ReadStart(folder), journal);
            SessionInputs.ForEach(folder, last, kernel.Process);
            if (journal.HasUnmet(out var unmet)) difference = unmet;
        }
        catch (ReplayMismatchException mismatch)
        {
            difference = mismatch.Message;
        }
        return new JournalReplay(journal.Verified, journal.Completed, difference);
    }

    private static JournalSequence LastOf(JournalFolder folder)
    {
        using var reader = new JournalReader(folder);
        while (reader.Read()) { }
        return reader.Sequence;
    }
}
