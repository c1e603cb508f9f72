using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Data;

public sealed class ImportCommandTests : IDisposable
{
    private const string Header = "time_ms,open,high,low,close,volume\n";
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Import_SeveralFilesInAnyOrder_TellsWhatItFoundAndStored()
    {
        var second = home.WriteFile("b.csv", Header + Rows(40, 60));
        var first = Path.Combine(home.Work, "a.csv.gz");
        using (var gzip = new GZipStream(File.Create(first), CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(Rows(0, 50)));

        var json = home.Run("data", "import", second, first, "--instrument", "BTC/USD@bitfinex", "--json", "-").Succeeded().Json;

        Assert.Equal((110, 100, 10, 0), (json.GetProperty("rowsRead").GetInt32(), json.GetProperty("new").GetInt32(), json.GetProperty("identical").GetInt32(), json.GetProperty("repaired").GetInt32()));
        Assert.Equal(("2024-01-01T00:00:00Z", "2024-01-01T01:40:00Z"), (json.GetProperty("from").GetString(), json.GetProperty("to").GetString()));
        Assert.Equal(["ohlcv", "ohlcv"], json.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("layout").GetString()));
        Assert.True(json.GetProperty("files")[0].GetProperty("intervalFoundOut").GetBoolean());
        Assert.Equal((100, 0), (json.GetProperty("series").GetProperty("rows").GetInt32(), json.GetProperty("series").GetProperty("gaps").GetInt32()));

        var again = home.Run("data", "import", first, "--instrument", "BTC/USD@bitfinex", "--interval", "1m").Succeeded();
        Assert.Contains("new 0, there already 50, repaired 0", again.Output, StringComparison.Ordinal);
        Assert.Equal("", again.Error);
    }

    [Fact]
    public void Import_Defects_AreRepairedOnlyWhenAskedAndReported()
    {
        var file = home.WriteFile("a.csv", Header + Rows(0, 5) + "oops\n" + Rows(8, 2));

        Assert.Equal($"{file}, line 7: 1 column instead of 6 (--repair skip-invalid leaves such rows out)", home.Run("data", "import", file, "--instrument", "BTC/USD@bitfinex").RefusedInput());
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Path));

        var output = home.Run("data", "import", file, "--instrument", "BTC/USD@bitfinex", "--repair", "skip", "--repair", "fill").Succeeded().Output;
        Assert.Contains("repaired 4\n", output, StringComparison.Ordinal);
        Assert.Contains("a.csv: skip-invalid: 1 row (line 7: 1 column instead of 6)", output, StringComparison.Ordinal);
        Assert.Contains("fill-gaps: 3 bars without volume made (3 from 2024-01-01 00:05)", output, StringComparison.Ordinal);
        Assert.Contains("the series now has 10 bars, 2024-01-01 to 2024-01-01 00:10, without gaps", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_OneBadFileOfTwo_LeavesTheHomeAsItWas()
    {
        home.Run("data", "import", home.WriteFile("a.csv", Header + Rows(0, 5)), "--instrument", "BTC/USD@bitfinex").Succeeded();
        var before = Fingerprint();

        home.Run("data", "import", home.WriteFile("b.csv", Header + Rows(5, 5)), home.WriteFile("c.csv", Header + Rows(10, 5) + "1704067800000,1,2"), "--instrument", "BTC/USD@bitfinex").RefusedInput();

        Assert.Equal(before, Fingerprint());
    }

    [Theory]
    [InlineData("is a folder", ".")]
    [InlineData("there is no such file", "missing.csv")]
    [InlineData("unknown layout 'binnance-klines'; did you mean 'binance-klines'?", "a.csv", "--format", "binnance-klines")]
    [InlineData("unknown repair 'fil'; did you mean 'fill'?", "a.csv", "--repair", "fil")]
    [InlineData("unknown option '--frobnicate' of 'import'", "a.csv", "--frobnicate")]
    [InlineData("unknown option '--intervall' of 'import'; did you mean '--interval'?", "a.csv", "--intervall", "1m")]
    [InlineData("--odd.csv: there is no such file", "--interval", "1m", "--instrument", "BTC/USD@bitfinex", "--", "--odd.csv")]
    [InlineData("wrong interval: these are 1m bars, not 1h", "a.csv", "--interval", "1h")]
    public void Import_BadUse_IsOneLineThatSaysWhat(string reason, params string[] arguments)
    {
        home.WriteFile("a.csv", Header + Rows(0, 20));

        string[] instrument = arguments.Contains("--instrument") ? [] : ["--instrument", "BTC/USD@bitfinex"];
        Assert.Contains(reason, home.Run(["data", "import", .. arguments, .. instrument]).RefusedInput(), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_FileWithoutPermission_IsRefused()
    {
        if (OperatingSystem.IsWindows()) return;
        var file = home.WriteFile("a.csv", Header + Rows(0, 5));
        File.SetUnixFileMode(file, UnixFileMode.None);

        var result = home.Run("data", "import", file, "--instrument", "BTC/USD@bitfinex");

        // Nothing is forbidden to root.
        if (Environment.IsPrivilegedProcess) result.Succeeded();
        else Assert.Equal($"{file}: no permission to read it", result.RefusedInput());
    }

    [Fact]
    public void Export_ThenImport_GivesTheSameData()
    {
        home.Run("data", "generate", "--bars", "5000", "--seed", "3").Succeeded();
        home.Run("data", "export", "--instrument", "BTC/USDT@synthetic", "--interval", "1m", "--out", "out.csv.gz").Succeeded();

        var imported = home.Run("data", "import", Path.Combine(home.Work, "out.csv.gz"), "--instrument", "BTC/USDT@copy", "--json", "-").Succeeded().Json;

        var series = home.Run("data", "list", "--json", "-").Succeeded().Json.GetProperty("series").EnumerateArray().Select(each => each.GetProperty("dataHash").GetString()).Distinct();
        Assert.Equal(imported.GetProperty("series").GetProperty("dataHash").GetString(), Assert.Single(series));
    }

    private string Fingerprint() => string.Join('\n', Directory.EnumerateFiles(home.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}"));

    private static string Rows(int from, int count) =>
        string.Concat(Enumerable.Range(from, count).Select(i => FormattableString.Invariant($"{1704067200000 + i * 60_000L},{100 + i},{102 + i},{99 + i},{101 + i},{i % 7}\n")));
}
