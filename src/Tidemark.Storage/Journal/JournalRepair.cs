using System.Globalization;
using Tidemark.Engine.Ports;
using Tidemark.Storage.Files;

namespace Tidemark.Storage.Journal;

/// <summary>What had to be cut off before a journal could be continued.</summary>
/// <param name="LastSequence">The last whole record.</param>
/// <param name="BytesRemoved">Bytes after it that were no whole record.</param>
/// <param name="KeptIn">The file that keeps those bytes.</param>
public sealed record JournalRepair(JournalSequence LastSequence, long BytesRemoved, string KeptIn)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"the last write was cut off: {BytesRemoved} bytes after record {LastSequence.Value} are no whole record; they are kept in {KeptIn}");

    /// <summary>Removes a torn tail: its bytes are copied aside and flushed before they are cut off.</summary>
    internal static JournalRepair Remove(JournalEnding torn)
    {
        var aside = FreeName($"{torn.File}.cut-{torn.Offset}");
        using (var segment = new FileStream(torn.File, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0))
        {
            segment.Position = torn.Offset;
            using (var copy = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
            {
                segment.CopyTo(copy);
                copy.Flush(flushToDisk: true);
            }
            segment.SetLength(torn.Offset);
            segment.Flush(flushToDisk: true);
        }
        // A segment whose header is cut holds nothing: the one before it is continued.
        if (torn.Offset < JournalFormat.SegmentHeaderLength) File.Delete(torn.File);
        DirectoryEntries.Flush(Path.GetDirectoryName(torn.File)!);
        return new JournalRepair(new JournalSequence(torn.Sequence - 1), torn.BytesAfter, aside);
    }

    private static string FreeName(string wanted)
    {
        var name = wanted;
        for (var number = 2; File.Exists(name); number++) name = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
        return name;
    }
}
