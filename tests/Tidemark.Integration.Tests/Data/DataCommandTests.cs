using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Data;

public sealed class DataCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void List_OfANewHome_SaysHowToFillIt()
    {
        Assert.Contains("./tidemark data import", home.Run("data", "list").Succeeded().Output, StringComparison.Ordinal);
        Assert.Empty(home.Run("data", "list", "--json", "-").Succeeded().Json.GetProperty("series").EnumerateArray());
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Path));
    }

    [Fact]
    public void Generate_ThenListCheckResample_TellTheSameStory()
    {
        var generated = home.Run("data", "generate", "--bars", "30000", "--seed", "7", "--json", "-").Succeeded().Json;
        Assert.Equal(9, generated.GetProperty("facts").GetArrayLength());
        Assert.All(generated.GetProperty("facts").EnumerateArray(), fact => Assert.True(fact.GetProperty("inside").GetBoolean(), fact.ToString()));

        home.Run("data", "resample", "--instrument", "BTC/USDT@synthetic", "--interval", "1h").Succeeded();
        var series = home.Run("data", "list", "--json", "-").Succeeded().Json.GetProperty("series").EnumerateArray().ToList();
        Assert.Equal(["1m", "1h"], series.Select(each => each.GetProperty("interval").GetString()));
        Assert.All(series, each => Assert.True(each.GetProperty("synthetic").GetBoolean()));
        Assert.Equal(generated.GetProperty("series").GetProperty("dataHash").GetString(), series[0].GetProperty("dataHash").GetString());
        Assert.Equal((500, "2020-01-21T20:00:00Z"), (series[1].GetProperty("rows").GetInt64(), series[1].GetProperty("to").GetString()));

        var checks = home.Run("data", "check", "--json", "-").Succeeded().Json.GetProperty("series").EnumerateArray().ToList();
        Assert.Equal(2, checks.Count);
        Assert.All(checks, check => Assert.True(check.GetProperty("sound").GetBoolean()));
        Assert.Contains("SYNTHETIC", home.Run("data", "list").Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_TwiceWithOneSeed_ChangesNothing_AndAnotherSeedIsRefused()
    {
        home.Run("data", "generate", "--bars", "1000").Succeeded();
        var file = SeriesFile("1m.bars");
        var before = File.ReadAllBytes(file);
        home.Run("data", "generate", "--bars", "1000").Succeeded();
        Assert.Equal(before, File.ReadAllBytes(file));
        Assert.Contains("BTC/USDT@synthetic 1m is there already (generated with seed 1", home.Run("data", "generate", "--bars", "1000", "--seed", "2").RefusedInput(), StringComparison.Ordinal);
        home.Run("data", "generate", "--bars", "1000", "--seed", "2", "--overwrite").Succeeded();
        Assert.NotEqual(before, File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData("must not look like data of binance", "--instrument", "BTC/USDT@binance")]
    [InlineData("--bars must be from 1", "--bars", "0")]
    [InlineData("must lie between", "--start-price", "NaN")]
    [InlineData("no bar of 1h opens at", "--interval", "1h", "--from", "2020-01-01T00:30:00Z")]
    [InlineData("neither a file nor an instrument", "--compare", "nothing.csv")]
    public void Generate_OfWhatCannotBe_IsRefused(string reason, params string[] options) =>
        Assert.Contains(reason, home.Run(["data", "generate", .. options]).RefusedInput(), StringComparison.Ordinal);

    [Fact]
    public void Check_OfADamagedFile_NamesItAndFails()
    {
        home.Run("data", "generate", "--bars", "1000").Succeeded();
        var file = SeriesFile("1m.bars");
        var bytes = File.ReadAllBytes(file);
        bytes[5000] ^= 1;
        File.WriteAllBytes(file, bytes);
        var result = home.Run("data", "check");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("its checksum differs", result.Error, StringComparison.Ordinal);

        File.WriteAllBytes(file, bytes[..600]);
        var list = home.Run("data", "list").Succeeded();
        Assert.Contains("it is cut", list.Error, StringComparison.Ordinal);
        Assert.Equal(1, home.Run("data", "check").ExitCode);
    }

    [Fact]
    public void Export_GivesTheBarsInEachFormat()
    {
        home.Run("data", "generate", "--bars", "600", "--interval", "1h").Succeeded();
        string[] export = ["data", "export", "--instrument", "BTC/USDT@synthetic", "--interval", "4h", "--from", "2020-01-02", "--to", "2020-01-03", "--out"];
        var csv = home.Run([.. export, "-"]).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("time_ms,open,high,low,close,volume", csv[0]);
        Assert.Equal(7, csv.Length);
        Assert.StartsWith("1577923200000,", csv[1], StringComparison.Ordinal);

        var lines = home.Run([.. export, "-", "--format", "jsonl"]).Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var first = JsonDocument.Parse(lines[0]);
        Assert.Equal("2020-01-02T00:00:00Z", first.RootElement.GetProperty("time").GetString());
        Assert.Equal(csv[1].Split(',')[1..], Values(first.RootElement));

        var path = System.IO.Path.Combine(home.Work, "bars.npy");
        home.Run([.. export, path, "--format", "npy"]).Succeeded();
        AssertNumpy(File.ReadAllBytes(path), rows: 6, firstOpen: first.RootElement.GetProperty("open").GetDouble());
    }

    [Fact]
    public void Export_OfWhatIsNotThere_IsRefused()
    {
        home.Run("data", "generate", "--bars", "600", "--interval", "1h").Succeeded();
        string[] export = ["data", "export", "--instrument", "BTC/USDT@synthetic", "--out", "x.csv"];
        Assert.Contains("has no trades of BTC/USDT@synthetic", home.Run(export).RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("it has 1h", home.Run([.. export, "--interval", "1m"]).RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("no bars in that range", home.Run([.. export, "--interval", "1h", "--from", "2030-01-01"]).RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("the nearest is 'BTC/USDT@synthetic'", home.Run("data", "export", "--instrument", "BTC/USD@synthetic", "--interval", "1h", "--out", "-").RefusedInput(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Work));
    }

    [Fact]
    public void Export_InAFormatThatIsNone_NamesThoseThatAre() =>
        Assert.Equal("--format: 'xls' is not one of csv, jsonl, npy",
            home.Run("data", "export", "--instrument", "BTC/USDT@synthetic", "--interval", "1h", "--out", "x.xls", "--format", "xls").RefusedInput());

    [Fact]
    public void Resample_OfDataThatBeginInsideABar_LeavesThatBarOutAndSaysSo()
    {
        var rows = string.Concat(Enumerable.Range(3, 30).Select(minute => FormattableString.Invariant($"{1704067200000 + minute * 60_000L},1,2,0.5,1.5,1\n")));
        home.Run("data", "import", home.WriteFile("late.csv", "time,open,high,low,close,volume\n" + rows), "--instrument", "BTC/USD@late", "--interval", "1m").Succeeded();
        Assert.Contains("the 5m bar of 2024-01-01T00:00:00Z is left out, because the data begin inside it, at 2024-01-01T00:03:00Z",
            home.Run("data", "resample", "--instrument", "BTC/USD@late", "--interval", "5m").Succeeded().Output, StringComparison.Ordinal);
        var notes = home.Run("backtest", "--strategy", "buy-and-hold", "--instrument", "BTC/USD@late", "--interval", "7m", "--no-keep").Succeeded().Output;
        Assert.Matches("note: BTC/USD@late: the 7m bar of .* is left out, because the data begin inside it", notes);
    }

    [Fact]
    public void List_OfLongNames_FitsIntoAUsualTerminal()
    {
        var name = "a-file-with-a-very-long-name-as-venues-and-vendors-like-to-give-them-2024-01-01-to-2024-12-31.csv";
        var rows = string.Concat(Enumerable.Range(3, 30).Where(minute => minute % 3 != 0).Select(minute => FormattableString.Invariant($"{1704067200000 + minute * 60_000L},1,2,0.5,1.5,1\n")));
        home.Run("data", "import", home.WriteFile(name, "time,open,high,low,close,volume\n" + rows), "--instrument", "1000PEPE/USDT:USDT@binanceusdm", "--interval", "1m").Succeeded();
        var lines = home.Run("data", "list").Succeeded().Output.Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= 120, line));
        Assert.Contains("a-file", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("12-31.csv", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void List_WithAConfigurationThatCannotBeUsed_IsRefused_AndDoctorStillWorks()
    {
        File.WriteAllText(System.IO.Path.Combine(home.Path, "tidemark.yaml"), "server:\n  prot: 1\n");
        Assert.Contains("there is no key 'prot' in 'server'; did you mean 'port'?", home.Run("data", "list").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("prot", home.Run("doctor").Output, StringComparison.Ordinal);
        Assert.Contains("--config", home.Run("data", "list", "--config", "missing.yaml").RefusedInput(), StringComparison.Ordinal);
    }

    [Fact]
    public void InstrumentSet_KeepsWhatWasDeclaredBefore()
    {
        home.Run("data", "instrument", "set", "btc/usd@bitfinex", "--tick", "0.1", "--step", "1e-8").Succeeded();
        home.Run("data", "instrument", "set", "BTC/USD@bitfinex", "--tick", "0.01", "--from", "2020-01-01", "--listed", "2013-04-01").Succeeded();
        home.Run("data", "instrument", "set", "BTC/USD@bitfinex", "--min-notional", "5").Succeeded();
        var instrument = home.Run("data", "instrument", "list", "--json", "-").Succeeded().Json.GetProperty("instruments")[0];
        Assert.Equal("2013-04-01T00:00:00Z", instrument.GetProperty("listedAt").GetString());
        var rules = instrument.GetProperty("rules");
        Assert.Equal((0.1m, 0.00000001m, 5m), (rules[0].GetProperty("priceTick").GetDecimal(), rules[0].GetProperty("quantityStep").GetDecimal(), rules[0].GetProperty("minimumNotional").GetDecimal()));
        Assert.Equal(0.01m, rules[1].GetProperty("priceTick").GetDecimal());
        Assert.Contains("must be positive", home.Run("data", "instrument", "set", "BTC/USD@bitfinex", "--tick", "-1").RefusedInput(), StringComparison.Ordinal);
        Assert.Contains("not an instrument", home.Run("data", "instrument", "set", "BTC").RefusedInput(), StringComparison.Ordinal);
    }

    private string SeriesFile(string name) => System.IO.Path.Combine(home.Path, "catalog/series/synthetic/BTC-USDT", name);

    private static IEnumerable<string> Values(JsonElement line) =>
        new[] { "open", "high", "low", "close", "volume" }.Select(name => line.GetProperty(name).GetRawText());

    private static void AssertNumpy(byte[] file, int rows, double firstOpen)
    {
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], file[..8]);
        var headerLength = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8));
        Assert.Equal(0, (10 + headerLength) % 64);
        var header = Encoding.ASCII.GetString(file, 10, headerLength);
        Assert.StartsWith($"{{'descr': [('open_time', '<M8[ns]'), ('open', '<f8'), ('high', '<f8'), ('low', '<f8'), ('close', '<f8'), ('volume', '<f8')], 'fortran_order': False, 'shape': ({rows},), }}", header, StringComparison.Ordinal);
        Assert.EndsWith("\n", header, StringComparison.Ordinal);
        var data = file.AsSpan(10 + headerLength);
        Assert.Equal(rows * 48, data.Length);
        Assert.Equal(1577923200_000_000_000, BinaryPrimitives.ReadInt64LittleEndian(data));
        Assert.Equal(firstOpen, BinaryPrimitives.ReadDoubleLittleEndian(data[8..]));
        Assert.Equal(1577923200_000_000_000 + 4 * 3_600_000_000_000, BinaryPrimitives.ReadInt64LittleEndian(data[48..]));
    }

    [Fact]
    public void InstrumentImport_Twice_SaysWhatIsNewAndThenNothing()
    {
        var file = home.WriteFile("rules.csv", "instrument,tick,step,min_notional\nBTC/USD@x,0.1,0.001,5\n");
        var first = home.Run("data", "instrument", "import", file, "--valid-from", "2020-01-01", "--taker-bps", "7.5", "--json", "-").Succeeded().Json;
        Assert.Equal((1, 1, 0), (first.GetProperty("newInstruments").GetInt32(), first.GetProperty("newPeriods").GetInt32(), first.GetProperty("identical").GetInt32()));
        Assert.Contains("0 new periods of rules (0 instruments were new), 1 there already", home.Run("data", "instrument", "import", file, "--valid-from", "2020-01-01").Succeeded().Output, StringComparison.Ordinal);
        var rules = home.Run("data", "instrument", "list", "--instrument", "BTC/USD@x", "--json", "-").Succeeded().Json.GetProperty("instruments")[0].GetProperty("rules")[0];
        Assert.Equal(0.00075m, rules.GetProperty("takerFeeRate").GetDecimal());
        Assert.Contains("--repair: rules can only", home.Run("data", "instrument", "import", file, "--repair", "sort").RefusedInput(), StringComparison.Ordinal);
    }
}
