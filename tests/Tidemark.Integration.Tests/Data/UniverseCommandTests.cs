using System.Globalization;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Data;

public sealed class UniverseCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void UniverseShowBacktestAndReplay_OneFile_TellTheSameStory()
    {
        for (var number = 1; number <= 4; number++)
        {
            var text = number.ToString(CultureInfo.InvariantCulture);
            home.Run("data", "generate", "--instrument", $"C{text}/USDT@synthetic", "--interval", "1h", "--bars", number == 4 ? "700" : "1500", "--seed", text).Succeeded();
        }
        var file = home.WriteFile("two.yaml", "venue: synthetic\nrules:\n  - age: {min: 3d}\n  - volume: {over: 3d, top: 3}\n");
        var shown = home.Run("universe", "show", file, "--at", "2020-01-10", "--json", "-").Succeeded().Json;
        Assert.Equal(3, shown.GetProperty("members").GetArrayLength());
        Assert.Contains("the top 3 stay", shown.GetProperty("others")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("4 candidates", home.Run("universe", "show", file).Succeeded().Output, StringComparison.Ordinal);

        var run = home.Run("backtest", "--strategy", "momentum-rank", "--universe", file, "--interval", "1h", "--param", "top=2", "--param", "lookback=24", "--journal", "--json", "-").Succeeded().Json.GetProperty("run");
        Assert.Equal("two", run.GetProperty("universe").GetString());
        Assert.Equal(4, run.GetProperty("instruments").GetArrayLength());
        Assert.True(run.GetProperty("ordersSubmitted").GetInt32() > 10);
        Assert.Contains("identical: the same inputs gave the same records", home.Run("journal", "replay").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Universe_BadFileOrOptions_AreRefusedByName()
    {
        home.Run("data", "generate", "--instrument", "C1/USDT@synthetic", "--interval", "1h", "--bars", "100").Succeeded();
        var file = home.WriteFile("bad.yaml", "venue: synthetic\nrules:\n  - volume: {over: 7d, topp: 3}\n");
        Assert.Contains("bad.yaml:3: the rule 'volume' has no key 'topp'; did you mean 'top'?", home.Run("universe", "show", file).RefusedInput(), StringComparison.Ordinal);
        var other = home.WriteFile("other.yaml", "venue: binance\n");
        Assert.Contains("no instrument of the catalog fits venue binance", home.Run("universe", "show", other).RefusedInput(), StringComparison.Ordinal);
        var good = home.WriteFile("good.yaml", "venue: synthetic\n");
        string[] backtest = ["backtest", "--strategy", "momentum-rank", "--universe", good];
        Assert.Contains("--interval is needed", home.Run(backtest).RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("leave out --instrument", home.Run([.. backtest, "--interval", "1h", "--instrument", "C1/USDT@synthetic"]).RefusedInput(), StringComparison.Ordinal);
    }
}
