using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class LogsCommandTests : IDisposable
{
    private const string Info = "2026-11-21T05:40:12.123Z INFO  Node: ";
    private const string Error = "2026-11-21T05:40:12.123Z ERROR Node: ";
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void NoLog_IsSaid() => Assert.StartsWith("there is no log in ", home.Run("logs").Succeeded().Output, StringComparison.Ordinal);

    [Fact]
    public void Lines_CountsEntriesAcrossFiles_OldestFirst()
    {
        Append("tidemark-20261120.log", $"{Info}one\n{Error}two\n    stack\n");
        Append("tidemark-20261121.log", $"{Info}three\n");
        Assert.Equal($"{Error}two\n    stack\n{Info}three\n", home.Run("logs", "--lines", "2").Succeeded().Output);
    }

    [Fact]
    public void Level_LeavesOutWhatIsLess_InBothFormats()
    {
        Append("tidemark-20261120.log", $"{Info}one\n    more\n{Error}two\n    stack\n");
        Append("tidemark-20261121.jsonl", "{\"time\":\"t\",\"level\":\"information\",\"message\":\"a\"}\n{\"time\":\"t\",\"level\":\"error\",\"message\":\"b\"}\n");
        Assert.Equal($"{Error}two\n    stack\n{{\"time\":\"t\",\"level\":\"error\",\"message\":\"b\"}}\n", home.Run("logs", "--level", "warning").Succeeded().Output);
    }

    [Fact]
    public void UnknownLevel_IsRefused() => Assert.Contains("did you mean 'warning'", home.Run("logs", "--level", "warn").RefusedInput(), StringComparison.Ordinal);

    [Fact]
    public async Task Follow_ShowsWhatIsAdded_AlsoInTheNextFile_AndEndsCleanly()
    {
        Append("tidemark-20261120.log", $"{Info}one\n");
        var following = home.Start("logs", "--follow", "--level", "information");
        await following.WaitForText("one");
        Append("tidemark-20261120.log", $"{Info}two\n{Info}cut in the mid");
        await following.WaitForText("two");
        Append("tidemark-20261120.log", "dle\n");
        await following.WaitForText("cut in the middle");
        Append("tidemark-20261121.log", $"{Error}three\n    stack\n");
        await following.WaitForText("    stack");
        following.Interrupt();
        var result = following.Finish().Succeeded();
        Assert.Equal($"{Info}one\n{Info}two\n{Info}cut in the middle\n{Error}three\n    stack\n", result.Output);
    }

    private void Append(string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home.Path, "logs")).FullName;
        File.AppendAllText(Path.Combine(folder, name), text);
    }
}
