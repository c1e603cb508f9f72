using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Integration.Tests.Harness;
using Tidemark.Integration.Tests.Wrapper;

namespace Tidemark.Integration.Tests.Cli;

public sealed class StrategyCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void ListAndShow_SayWhatAStrategyDoesAndWhenItFails()
    {
        using var list = JsonDocument.Parse(home.Run("strategy", "list", "--json", "-").Succeeded().Output);
        var strategies = list.RootElement.GetProperty("strategies").EnumerateArray().ToList();
        Assert.Contains("ma-cross", strategies.Select(strategy => strategy.GetProperty("name").GetString()));
        Assert.All(strategies, strategy =>
        {
            foreach (var key in new[] { "group", "idea", "rules", "source", "failsWhen" }) Assert.False(string.IsNullOrWhiteSpace(strategy.GetProperty(key).GetString()), $"{strategy.GetProperty("name")}: {key}");
            Assert.All(strategy.GetProperty("parameters").EnumerateArray(), parameter => Assert.False(string.IsNullOrWhiteSpace(parameter.GetProperty("description").GetString())));
        });
        Assert.Contains("Fails when", home.Run("strategy", "show", "ma-cross").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("did you mean 'ma-cross'", home.Run("strategy", "show", "ma-cros").RefusedInput(), StringComparison.Ordinal);
    }

    [Fact]
    public void Preset_IsListedShownAndRun_AndWhatIsTypedCountsMore()
    {
        using var list = JsonDocument.Parse(home.Run("strategy", "list", "--json", "-").Succeeded().Output);
        Assert.Contains("day-trading", list.RootElement.GetProperty("presets").EnumerateArray().Select(preset => preset.GetProperty("name").GetString()));
        var shown = home.Run("strategy", "show", "day-trading").Succeeded().Output;
        Assert.Contains("a preset of opening-range on bars of 15m", shown, StringComparison.Ordinal);
        Assert.Contains("trading-hours=08:00-16:00", shown, StringComparison.Ordinal);
        using var result = JsonDocument.Parse(home.Run("backtest", "--strategy", "breakout-trading", "--bars", home.WriteFile("bars.csv", Bars()), "--interval", "1h", "--param", "lookback=24", "--trading-hours", "06:00-20:00", "--json", "-").Succeeded().Output);
        var parameters = result.RootElement.GetProperty("run").GetProperty("parameters");
        Assert.Equal(24, parameters.GetProperty("lookback").GetDouble());
        Assert.Equal("06:00-20:00", parameters.GetProperty("trading-hours").GetString());
        Assert.Equal("mon-fri", parameters.GetProperty("trading-days").GetString());
    }

    [Fact]
    public void New_AsItIs_PassesItsCheckAndTrades()
    {
        home.Run("strategy", "new", "my-idea", "--out", home.Path).Succeeded();
        var file = Path.Combine(home.Path, "MyIdea.cs");
        Assert.Contains("is there already; nothing was written", home.Run("strategy", "new", "my-idea", "--out", home.Path).RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("passed: nothing depends on the future", home.Run("strategy", "check", file).Succeeded().Output, StringComparison.Ordinal);
        using var result = JsonDocument.Parse(home.Run("backtest", "--strategy", file, "--bars", home.WriteFile("bars.csv", Bars()), "--interval", "1h", "--param", "fast=5", "--json", "-").Succeeded().Output);
        Assert.True(result.RootElement.GetProperty("fills").GetArrayLength() > 10);
        Assert.Equal(5, result.RootElement.GetProperty("run").GetProperty("parameters").GetProperty("fast").GetDouble());
    }

    [Fact]
    public void Check_Leak_FailsAndNamesIndicatorBarAndValue()
    {
        var result = home.Run("strategy", "check", Path.Combine(ProgramCopy.RepositoryRoot(), "docs/examples/leaks/ResampleLeak.cs"), "--bar-count", "200", "--json", "-");
        Assert.Equal(1, result.ExitCode);
        using var report = JsonDocument.Parse(result.Output);
        Assert.False(report.RootElement.GetProperty("passed").GetBoolean());
        var finding = report.RootElement.GetProperty("findings").EnumerateArray().First(one => one.GetProperty("kind").GetString() == "seesTheEnd");
        Assert.Contains("ResampleLeakValue", finding.GetProperty("subject").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(finding.GetProperty("expected").GetString(), finding.GetProperty("actual").GetString());
    }

    [Fact]
    public void Backtest_FileThatDoesNotCompile_NamesFileLineAndColumn()
    {
        var file = home.WriteFile("Broken.cs", "public sealed class Broken : Strategy\n{\n    int x = y;\n}\n");
        Assert.EndsWith("Broken.cs(3,13): error CS0103: The name 'y' does not exist in the current context",
            home.Run("backtest", "--strategy", file, "--bars", home.WriteFile("bars.csv", Bars()), "--interval", "1h").RefusedInput(), StringComparison.Ordinal);
    }

    [Fact]
    public void Journal_OfAStrategyFile_IsReplayedOnlyWithTheSameFile()
    {
        var file = home.WriteFile("Mine.cs", """
            public sealed class Mine : Strategy
            {
                protected override void OnBar(in BarClosed bar) => SetTarget(bar.Instrument, bar.Close > bar.Open ? UnitQuantity : Quantity.Zero);
            }
            """);
        home.Run("data", "import", home.WriteFile("bars.csv", Bars()), "--instrument", "BTC/USDT@binance", "--interval", "1h").Succeeded();
        home.Run("backtest", "--strategy", file, "--instrument", "BTC/USDT@binance", "--interval", "1h", "--journal").Succeeded();
        home.Run("journal", "replay").Succeeded();
        File.AppendAllText(file, "// another file now\n");
        Assert.Contains("is not the file that the session was started with", home.Run("journal", "replay").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void StrategyState_OfAStrategyFile_IsTakenUpByTheSameClass_EvenOfAChangedFile()
    {
        var file = home.WriteFile("Counting.cs", """
            public sealed class BarCounter : Strategy
            {
                private int count;

                protected override void OnBar(in BarClosed bar) => count++;

                protected override void SaveState(IDictionary<string, string> state) => state["count"] = $"{count}";

                protected override void LoadState(IReadOnlyDictionary<string, string> state) => count = int.Parse(state["count"]);
            }
            """);
        home.Run("data", "import", home.WriteFile("bars.csv", Bars()), "--instrument", "BTC/USDT@binance", "--interval", "1h").Succeeded();
        string[] run = ["backtest", "--strategy", file, "--instrument", "BTC/USDT@binance", "--interval", "1h"];
        home.Run([.. run, "--journal"]).Succeeded();
        var session = Path.GetFileName(Directory.GetDirectories(Path.Combine(home.Path, "journal")).Single());
        Assert.Contains($"strategy state: bar-counter as at the end of {session}", home.Run([.. run, "--strategy-state", session]).Succeeded().Output, StringComparison.Ordinal);
        File.AppendAllText(file, "// a better idea\n");
        Assert.Contains($"strategy state: bar-counter as at the end of {session}", home.Run([.. run, "--strategy-state", session]).Succeeded().Output, StringComparison.Ordinal);
    }

    /// <summary>Hourly bars in waves.</summary>
    private static string Bars()
    {
        var text = new StringBuilder("time_ms,open,high,low,close,volume\n");
        var before = 100.0;
        for (var i = 0; i < 1_000; i++)
        {
            var close = Math.Round(100 + 20 * Math.Sin(i / 15.0) + 3 * Math.Sin(i / 2.0), 4);
            text.Append(CultureInfo.InvariantCulture, $"{1704067200000 + i * 3_600_000L},{before},{Math.Max(before, close) + 0.5},{Math.Min(before, close) - 0.5},{close},10\n");
            before = close;
        }
        return text.ToString();
    }
}
