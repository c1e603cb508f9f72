namespace Tidemark.Storage.Journal;

/// <summary>Sizes and places of the journal's file format; <c>docs/journal-format.md</c> is its description for other programs.</summary>
internal static class JournalFormat
{
    /// <summary>The version of segments that this build writes, and the newest that it reads.</summary>
    public const ushort Version = 1;

    public const int SegmentHeaderLength = 96;
    public const int RecordHeaderLength = 32;
    public const int HashLength = 32;

    /// <summary>Hash, place in the commit group, checksum.</summary>
    public const int TrailerLength = HashLength + 4 + 4;

    public const int RecordOverhead = RecordHeaderLength + TrailerLength;

    /// <summary>A length beyond this is damage; it bounds what a reader holds in memory.</summary>
    public const int LargestRecord = 16 * 1024 * 1024;

    public const string SegmentExtension = ".journal";

    public static ReadOnlySpan<byte> Magic => "TMJOURNL"u8;
}
