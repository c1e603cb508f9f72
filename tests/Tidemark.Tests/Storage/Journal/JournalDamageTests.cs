using System.Buffers.Binary;
using Tidemark.Engine.Ports;
using Tidemark.Storage.Files;
using Tidemark.Storage.Journal;

namespace Tidemark.Tests.Storage.Journal;

public sealed class JournalDamageTests : IDisposable
{
    private readonly JournalSandbox sandbox = new();

    public void Dispose() => sandbox.Dispose();

    [Fact]
    public void Cut_AtEveryByte_WholeRecordsAreKeptAndTheRestIsPutAside()
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet, 2, 3);
        var whole = File.ReadAllBytes(sandbox.FirstSegment);
        var offsets = JournalSandbox.Offsets(whole);
        for (var length = 0; length <= whole.Length; length++)
        {
            var folder = CopyWithoutAnchor(whole.AsSpan(0, length), $"cut{length}");
            var kept = Math.Max(offsets.Count(offset => offset <= length) - 1, 0);
            var (count, ending) = JournalSandbox.ReadAll(folder);
            Assert.Equal(kept, count);
            Assert.Equal(offsets.Contains(length) ? JournalEndingKind.Complete : JournalEndingKind.TornTail, ending.Kind);
            if (length < JournalFormat.SegmentHeaderLength)
            {
                Assert.Throws<JournalException>(() => JournalWriter.Continue(folder, JournalSandbox.Quiet));
                continue;
            }
            using (var journal = JournalWriter.Continue(folder, JournalSandbox.Quiet))
            {
                Assert.Equal(length - offsets[kept], journal.Repair?.BytesRemoved ?? 0);
                if (journal.Repair is { } repair) Assert.Equal(whole[offsets[kept]..length], File.ReadAllBytes(repair.KeptIn));
                sandbox.Append(journal, 1);
            }
            Assert.Equal((kept + 1, JournalEndingKind.Complete), JournalSandbox.ReadAll(folder) is var (after, end) ? (after, end.Kind) : default);
            Directory.Delete(folder.Path, recursive: true);
        }
    }

    [Fact]
    public void Cut_BeforeTheAnchor_IsReportedAsLoss()
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet, 5, 5);
        var whole = File.ReadAllBytes(sandbox.FirstSegment);
        var offsets = JournalSandbox.Offsets(whole);
        foreach (var length in new[] { offsets[9], offsets[9] + 10, offsets[3] })
        {
            File.WriteAllBytes(sandbox.FirstSegment, whole[..length]);
            var (count, ending) = JournalSandbox.ReadAll(sandbox.Folder);
            Assert.Equal(JournalEndingKind.Lost, ending.Kind);
            Assert.Contains($"records {count + 1} to at least 10 were on the disk and are gone", ending.ToString(), StringComparison.Ordinal);
            Assert.Throws<JournalException>(() => JournalWriter.Continue(sandbox.Folder));
            Assert.False(JournalReport.Of(sandbox.Folder).IsSound);
        }
    }

    [Fact]
    public void BitFlip_AtEveryByte_IsReportedWithItsRecordAndNothingIsCutOff()
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet, 3, 3);
        var whole = File.ReadAllBytes(sandbox.FirstSegment);
        var offsets = JournalSandbox.Offsets(whole);
        for (var place = 0; place < whole.Length; place++)
        {
            var flipped = (byte[])whole.Clone();
            flipped[place] ^= (byte)(1 << (place % 8));
            File.WriteAllBytes(sandbox.FirstSegment, flipped);
            var record = offsets.Count(offset => offset <= place);
            JournalEnding ending;
            try
            {
                (var count, ending) = JournalSandbox.ReadAll(sandbox.Folder);
                Assert.Equal(Math.Max(record - 1, 0), count);
            }
            catch (JournalException newer)
            {
                // A flip in the version field of the header looks like a newer build's journal.
                Assert.InRange(place, 8, 9);
                Assert.Contains("format version", newer.Message, StringComparison.Ordinal);
                continue;
            }
            Assert.True(ending.Kind is JournalEndingKind.Damaged or JournalEndingKind.Lost, ending.ToString());
            Assert.Equal(Math.Max(record, 1), ending.Sequence);
            Assert.Equal(record == 0 ? 0 : offsets[record - 1], ending.Offset);
            if (place % 5 != 0) continue;
            Assert.Throws<JournalException>(() => JournalWriter.Continue(sandbox.Folder, JournalSandbox.Quiet));
            Assert.Equal(flipped, File.ReadAllBytes(sandbox.FirstSegment));
        }
    }

    [Fact]
    public void BitFlip_WithoutAnchorButWithLaterRecords_IsDamageNotATornTail()
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet, 6);
        var whole = File.ReadAllBytes(sandbox.FirstSegment);
        var offsets = JournalSandbox.Offsets(whole);
        for (var record = 0; record < 5; record++)
        {
            var flipped = (byte[])whole.Clone();
            flipped[offsets[record] + 20] ^= 4;
            Assert.Equal(JournalEndingKind.Damaged, JournalSandbox.ReadAll(CopyWithoutAnchor(flipped, $"flip{record}")).Ending.Kind);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ZeroedSectors_InTheUnflushedGroup_AreATornTail(bool isGroupFlushed)
    {
        // Records 3 to 40 are one group; a crash may leave holes of zeros in it, but not before a later group.
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet, isGroupFlushed ? [2, 38, 1] : [2, 38]);
        var bytes = File.ReadAllBytes(sandbox.FirstSegment);
        bytes.AsSpan(1024, 1024).Clear();
        var folder = CopyWithoutAnchor(bytes, "holes");
        Assert.Equal(isGroupFlushed ? JournalEndingKind.Damaged : JournalEndingKind.TornTail, JournalSandbox.ReadAll(folder).Ending.Kind);
    }

    [Fact]
    public void TrailingZeros_AfterTheLastRecord_AreATornTail()
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet, 4);
        File.WriteAllBytes(sandbox.FirstSegment, [.. File.ReadAllBytes(sandbox.FirstSegment), .. new byte[4096]]);
        using (var journal = JournalWriter.Continue(sandbox.Folder, JournalSandbox.Quiet)) Assert.Equal(4096, journal.Repair!.BytesRemoved);
        Assert.Equal(JournalEndingKind.Complete, JournalSandbox.ReadAll(sandbox.Folder).Ending.Kind);
    }

    [Fact]
    public void ForgedRecord_WithValidChecksum_BreaksTheChain()
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet, 6);
        var bytes = File.ReadAllBytes(sandbox.FirstSegment);
        var offsets = JournalSandbox.Offsets(bytes);
        var record = bytes.AsSpan(offsets[2]..offsets[3]);
        record[40] ^= 1;
        BinaryPrimitives.WriteUInt32LittleEndian(record[^4..], Crc32C.Compute(record[..^4]));
        var (count, ending) = JournalSandbox.ReadAll(CopyWithoutAnchor(bytes, "forged"));
        Assert.Equal((2, JournalEndingKind.Damaged, 3), (count, ending.Kind, ending.Sequence));
        Assert.Contains("chain", ending.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void RewrittenJournal_WithItsOwnValidChain_DoesNotMatchTheAnchor()
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet, 6);
        var other = sandbox.NewFolder("other");
        using (var journal = JournalWriter.Create(other, 42, JournalSandbox.Quiet))
        {
            journal.Append(new RecordHeader(RecordKind.TimeAdvanced, 1, RecordOrigin.Time, default, default), new byte[12]);
            sandbox.Append(journal, 7);
        }
        File.Copy(other.SegmentFile(1), sandbox.FirstSegment, overwrite: true);
        var report = JournalReport.Of(sandbox.Folder);
        Assert.Equal((5, JournalEndingKind.Damaged), (report.Records, report.Ending.Kind));
        Assert.Contains("anchor", report.Ending.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rotation_CrashAtAnyStep_LosesNothing()
    {
        var options = JournalSandbox.Quiet with { SegmentBytes = 300 };
        for (var length = 0; length <= JournalFormat.SegmentHeaderLength; length++)
        {
            var folder = sandbox.NewFolder($"rotation{length}");
            sandbox.Write(folder, options, 2, 2, 2);
            var (number, lastFile) = folder.Segments()[^1];
            var last = File.ReadAllBytes(lastFile);
            File.Delete(folder.AnchorFile);
            File.WriteAllBytes(lastFile, last[..length]);
            File.WriteAllBytes(folder.SegmentFile(number + 1) + ".new", last[..(length / 2)]);
            using (var journal = JournalWriter.Continue(folder, options))
            {
                Assert.Equal(4, journal.Last.Value);
                sandbox.Append(journal, 5);
            }
            Assert.Equal((9, JournalEndingKind.Complete), JournalSandbox.ReadAll(folder) is var (count, ending) ? (count, ending.Kind) : default);
            Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.new"));
        }
    }

    [Fact]
    public void MissingSegment_InTheMiddle_IsDamage()
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet with { SegmentBytes = 300 }, 2, 2, 2, 2);
        File.Delete(sandbox.Folder.SegmentFile(2));
        var (_, ending) = JournalSandbox.ReadAll(sandbox.Folder);
        Assert.Equal(JournalEndingKind.Damaged, ending.Kind);
        Assert.Contains("000002.journal", ending.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void SegmentOfAnotherJournal_IsDamage()
    {
        var options = JournalSandbox.Quiet with { SegmentBytes = 300 };
        sandbox.Write(sandbox.Folder, options, 2, 2, 2);
        var other = sandbox.NewFolder("other");
        using (var journal = JournalWriter.Create(other, 43, options))
        {
            for (var i = 0; i < 3; i++)
            {
                sandbox.Append(journal, 2);
                journal.Flush();
            }
        }
        File.Copy(other.SegmentFile(2), sandbox.Folder.SegmentFile(2), overwrite: true);
        Assert.Equal(JournalEndingKind.Damaged, JournalSandbox.ReadAll(sandbox.Folder).Ending.Kind);
    }

    [Fact]
    public void NewerFormat_IsRefusedByName()
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet, 1);
        var bytes = File.ReadAllBytes(sandbox.FirstSegment);
        bytes[8] = 2;
        File.WriteAllBytes(sandbox.FirstSegment, bytes);
        var refusal = Assert.Throws<JournalException>(() => JournalReport.Of(sandbox.Folder));
        Assert.Contains("format version 2; this build reads up to 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DamagedAnchor_IsReported()
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet, 1);
        File.WriteAllText(sandbox.Folder.AnchorFile, File.ReadAllText(sandbox.Folder.AnchorFile).Replace(" 1 ", " 2 ", StringComparison.Ordinal));
        Assert.Throws<JournalException>(() => JournalReport.Of(sandbox.Folder));
    }

    private JournalFolder CopyWithoutAnchor(ReadOnlySpan<byte> segment, string name)
    {
        var folder = sandbox.NewFolder(name);
        Directory.CreateDirectory(folder.Path);
        File.WriteAllBytes(folder.SegmentFile(1), segment);
        return folder;
    }
}
