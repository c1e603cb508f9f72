namespace Tidemark.Storage.Journal;

/// <summary>How reading a journal ended.</summary>
public enum JournalEndingKind : byte
{
    /// <summary>After a whole record, and not before the anchored one.</summary>
    Complete,

    /// <summary>Inside a record at the end of the last segment, as a crash leaves it (or while a session writes). Whole records are kept.</summary>
    TornTail,

    /// <summary>Bytes were changed, or a segment is missing: not the work of a crash.</summary>
    Damaged,

    /// <summary>Records that were on the disk are gone from the end.</summary>
    Lost,
}
