using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class FeaturesCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void List_ShowsFeaturesAndLabels()
    {
        Assert.Contains("close / sma(50) - 1", home.Run("features", "list").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("triple-barrier", home.Run("features", "list", "--labels").Succeeded().Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(home.Run("features", "list", "--interval", "1d", "--json", "-").Succeeded().Output);
        Assert.DoesNotContain(json.RootElement.GetProperty("features").EnumerateArray(), one => one.GetProperty("name").GetString() == "hour_sin");
    }

    [Fact]
    public void Build_OverAStoredSeriesAndAFile_WritesTheSameTable()
    {
        var bars = home.WriteFile("bars.csv", Bars());
        home.Run("data", "import", bars, "--instrument", "BTC/USDT@binance", "--interval", "1h").Succeeded();
        var features = home.WriteFile("f.yaml", "features:\n  - rsi(14)\n  - up: logret(2)\n");
        var fromFile = home.Run("features", "build", "--bars", bars, "--features", features, "--label", "direction:horizon=2", "--csv", "-").Succeeded().Output;
        var stored = home.Run("features", "build", "--instrument", "BTC/USDT@binance", "--interval", "1h", "--features", features, "--label", "direction:horizon=2", "--csv", "-").Succeeded().Output;
        Assert.Equal(fromFile, stored);
        var lines = stored.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("time_ms,known_at_ms,rsi_14,up,label,label_end_ms,label_return,weight,fold,fold_0,fold_1,fold_2,fold_3,fold_4", lines[0]);
        Assert.Equal(300 - 14 - 2, lines.Length - 1);
        Assert.StartsWith("1704117600000,1704121200000,", lines[1], StringComparison.Ordinal);
        using var json = JsonDocument.Parse(home.Run("features", "build", "--bars", bars, "--features", features, "--folds", "walk-forward:folds=3", "--json", "-").Succeeded().Output);
        Assert.Equal(285, json.RootElement.GetProperty("samples").GetInt32());
        Assert.Equal(3, json.RootElement.GetProperty("folds").GetArrayLength());
    }

    [Fact]
    public void Check_OfALeak_FailsWithItsName_AndOfTheStandardListPasses()
    {
        Assert.Contains("passed", home.Run("features", "check", "--bar-count", "700").Succeeded().Output, StringComparison.Ordinal);
        var leak = home.WriteFile("leak.yaml", "features:\n  - rsi(14)\n  - tomorrow: close[-1] / close - 1\n");
        var result = home.Run("features", "check", "--features", leak, "--json", "-");
        Assert.Equal(1, result.ExitCode);
        using var json = JsonDocument.Parse(result.Output);
        Assert.All(json.RootElement.GetProperty("findings").EnumerateArray(), finding => Assert.Equal("tomorrow", finding.GetProperty("subject").GetString()));
        Assert.Contains("tomorrow looks ahead", home.Run("features", "build", "--bars", home.WriteFile("bars.csv", Bars()), "--features", leak).RefusedInput(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("which bars? give --instrument and --interval, or --bars FILE")]
    [InlineData("there is no label 'drection'; did you mean", "--label", "drection", "--bars", "nothing.csv", "--interval", "1h")]
    [InlineData("nothing.csv: there is no such file", "--bars", "nothing.csv", "--interval", "1h")]
    [InlineData("--folds: 'fold' is not a way to split", "--folds", "fold", "--bars", "nothing.csv", "--interval", "1h")]
    [InlineData("--weights 'unique' is none of equal, uniqueness, returns", "--weights", "unique", "--bars", "nothing.csv", "--interval", "1h")]
    public void Build_OfWhatCannotBe_IsRefused(string reason, params string[] arguments) =>
        Assert.StartsWith(reason, home.Run(["features", "build", .. arguments]).RefusedInput(), StringComparison.Ordinal);

    private static string Bars()
    {
        var text = new StringBuilder("time_ms,open,high,low,close,volume\n");
        for (var i = 0; i < 300; i++)
        {
            var close = 100 + 10 * Math.Sin(i / 7.0) + i % 5;
            text.Append(CultureInfo.InvariantCulture, $"{1704067200000 + i * 3_600_000L},{close},{close + 1},{close - 1},{close},10\n");
        }
        return text.ToString();
    }
}
