using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tidemark.Cli.Logging;
using Tidemark.Storage.Homes;

namespace Tidemark.Integration.Tests.Logging;

public sealed class TidemarkLogTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-test-");
    private readonly SetTime time = new() { Now = new DateTimeOffset(2026, 11, 21, 5, 40, 12, 123, TimeSpan.Zero) };

    private string LogFolder => Path.Combine(folder.FullName, "logs");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Entry_InText_IsALineWithUtcTimeLevelAndSource()
    {
        Write(new TextLogFormat(), log => log.LogWarning("port {Port} is in use", 8000));
        Assert.Equal("2026-11-21T05:40:12.123Z WARN  Server: port 8000 is in use\n", All());
    }

    [Fact]
    public void Entry_WithLineBreaks_CannotLookLikeAnother()
    {
        Write(new TextLogFormat(), log => log.LogInformation("symbol {Symbol}", "x\n2026-11-21T05:40:12.123Z ERROR Server: forged\u001b[31m"));
        Assert.Single(All().Split('\n'), line => line.StartsWith("2026", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', All());
    }

    [Fact]
    public void Entry_WithException_KeepsTheStackBelowIt()
    {
        Write(new TextLogFormat(), log => log.LogError(new IOException("disk full"), "not saved"));
        Assert.Contains("ERROR Server: not saved\n    System.IO.IOException: disk full", All(), StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_InJson_IsOneObjectWithValues()
    {
        Write(new JsonLogFormat(), log => log.LogWarning("port {Port} of {Host} is {Share}", 8000, "a\"b", double.NaN));
        var entry = JsonDocument.Parse(All()).RootElement;
        Assert.Equal("warning", entry.GetProperty("level").GetString());
        Assert.Equal(8000, entry.GetProperty("values").GetProperty("Port").GetInt32());
        Assert.Equal("a\"b", entry.GetProperty("values").GetProperty("Host").GetString());
        Assert.Equal("NaN", entry.GetProperty("values").GetProperty("Share").GetString());
    }

    [Fact]
    public void Entries_BelowTheLevel_AndTalkOfFrameworks_AreLeftOut()
    {
        using var log = Open(new TextLogFormat());
        log.CreateLogger("Tidemark.Server").LogDebug("no");
        log.CreateLogger("Microsoft.AspNetCore.Hosting").LogInformation("no");
        log.CreateLogger("Microsoft.AspNetCore.Hosting").LogWarning("yes");
        Assert.Equal("2026-11-21T05:40:12.123Z WARN  Hosting: yes\n", All());
    }

    [Fact]
    public void NewDay_BeginsAFile_AndDeletesOnlyLogsThatAreTooOld()
    {
        Directory.CreateDirectory(LogFolder);
        foreach (var name in new[] { "tidemark-20261107.log", "tidemark-20261108.log", "tidemark-20261107.1.jsonl", "tidemark-other.log", "notes.txt" })
            File.WriteAllText(Path.Combine(LogFolder, name), "x\n");
        using var log = Open(new TextLogFormat());
        log.CreateLogger("a").LogInformation("first");
        time.Now = time.Now.AddDays(1);
        log.CreateLogger("a").LogInformation("second");
        Assert.Equal(["notes.txt", "tidemark-20261121.log", "tidemark-20261122.log", "tidemark-other.log"], Names());
    }

    [Fact]
    public void LargeFile_IsFollowedByAnother()
    {
        using (var log = Open(new TextLogFormat(), largest: 100))
            for (var index = 0; index < 3; index++) log.CreateLogger("a").LogInformation("{Text}", new string('x', 40));
        Assert.Equal(["tidemark-20261121.1.log", "tidemark-20261121.2.log", "tidemark-20261121.log"], Names());
    }

    [Fact]
    public void TwoProcesses_OnOneFile_LoseNothing()
    {
        using var first = Open(new TextLogFormat());
        using var second = Open(new TextLogFormat());
        for (var index = 0; index < 5; index++)
        {
            first.CreateLogger("a").LogInformation("a{Index}", index);
            second.CreateLogger("b").LogInformation("b{Index}", index);
        }
        Assert.Equal(10, All().Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count());
    }

    [Fact]
    public void FolderThatCannotBeWritten_IsSaidOnce_AndWrittenAgainWhenItCanBe()
    {
        File.WriteAllText(LogFolder, "a file where the folder belongs");
        var complaints = new StringWriter();
        using var file = new RollingLogFile(LogFolder, "log", 14, 1000, time, complaints);
        file.Write("lost");
        file.Write("lost too");
        Assert.Single(complaints.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        File.Delete(LogFolder);
        file.Write("kept");
        Assert.Equal("kept\n", All());
    }

    private void Write(ILogFormat format, Action<ILogger> write)
    {
        using var log = Open(format);
        write(log.CreateLogger("Tidemark.Server"));
    }

    private TidemarkLog Open(ILogFormat format, long largest = RollingLogFile.DefaultLargestFileBytes) =>
        new(new HomeFolder(folder.FullName), format, LogLevel.Information, 14, time, largest);

    private string All() => string.Concat(Directory.EnumerateFiles(LogFolder).Select(ReadShared));

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    private IEnumerable<string?> Names() => Directory.EnumerateFiles(LogFolder).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
