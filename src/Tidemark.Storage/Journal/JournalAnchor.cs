using System.Globalization;
using System.Text;
using Tidemark.Storage.Files;

namespace Tidemark.Storage.Journal;

/// <summary>
/// Remembers, outside of the journal, how far it had come and with which hash: without it a journal that lost its last records looks
/// like a shorter one. One line of text, replaced as a whole.
/// </summary>
/// <param name="JournalId">Which journal.</param>
/// <param name="Sequence">A record that was on the disk; 0 before the first.</param>
/// <param name="Hash">Its chain hash in hex.</param>
public sealed record JournalAnchor(UInt128 JournalId, long Sequence, string Hash)
{
    private const string Start = "tidemark-journal-anchor 1";
    private static readonly AtomicFile Files = new();

    /// <summary>The anchor of a journal, or null when it has none.</summary>
    /// <exception cref="JournalException">The file is not an anchor, or of a newer format.</exception>
    public static JournalAnchor? Load(JournalFolder folder)
    {
        string text;
        try
        {
            text = File.ReadAllText(folder.AnchorFile);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        var parts = text.TrimEnd('\n').Split(' ');
        if (parts.Length == 6 && $"{parts[0]} {parts[1]}" == Start && parts[5] == Checksum(string.Join(' ', parts[..5]))
            && UInt128.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            && long.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return new JournalAnchor(id, sequence, parts[4]);
        throw new JournalException($"{folder.AnchorFile} is damaged or of a newer format");
    }

    internal void Save(JournalFolder folder)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{Start} {JournalId:x32} {Sequence} {Hash}");
        var bytes = Encoding.ASCII.GetBytes($"{line} {Checksum(line)}\n");
        Files.Replace(folder.AnchorFile, Path.GetDirectoryName(folder.AnchorFile)!, stream => stream.Write(bytes));
    }

    private static string Checksum(string line) => Crc32C.Compute(Encoding.ASCII.GetBytes(line)).ToString("x8", CultureInfo.InvariantCulture);
}
