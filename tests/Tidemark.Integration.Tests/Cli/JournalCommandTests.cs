using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Integration.Tests.Harness;
using Tidemark.Integration.Tests.Node;
using Tidemark.Node.Sessions;
using Tidemark.Storage.Journal;

namespace Tidemark.Integration.Tests.Cli;

public sealed class JournalCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Verify_SoundJournal_SaysSoAndCountsItsRecords()
    {
        Write("20240301-120000-aaaa", 3);
        Write("20240302-120000-bbbb", 5);
        var newest = home.Run("journal", "verify").Succeeded();
        Assert.Contains("records   5 (5 inputs, 0 derived) in 1 segment", newest.Output, StringComparison.Ordinal);
        Assert.Contains("sound: every record is there and unchanged", newest.Output, StringComparison.Ordinal);
        var json = home.Run("journal", "verify", "20240301", "--json", "-").Succeeded().Json;
        Assert.Equal(3, json.GetProperty("recordsByKind").GetProperty("command").GetInt32());
        Assert.True(json.GetProperty("isSound").GetBoolean());
    }

    [Fact]
    public void Verify_ChangedByte_FailsNamingFileByteAndRecord()
    {
        var folder = Write("session", 5);
        var file = Path.Combine(folder.Path, "000001.journal");
        var bytes = File.ReadAllBytes(file);
        bytes[200] ^= 1;
        File.WriteAllBytes(file, bytes);
        var result = home.Run("journal", "verify", folder.Path);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"DAMAGED: {file}: damaged at byte 192, record 2: the checksum does not match", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, home.Run("journal", "show").ExitCode);
    }

    [Fact]
    public void Verify_MissingRecords_FailsAsLoss()
    {
        var folder = Write("session", 5);
        var file = Path.Combine(folder.Path, "000001.journal");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^20]);
        var result = home.Run("journal", "verify");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("LOST: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("records 5 to at least 5", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_FromKindAndLast_PickRecords()
    {
        Write("session", 9);
        Assert.Equal([4, 5], Sequences("--from", "4", "--limit", "2"));
        Assert.Equal([8, 9], Sequences("--last", "2", "--kind", "Command"));
        Assert.Empty(Sequences("--kind", "fill-booked"));
        Assert.Contains("command=pause reason=\"because 9\"", home.Run("journal", "show", "--from", "9").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Journal_BadArguments_AreRefusedWithAHint()
    {
        Assert.Contains("there are no sessions in", home.Run("journal", "verify").RefusedInput(), StringComparison.Ordinal);
        Write("20240301-120000-aaaa", 1);
        Assert.Contains("did you mean '20240301-120000-aaaa'?", home.Run("journal", "verify", "20240301-12000-aaaa").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("did you mean 'fill-booked'?", home.Run("journal", "show", "--kind", "fills-booked").RefusedInput(), StringComparison.Ordinal);
        Assert.Equal("--limit must not be negative", home.Run("journal", "show", "--limit", "-1").RefusedInput());
    }

    [Fact]
    public async Task Replay_OfASession_IsIdenticalAndFindsAForgedOne()
    {
        var market = new TestMarket(120);
        var folder = new JournalFolder(Path.Combine(home.Path, "journal", "paper-1"));
        await TestSessions.RunToEnd(PaperSession.Begin(folder, TestSessions.Definition(), market, 1e9, TimeProvider.System), market.End);
        var json = home.Run("journal", "replay", "--json", "-").Succeeded().Json;
        Assert.True(json.GetProperty("isIdentical").GetBoolean());
        Assert.Equal(120, json.GetProperty("inputs").GetInt32());
        Assert.Equal(JournalReport.Of(folder).Records - 2, json.GetProperty("verifiedRecords").GetInt64());

        TestSessions.Forge(folder, new JournalFolder(Path.Combine(home.Path, "journal", "paper-2")), TestSessions.Definition("ma-cross", ("fast", "3"), ("slow", "40")));
        var forged = home.Run("journal", "replay");
        Assert.Equal(1, forged.ExitCode);
        Assert.Contains("DIFFERENT: record ", forged.Output, StringComparison.Ordinal);
        Assert.Contains("note: the session was begun by build test", forged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_JournalThatIsNoSession_IsAnError()
    {
        Write("session", 2);
        var result = home.Run("journal", "replay");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("expected a record of kind SessionStarted, found Command", result.Error, StringComparison.Ordinal);
    }

    private IEnumerable<int> Sequences(params string[] options) =>
        home.Run(["journal", "show", .. options, "--json", "-"]).Succeeded().Json.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("sequence").GetInt32());

    private JournalFolder Write(string session, int records)
    {
        var folder = new JournalFolder(Path.Combine(home.Path, "journal", session));
        var payload = new PayloadWriter();
        using var journal = JournalWriter.Create(folder, JournalWriter.NewId());
        for (var i = 1; i <= records; i++)
            journal.Append(EventRecords.Encode(EngineEvent.ForCommand(new EngineCommand(EngineCommandKind.Pause, $"because {i}"), new Instant(i), i), payload), payload.Written);
        return folder;
    }
}
