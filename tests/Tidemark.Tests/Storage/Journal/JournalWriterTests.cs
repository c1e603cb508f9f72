using Tidemark.Engine.Ports;
using Tidemark.Storage.Journal;
using Tidemark.Storage.Locking;

namespace Tidemark.Tests.Storage.Journal;

public sealed class JournalWriterTests : IDisposable
{
    private readonly JournalSandbox sandbox = new();

    public void Dispose() => sandbox.Dispose();

    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(500, 20)]
    [InlineData(1, 40)]
    public void Append_AnySegmentSize_AllRecordsComeBackInOrder(long segmentBytes, int leastSegments)
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet with { SegmentBytes = segmentBytes }, [.. Enumerable.Repeat(3, 40)]);
        var (count, ending) = JournalSandbox.ReadAll(sandbox.Folder);
        Assert.Equal((120, JournalEndingKind.Complete), (count, ending.Kind));
        Assert.True(sandbox.Folder.Segments().Count >= leastSegments);
    }

    [Fact]
    public void Append_ManyThreads_EveryRecordHasItsOwnNumber()
    {
        using (var journal = JournalWriter.Create(sandbox.Folder, 42, JournalSandbox.Quiet with { PendingBytes = 2_000 }))
        {
            var numbers = new long[4][];
            Parallel.For(0, 4, thread => numbers[thread] = [.. Enumerable.Range(0, 500).Select(_ => journal.Append(new RecordHeader(RecordKind.TimeAdvanced, 1, RecordOrigin.Time, default, default), new byte[12]).Value)]);
            Assert.Equal(Enumerable.Range(1, 2_000).Select(number => (long)number), numbers.SelectMany(number => number).Order());
            journal.Flush();
            Assert.Equal(2_000, journal.Durable.Value);
        }
        var report = JournalReport.Of(sandbox.Folder);
        Assert.True(report.IsSound);
        Assert.Equal((2_000, 2_000), (report.Records, report.Inputs));
    }

    [Fact]
    public void Continue_AfterClose_GoesOnInTheSameChain()
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet with { SegmentBytes = 600 }, 5, 5);
        for (var times = 0; times < 3; times++)
        {
            using var journal = JournalWriter.Continue(sandbox.Folder, JournalSandbox.Quiet with { SegmentBytes = 600 });
            Assert.Null(journal.Repair);
            Assert.Equal(journal.Last, journal.Durable);
            sandbox.Append(journal, 4);
        }
        Assert.Equal((22, JournalEndingKind.Complete), JournalSandbox.ReadAll(sandbox.Folder) is var (count, ending) ? (count, ending.Kind) : default);
    }

    [Fact]
    public void Create_SameRecords_GivesTheSameHashWhateverTheGroups()
    {
        var other = sandbox.NewFolder("other");
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet, 12);
        sandbox.Write(other, JournalSandbox.Quiet with { SegmentBytes = 300 }, 1, 4, 7);
        Assert.Equal(JournalReport.Of(sandbox.Folder).Hash, JournalReport.Of(other).Hash);
    }

    [Fact]
    public void Create_FolderWithJournal_IsRefused()
    {
        sandbox.Write(sandbox.Folder, JournalSandbox.Quiet, 1);
        Assert.Throws<JournalException>(() => JournalWriter.Create(sandbox.Folder, 42));
        Assert.Throws<BadInputException>(() => JournalWriter.Continue(sandbox.NewFolder("nothing")));
    }

    [Fact]
    public void SecondWriter_WhileFirstIsOpen_IsRefusedAndNamesIt()
    {
        using (var first = JournalWriter.Create(sandbox.Folder, 42, JournalSandbox.Quiet with { Purpose = "paper session" }))
        {
            sandbox.Append(first, 3);
            first.Flush();
            Assert.True(JournalWriter.IsBeingWritten(sandbox.Folder));
            var refusal = Assert.Throws<HomeLockedException>(() => JournalWriter.Continue(sandbox.Folder));
            Assert.Contains($"process {Environment.ProcessId} (paper session", refusal.Message, StringComparison.Ordinal);
            Assert.Equal(3, JournalSandbox.ReadAll(sandbox.Folder).Count);
            sandbox.Append(first, 1);
        }
        Assert.False(JournalWriter.IsBeingWritten(sandbox.Folder));
        using var second = JournalWriter.Continue(sandbox.Folder);
        Assert.Equal(4, second.Last.Value);
    }

    [Fact]
    public void Append_WhileTheDiskFlushes_GathersIntoOneGroup()
    {
        using var disk = new HeldDisk();
        using var journal = JournalWriter.Create(sandbox.Folder, 42, JournalSandbox.Quiet with { OpenSegment = disk.Open });
        sandbox.Append(journal, 1);
        disk.Begun.Wait();
        sandbox.Append(journal, 9);
        Assert.Equal(0, journal.Durable.Value);
        disk.Permits.Release();
        journal.WaitUntilDurable(new JournalSequence(1));
        disk.Begun.Wait();
        Assert.Equal(1, journal.Durable.Value);
        disk.Permits.Release();
        journal.WaitUntilDurable(new JournalSequence(2));
        Assert.Equal(10, journal.Durable.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => journal.WaitUntilDurable(new JournalSequence(11)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(1_037)]
    public void DiskFull_EveryLaterCall_ThrowsAndWholeRecordsStay(int space)
    {
        var disk = new FailingDisk.Space(JournalFormat.SegmentHeaderLength + space);
        var options = JournalSandbox.Quiet with { OpenSegment = path => new FailingDisk(path, disk) };
        long durable;
        using (var journal = JournalWriter.Create(sandbox.Folder, 42, options))
        {
            var failure = Assert.Throws<IOException>(() => AppendUntilFailure(journal));
            Assert.Contains("no space left on device", failure.Message, StringComparison.Ordinal);
            Assert.Throws<IOException>(() => AppendUntilFailure(journal));
            Assert.Throws<IOException>(journal.Flush);
            durable = journal.Durable.Value;
        }
        var (count, ending) = JournalSandbox.ReadAll(sandbox.Folder);
        Assert.Equal(durable, count);
        Assert.True(ending.CanContinue, ending.ToString());
        using var continued = JournalWriter.Continue(sandbox.Folder, JournalSandbox.Quiet);
        Assert.Equal(durable, continued.Last.Value);
    }

    [Fact]
    public void Anchor_WhileTheSessionRuns_FollowsTheDurableRecords()
    {
        using var journal = JournalWriter.Create(sandbox.Folder, 42, JournalSandbox.Quiet with { AnchorInterval = TimeSpan.Zero });
        Assert.Equal(0, JournalAnchor.Load(sandbox.Folder)!.Sequence);
        sandbox.Append(journal, 5);
        journal.Flush();
        Assert.True(SpinWait.SpinUntil(() => JournalAnchor.Load(sandbox.Folder)!.Sequence == 5, TimeSpan.FromSeconds(30)));
    }

    private void AppendUntilFailure(JournalWriter journal)
    {
        while (true)
        {
            sandbox.Append(journal, 1);
            journal.Flush();
        }
    }
}
