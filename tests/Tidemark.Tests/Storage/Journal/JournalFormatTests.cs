using System.Runtime.CompilerServices;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Storage.Journal;

namespace Tidemark.Tests.Storage.Journal;

/// <summary>Journals written by every past version of the format must stay readable: a sample of each is kept beside this file.</summary>
public sealed class JournalFormatTests
{
    [Fact]
    public void SampleOfVersion1_ThisBuild_ReadsEveryRecordAsItWasWritten()
    {
        var folder = new JournalFolder(Path.Combine(AppContext.BaseDirectory, "Storage", "Journal", "Samples", "version-1"));
        using var reader = new JournalReader(folder);
        foreach (var (header, payload) in FormatSample.Records())
        {
            Assert.True(reader.Read(), reader.Ending?.ToString());
            Assert.Equal(header, reader.Header);
            Assert.Equal(Convert.ToHexString(payload), Convert.ToHexString(reader.Payload));
            Assert.NotNull(RecordContent.Decode(header, payload));
        }
        Assert.False(reader.Read());
        Assert.Equal(JournalEndingKind.Complete, reader.Ending!.Kind);
        Assert.True(reader.HasAnchor);
        Assert.Equal(2, reader.SegmentCount);
    }

    [Fact]
    public void Sample_EveryRecordKind_IsInIt() =>
        Assert.Equal(Enum.GetValues<RecordKind>(), FormatSample.Records().Select(record => record.Header.Kind).Distinct().Order());

    /// <summary>Writes the sample of the current version into the source folder. Run by hand when the format gets a new version.</summary>
    [Fact(Explicit = true)]
    public void WriteSample() => Write(1);

    private static void Write(int version, [CallerFilePath] string thisFile = "")
    {
        var folder = new JournalFolder(Path.Combine(Path.GetDirectoryName(thisFile)!, "Samples", $"version-{version}"));
        using var journal = JournalWriter.Create(folder, 42, JournalSandbox.Quiet with { SegmentBytes = 2_000 });
        foreach (var (header, payload) in FormatSample.Records())
        {
            journal.Append(header, payload);
            journal.Flush();
        }
    }
}
