using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class RunsCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Backtests_AreKept_ListedShownAndCompared()
    {
        var bars = home.WriteFile("bars.csv", Bars());
        var first = Backtest(bars, "5");
        var second = Backtest(bars, "5");
        var third = Backtest(bars, "8");
        using var list = JsonDocument.Parse(home.Run("runs", "list", "--json", "-").Succeeded().Output);
        Assert.Equal([third, second, first], list.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("id").GetString()));

        var shown = home.Run("runs", "show", first).Succeeded().Output;
        Assert.Contains("ma-cross on", shown, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(home.Run("runs", "show", "last", "--json", "-").Succeeded().Output);
        Assert.Equal(third, document.RootElement.GetProperty("run").GetProperty("id").GetString());

        Assert.Contains("The settings and the data are the same.", home.Run("runs", "compare", first, second).Succeeded().Output, StringComparison.Ordinal);
        using var comparison = JsonDocument.Parse(home.Run("runs", "compare", first, third, "--json", "-").Succeeded().Output);
        Assert.False(comparison.RootElement.GetProperty("sameRunHash").GetBoolean());
        var setting = Assert.Single(comparison.RootElement.GetProperty("settings").EnumerateArray().ToArray());
        Assert.Equal("param fast", setting.GetProperty("name").GetString());
        Assert.Equal("5", setting.GetProperty("a").GetString());
    }

    [Fact]
    public void Backtest_InAnotherTimeZoneAndCulture_WritesTheSameBytes()
    {
        var bars = home.WriteFile("bars.csv", Bars());
        string[] command = ["backtest", "--bars", bars, "--interval", "1h", "--strategy", "ma-cross", "--no-keep", "--equity", "full", "--json", "-"];
        var here = home.Run(command).Succeeded().Output;
        (home.Environment["TZ"], home.Environment["LANG"], home.Environment["LC_ALL"]) = ("Pacific/Apia", "de_DE.UTF-8", "de_DE.UTF-8");
        Assert.Equal(here, home.Run(command).Succeeded().Output);
    }

    [Theory]
    [InlineData("--param fast is given twice (5 and 6); give it once", "--param", "fast=5", "--param", "fast=6")]
    [InlineData("--param stopLoss is given twice (0.1 and 0.2); give it once", "--param", "stop-loss=0.1", "--param", "stopLoss=0.2")]
    [InlineData("--balance bnb is given twice (1 and 2); give it once", "--balance", "BNB=1", "--balance", "bnb=2")]
    [InlineData("--param =5: write NAME=VALUE, such as fast=10", "--param", "=5")]
    public void Backtest_NamesThatCannotBeUsed_AreRefused(string reason, params string[] options) =>
        Assert.Equal(reason, home.Run(["backtest", "--strategy", "ma-cross", "--bars", home.WriteFile("bars.csv", Bars()), "--interval", "1h", .. options]).RefusedInput());

    [Fact]
    public void Backtest_HomeThatCannotBeWritten_StillPrintsItsResult()
    {
        File.WriteAllText(Path.Combine(home.Path, "runs"), "a file where the folder should be");
        var result = home.Run("backtest", "--bars", home.WriteFile("bars.csv", Bars()), "--interval", "1h", "--strategy", "ma-cross", "--json", "-").Succeeded();
        Assert.Contains("warning: the run was not kept", result.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(result.Output);
        Assert.False(document.RootElement.GetProperty("run").TryGetProperty("id", out _));
    }

    [Fact]
    public void Show_UnknownRun_IsRefused()
    {
        Assert.StartsWith("there are no kept runs", home.Run("runs", "show", "240131").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("no kept runs yet", home.Run("runs", "list").Succeeded().Output, StringComparison.Ordinal);
        home.Run("backtest", "--bars", home.WriteFile("bars.csv", Bars()), "--interval", "1h", "--strategy", "ma-cross", "--no-keep").Succeeded();
        Assert.StartsWith("there are no kept runs", home.Run("runs", "show").RefusedInput(), StringComparison.Ordinal);
    }

    private string Backtest(string bars, string fast)
    {
        using var document = JsonDocument.Parse(home.Run("backtest", "--bars", bars, "--interval", "1h", "--strategy", "ma-cross",
            "--param", $"fast={fast}", "--param", "slow=20", "--json", "-").Succeeded().Output);
        return document.RootElement.GetProperty("run").GetProperty("id").GetString()!;
    }

    private static string Bars()
    {
        var text = new StringBuilder("time_ms,open,high,low,close,volume\n");
        var price = 100.0;
        for (var hour = 0; hour < 400; hour++)
        {
            var next = 100 + 20 * Math.Sin(hour / 25.0) + 3 * Math.Sin(hour * 1.7);
            text.Append(CultureInfo.InvariantCulture, $"{1704067200000 + hour * 3600000L},{price:R},{Math.Max(price, next) + 0.5:R},{Math.Min(price, next) - 0.5:R},{next:R},10\n");
            price = next;
        }
        return text.ToString();
    }
}
