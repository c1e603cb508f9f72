using Tidemark.Research.Authoring;
using Tidemark.Research.Backtests;
using Tidemark.Strategies;

namespace Tidemark.Tests.Research.Backtests;

public sealed class SignalFileTests : IDisposable
{
    private const string Heading = "known_at,source,instrument,direction,strength,confidence,horizon";
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-signals-");

    public SignalFileTests() => StrategyCatalog.Files ??= new StrategyFiles();

    public void Dispose() => folder.Delete(recursive: true);

    /*
     * known   what                   closes at which it holds    position
     * 02:30   long for 2 hours       03:00, 04:00                buys 03:00, sells 05:00
     * 07:00   long for 1 hour        07:00                       buys 07:00, sells 08:00
     * 10:00   long for a day         10:00, 11:00                buys 10:00
     * 11:30   flat for a day                                     sells 12:00
     */
    [Fact]
    public void Signal_HoldsFromWhenItIsKnownUntilItsHorizon()
    {
        var file = Write("2024-01-01T07:00:00Z,news,,long,1,1,1h", "2024-01-01T02:30:00Z,news,,long,1,1,2h", "2024-01-01T10:00:00Z,news,BTC/USDT,long,,,1d", "2024-01-01T11:30:00Z,news,BTC/USDT@binance,flat,1,1,1d");
        Assert.Equal(["Buy 3", "Sell 5", "Buy 7", "Sell 8", "Buy 10", "Sell 12"], Fills("combine: vote\nmembers:\n  - signal: news", file));
    }

    [Fact]
    public void Signal_FromOtherSources_IsNotHeard_AndANoteSaysSo()
    {
        var file = Write("2024-01-01T02:30:00Z,nws,,long,1,1,2h");
        var run = Run("combine: vote\nmembers:\n  - signal: news", file);
        Assert.Empty(run.Result.Fills);
        Assert.Contains(run.Notes, note => note.Contains("signals of 'nws' are heard by no member; did you mean 'news'?", StringComparison.Ordinal));
    }

    /* 0.8 * 0.6 = 0.48 is below the threshold of 0.5, 0.8 * 0.65 = 0.52 is not. */
    [Fact]
    public void Signal_StrengthAndConfidence_AreWeighed()
    {
        var file = Write("2024-01-01T01:10:00Z,news,,long,0.8,0.6,1d", "2024-01-01T04:10:00Z,news,,long,0.8,0.65,2h");
        Assert.Equal(["Buy 5", "Sell 7"], Fills("combine: weighted\nmembers:\n  - signal: news", file));
    }

    /* Two voices: the class wants long all the time, the signal agrees for two closes. */
    [Fact]
    public void Signal_CountsAsAMemberDoes()
    {
        var file = Write("2024-01-01T02:30:00Z,news,,long,1,1,2h");
        Assert.Equal(["Buy 3", "Sell 5"], Fills("combine: vote\natLeast: 2\nmembers:\n  - strategy: always.yaml\n  - signal: news", file));
    }

    [Fact]
    public void Signal_OfLater_ChangesNothingBefore()
    {
        string[] rows = ["2024-01-01T02:30:00Z,news,,long,1,1,2h", "2024-01-01T06:30:00Z,news,,long,1,1,2h", "2024-01-01T12:30:00Z,news,,long,1,1,2h"];
        const string document = "combine: vote\nmembers:\n  - signal: news";
        var whole = Fills(document, Write(rows));
        for (var known = 1; known < rows.Length; known++) Assert.Equal(whole.Take(2 * known), Fills(document, Write(rows[..known])));
    }

    [Fact]
    public void Signal_KnownBeforeTradingStarts_IsHeardThen()
    {
        var file = Write("2024-01-01T02:30:00Z,news,,long,1,1,1d");
        Assert.Equal(["Buy 7"], Fills("combine: vote\nmembers:\n  - signal: news", file, Start + Duration.FromHours(6)));
    }

