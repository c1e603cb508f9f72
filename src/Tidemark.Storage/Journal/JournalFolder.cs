using System.Globalization;

namespace Tidemark.Storage.Journal;

/// <summary>The folder of one journal: numbered segments, and beside the folder its anchor.</summary>
/// <param name="Path">Absolute path.</param>
public sealed record JournalFolder(string Path)
{
    /// <summary>The name of the session.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Outside of the folder, so that losing the folder's content does not lose the knowledge of it.</summary>
    public string AnchorFile => Path + ".anchor";

    /// <summary>Whether the folder holds a journal.</summary>
    public bool HasJournal => Directory.Exists(Path) && Directory.EnumerateFiles(Path, "*" + JournalFormat.SegmentExtension).Any();

    /// <summary>The size of all segments in bytes.</summary>
    public long ByteCount => HasJournal ? new DirectoryInfo(Path).EnumerateFiles("*" + JournalFormat.SegmentExtension).Sum(file => file.Length) : 0;

    /// <summary>When the journal was begun, by its first segment; the earliest time where that cannot be read.</summary>
    public Instant CreatedAt
    {
        get
        {
            Span<byte> bytes = stackalloc byte[JournalFormat.SegmentHeaderLength];
            try
            {
                using var file = File.OpenHandle(SegmentFile(1), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var count = RandomAccess.Read(file, bytes, 0);
                return SegmentHeader.TryRead(bytes[..count], SegmentFile(1), out var header, out _) ? header.CreatedAt : Instant.MinValue;
            }
            catch (IOException)
            {
                return Instant.MinValue;
            }
        }
    }

    internal string SegmentFile(int number) => System.IO.Path.Combine(Path, number.ToString("000000", CultureInfo.InvariantCulture) + JournalFormat.SegmentExtension);

    /// <summary>The segments in order. Files of other names are not part of the journal.</summary>
    internal IReadOnlyList<(int Number, string File)> Segments() =>
        [.. Directory.EnumerateFiles(Path, "*" + JournalFormat.SegmentExtension)
            .Select(file => (Number: NumberOf(file), File: file))
            .Where(segment => segment.Number > 0)
            .OrderBy(segment => segment.Number)];

    private static int NumberOf(string file) =>
        int.TryParse(System.IO.Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
