namespace Tidemark.Storage.Journal;

/// <summary>How and where reading ended.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="File">The segment.</param>
/// <param name="Offset">The byte after the last good record.</param>
/// <param name="Sequence">The number of the first record that is not there or not good.</param>
/// <param name="BytesAfter">Bytes in that segment from <paramref name="Offset"/> on.</param>
/// <param name="Reason">What is wrong, empty when complete.</param>
public sealed record JournalEnding(JournalEndingKind Kind, string File, long Offset, long Sequence, long BytesAfter, string Reason)
{
    /// <summary>Whether a session may go on writing after it.</summary>
    public bool CanContinue => Kind is JournalEndingKind.Complete or JournalEndingKind.TornTail;

    public override string ToString() => Kind switch
    {
        JournalEndingKind.Complete => "complete",
        JournalEndingKind.TornTail => $"{File}: cut inside record {Sequence} at byte {Offset} ({BytesAfter} bytes are no whole record): {Reason}",
        JournalEndingKind.Lost => $"{File}: {Reason}",
        _ => $"{File}: damaged at byte {Offset}, record {Sequence}: {Reason}",
    };
}
