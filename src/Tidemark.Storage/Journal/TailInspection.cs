namespace Tidemark.Storage.Journal;

/// <summary>
/// Tells a cut from damage by what follows a bad record. A crash loses the end of what was not yet flushed; when a later commit group
/// is there, everything before it had been flushed, so the bad record is damage. Inside the last group the disk may have written later
/// blocks before earlier ones: the earlier ones are then whole sectors of zeros.
/// </summary>
internal static class TailInspection
{
    private const int SectorLength = 512;

    /// <summary>Why the rest of the last segment is damage, or null when it is what a crash leaves.</summary>
    /// <param name="rest">Everything from the bad record on.</param>
    /// <param name="offset">Where <paramref name="rest"/> starts in its file.</param>
    /// <param name="expected">The number that the bad record should have.</param>
    public static string? FindDamage(ReadOnlySpan<byte> rest, long offset, long expected)
    {
        var holeEnd = -1;
        for (var place = 1; place + JournalFormat.RecordOverhead <= rest.Length; place++)
        {
            var length = RecordFrame.ClaimedLength(rest[place..]);
            if (length < 0 || length > rest.Length - place) continue;
            var record = rest.Slice(place, length);
            var sequence = RecordFrame.Sequence(record);
            if (sequence <= expected || sequence - expected > rest.Length / JournalFormat.RecordOverhead || !RecordFrame.HasValidChecksum(record)) continue;
            if (RecordFrame.StartsGroup(record)) return $"record {sequence} at byte {offset + place} is good and was written later";
            if (holeEnd < 0) holeEnd = place;
            place += length - 1;
        }
        if (holeEnd < 0 || HasZeroSector(rest[..holeEnd], offset)) return null;
        return $"a later record at byte {offset + holeEnd} is good";
    }

    private static bool HasZeroSector(ReadOnlySpan<byte> hole, long offset)
    {
        for (var place = (int)((SectorLength - offset % SectorLength) % SectorLength); place + SectorLength <= hole.Length; place += SectorLength)
            if (hole.Slice(place, SectorLength).IndexOfAnyExcept((byte)0) < 0) return true;
        return false;
    }
}