    [Fact]
    public void Signal_InsideACombinationInACombination_IsHeard()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "inner.yaml"), "combine: vote\nmembers:\n  - signal: news");
        var file = Write("2024-01-01T02:30:00Z,news,,long,1,1,2h");
        Assert.Equal(["Buy 3", "Sell 5"], Fills("combine: vote\nmembers:\n  - strategy: inner.yaml", file));
    }

    [Theory]
    [InlineData("2024-01-01T02:30:00Z,news,,log,1,1,2h", ":2: 'log' is none of long, short, flat; did you mean 'long'?")]
    [InlineData("2024-01-01T02:30:00Z,news,,long,1.5,1,2h", ":2: strength '1.5' is not a number from 0 to 1")]
    [InlineData("2024-01-01T02:30:00Z,news,,long,1,NaN,2h", ":2: confidence 'NaN' is not a number from 0 to 1")]
    [InlineData("2024-01-01T02:30:00Z,news,,long,1,1,soon", ":2: horizon 'soon' is not a length of time, such as 90m, 4h, 1d")]
    [InlineData("yesterday,news,,long,1,1,2h", ":2: 'yesterday' ")]
    [InlineData("2024-01-01T02:30:00Z,,,long,1,1,2h", ":2: the source is missing")]
    [InlineData("2024-01-01T02:30:00Z,news,ETH/USDT,long,1,1,2h", ":2: 'ETH/USDT' is not traded in this run")]
    [InlineData("2024-01-01T02:30:00Z,news,long,1,1,2h", ":2: 6 columns instead of 7")]
    [InlineData("2025-01-01T02:30:00Z,news,,long,1,1,2h", "when the run is over")]
    public void Mistake_IsNamedWithItsLine(string row, string message) =>
        Assert.Contains(message, Assert.Throws<BadInputException>(() => Run("combine: vote\nmembers:\n  - signal: news", Write(row))).Message, StringComparison.Ordinal);

    [Fact]
    public void Heading_WithoutAColumn_IsNamed()
    {
        var path = Path.Combine(folder.FullName, "bad.csv");
        File.WriteAllText(path, "known_at,source,instrument,strength,horizon\n");
        Assert.Contains("has no column direction", Assert.Throws<BadInputException>(() => Run("combine: vote\nmembers:\n  - signal: news", path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, Heading + "\n");
        Assert.Contains("there are no signals", Assert.Throws<BadInputException>(() => Run("combine: vote\nmembers:\n  - signal: news", path)).Message, StringComparison.Ordinal);
    }

    private string Write(params string[] rows)
    {
        var path = Path.Combine(folder.FullName, "signals.csv");
        File.WriteAllLines(path, rows.Prepend(Heading));
        return path;
    }

    private string[] Fills(string document, string signals, Instant? from = null) =>
        [.. Run(document, signals, from).Result.Fills.Select(fill => $"{fill.Side} {(fill.Time - Start).Nanoseconds / Duration.FromHours(1).Nanoseconds}")];

    private BacktestRun Run(string document, string signals, Instant? from = null)
    {
        var path = Path.Combine(folder.FullName, "mine.yaml");
        File.WriteAllText(path, document);
        File.WriteAllText(Path.Combine(folder.FullName, "always.yaml"), "enterLong: close > 0\nmaximumBars: 1000");
        var request = new BacktestRequest { Strategy = path, Interval = Interval.Hours(1), FeeBasisPoints = 1m, SignalFiles = [signals], From = from };
        var bars = Enumerable.Range(0, 24).Select(hour => Bar.Create(Start + Duration.FromHours(hour), 100, 101, 99, 100, 1e6)).ToList();
        return BacktestBuilder.Build(request, [new SeriesInput(new Instrument(InstrumentId.Parse("BTC/USDT@binance")), BarColumns.FromBars(Interval.Hours(1), bars), "sample", false, false, 0)]).Run(request);
    }
}
