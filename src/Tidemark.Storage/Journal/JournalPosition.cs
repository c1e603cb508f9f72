using Tidemark.Engine.Ports;

namespace Tidemark.Storage.Journal;

/// <summary>Where a journal is continued: after which record, with which hash, in which segment.</summary>
internal sealed record JournalPosition(UInt128 JournalId, JournalSequence Last, byte[] Hash, int Segment, JournalRepair? Repair)
{
    /// <summary>Reads the whole journal, and cuts off what a crash left after its last whole record.</summary>
    /// <exception cref="JournalException">It is damaged or has lost records: continuing would hide that.</exception>
    public static JournalPosition Find(JournalFolder folder)
    {
        using var reader = new JournalReader(folder);
        while (reader.Read())
        {
        }
        var ending = reader.Ending!;
        if (!ending.CanContinue) throw new JournalException($"the journal cannot be continued: {ending}");
        var segment = reader.SegmentNumber;
        var isHeaderCut = ending.Offset < JournalFormat.SegmentHeaderLength;
        if (isHeaderCut && segment == 1) throw new JournalException($"the journal cannot be continued: {ending.File} ends inside its header");
        var (last, hash) = (reader.Sequence, reader.Hash.ToArray());
        var repair = ending.Kind == JournalEndingKind.TornTail ? JournalRepair.Remove(ending) : null;
        foreach (var unfinished in Directory.EnumerateFiles(folder.Path, $"*{JournalFormat.SegmentExtension}.new")) File.Delete(unfinished);
        return new JournalPosition(reader.Id, last, hash, isHeaderCut ? segment - 1 : segment, repair);
    }
}
