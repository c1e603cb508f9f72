using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class IndicatorsCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void List_SaysWhatThereIs_AndTakesAWordToLookFor()
    {
        Assert.Contains("Simple moving average", home.Run("indicators", "list").Succeeded().Output, StringComparison.Ordinal);
        using var found = JsonDocument.Parse(home.Run("indicators", "list", "true range", "--json", "-").Succeeded().Output);
        Assert.Contains("atr", found.RootElement.GetProperty("indicators").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        Assert.Equal("no indicator has 'zzz' in its name, title or group; 'indicators list' shows all", home.Run("indicators", "list", "zzz").RefusedInput());
    }

    [Fact]
    public void Show_AnyCase_DescribesIt()
    {
        var text = home.Run("indicators", "show", "SMA").Succeeded().Output;
        Assert.Contains("warm after   30 bars", text, StringComparison.Ordinal);
        Assert.Contains("a whole number from 2 to 100000", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_OverAFile_WritesTimesAndValues()
    {
        var bars = home.WriteFile("bars.csv", Bars());
        var csv = home.Run("indicators", "compute", "SMA", "--bars", bars, "--param", "time_period=3", "--csv", "-").Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["time,sma", "1704067200000,", "1704070800000,", "1704074400000,2", "1704078000000,3"], csv[..5]);
        var highs = home.Run("indicators", "compute", "sma", "--bars", bars, "--param", "period=3", "--input", "high", "--csv", "-").Succeeded().Output.Split('\n');
        Assert.Equal("1704074400000,2.5", highs[3]);
    }

    [Fact]
    public void Compute_OverAStoredSeries_IsWarmAtItsFirstRow()
    {
        home.Run("data", "import", home.WriteFile("bars.csv", Bars()), "--instrument", "BTC/USDT@binance", "--interval", "1h").Succeeded();
        var path = Path.Combine(home.Path, "out.csv");
        home.Run("indicators", "compute", "sma", "--instrument", "BTC/USDT@binance", "--interval", "1h", "--param", "timePeriod=3", "--from", "2024-01-01T10:00", "--csv", path).Succeeded();
        Assert.Equal("1704103200000,10", File.ReadAllLines(path)[1]);
        using var json = JsonDocument.Parse(home.Run("indicators", "compute", "sma", "--instrument", "BTC/USDT@binance", "--interval", "2h", "--param", "timePeriod=2", "--json", "-").Succeeded().Output);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("outputs").GetProperty("sma")[0].ValueKind);
        Assert.Equal(3, json.RootElement.GetProperty("outputs").GetProperty("sma")[1].GetDouble());
    }

    [Theory]
    [InlineData("there is no indicator 'smma'; did you mean", "smma")]
    [InlineData("sma has no parameter 'timePerid'; did you mean 'timePeriod'?", "sma", "--param", "timePerid=3")]
    [InlineData("parameter timePeriod: '1.5' must be a whole number from 2 to 100000", "sma", "--param", "timePeriod=1.5")]
    [InlineData("sma reads one series, not two series", "sma", "--input", "close", "--input", "open")]
    [InlineData("atr reads whole bars, not one series", "atr", "--input", "close")]
    [InlineData("--input cloze: a bar has open, high, low, close and volume", "sma", "--input", "cloze")]
    [InlineData("which bars? give --bars FILE, or --instrument and --interval", "sma")]
    public void Compute_WhatCannotBe_IsRefused(string reason, params string[] arguments) =>
        Assert.StartsWith(reason, home.Run(["indicators", "compute", .. arguments]).RefusedInput(), StringComparison.Ordinal);

    /// <summary>Hourly bars that close at 1, 2, 3 ...</summary>
    private static string Bars()
    {
        var text = new StringBuilder("time_ms,open,high,low,close,volume\n");
        for (var i = 0; i < 48; i++) text.Append(CultureInfo.InvariantCulture, $"{1704067200000 + i * 3_600_000L},{i + 1},{i + 1.5},{i + 0.5},{i + 1},10\n");
        return text.ToString();
    }
}
