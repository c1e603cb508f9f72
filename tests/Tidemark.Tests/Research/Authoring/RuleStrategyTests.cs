using System.Text.Json;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Research.Authoring;
using Tidemark.Research.Checks;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies;

namespace Tidemark.Tests.Research.Authoring;

public sealed class RuleStrategyTests : IDisposable
{
    private static readonly string Examples = Path.Combine(SharedFolders.RepositoryRoot, "docs/examples/rules");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-rules-");

    public static TheoryData<string> ExampleNames => [.. Directory.GetFiles(Examples, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Rules_OfACross_TradeAsTheClassDoes()
    {
        var path = Write("""
            direction: long
            enterLong: sma(7) crosses above sma(25)
            exitLong: sma(7) crosses below sma(25)
            """);
        var bars = Market();
        var expected = Run(StrategyCatalog.Create("ma-cross", [KeyValuePair.Create("fast", "7"), KeyValuePair.Create("slow", "25")]), bars);
        var actual = Run(new StrategyFiles().Open(path).Create(), bars);
        Assert.True(expected.Fills.Count > 60);
        Assert.Equal(expected.Fills.Select(Terms), actual.Fills.Select(Terms));
        Assert.Equal(expected.Equity.Values.ToArray(), actual.Equity.Values.ToArray());

        static (Instant, Side, decimal, decimal) Terms(Fill fill) => (fill.Time, fill.Side, fill.Quantity.Value, fill.Price.Value);
    }

    [Fact]
    public void Rules_WithStopTargetTimeAndSize_KeepToThem()
    {
        var path = Write("""
            enterLong: close > open
            stop: {percent: 2}
            target: {distance: 3 * atr(14)}
            maximumBars: 5
            size: 0.5
            """);
        var result = Run(new StrategyFiles().Open(path).Create(), Market());
        var hour = Duration.FromHours(1).Nanoseconds;
        Assert.True(result.RoundTrips.Count > 100);
        Assert.Contains(result.RoundTrips, trip => trip.ExitReason == "held too long");
        Assert.Contains(result.RoundTrips, trip => trip.ExitReason == "take-profit");
        Assert.Contains(result.RoundTrips, trip => trip.ExitReason == "stop-loss");
        Assert.All(result.RoundTrips, trip => Assert.True((trip.ExitTime - trip.EntryTime).Nanoseconds <= 6 * hour, $"{trip.EntryTime} to {trip.ExitTime}"));
        // Half of a stake of 1,000, rounded down.
        Assert.All(result.Fills.Where(fill => fill.Side == Side.Buy), fill => Assert.InRange(fill.Notional, 400m, 520m));
    }

    [Theory]
    [MemberData(nameof(ExampleNames))]
    public void Example_IsTrustedAndTrades(string name)
    {
        var file = new StrategyFiles().Open(Path.Combine(Examples, name));
        var report = new StrategyCheck(file.Create).Run(CheckMarket.Standard(Interval.Hours(1), 600, 1), _ => false, []);
        Assert.True(report.Passed, string.Join("; ", report.Findings.Where(finding => finding.IsFailure)));
        Assert.True(report.Decisions > 10, $"{report.Decisions} decisions");
    }

    [Fact]
    public void Parameters_AreSetFromText_AndKeepTheirRange()
    {
        var strategy = StrategyFrom("rsi-dip.yaml", ("low", "20.5"), ("period", "7"));
        Assert.Equal(["7", "20.5", "55"], strategy.Parameters.Select(parameter => parameter.ValueOf(strategy)));
        Assert.Contains("a whole number from 2 to 200", Assert.Throws<BadInputException>(() => StrategyFrom("rsi-dip.yaml", ("period", "1"))).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'period'", Assert.Throws<BadInputException>(() => StrategyFrom("rsi-dip.yaml", ("perod", "5"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enterLong: rsi(14) < 30", ":1: nothing ever closes a long position")]
    [InlineData("exitLong: rsi(14) < 30", "there is no entry")]
    [InlineData("enterLong: rsi(14) < 30\nexitLong: rsj(14) > 50", ":2: 'rsj(14) > 50', column 1: there is no indicator or field 'rsj'")]
    [InlineData("enterLong: rsi(14) = 30\nstop: {percent: 1}", ":1: 'rsi(14) = 30', column 9: expected one of")]
    [InlineData("enterLong: rsi($perid) < 30\nstop: {percent: 1}\nparameters: {period: 3}", ":1: there is no parameter 'perid'; did you mean 'period'?")]
    [InlineData("enterLong: close > open\nexitlong: close < open", ":2: a rule strategy has no key 'exitlong'; did you mean 'exitLong'?")]
    [InlineData("enterLong: close > open\nexitLong: close < open\nenterShort: close < open", ":3: short rules need 'direction: long-short'")]
    [InlineData("enterLong:\n  eny:\n    - close > open\nstop: {percent: 1}", ":2: 'eny' is none of all, any and not; did you mean 'any'?")]
    [InlineData("enterLong: close > sma(20)@7x\nstop: {percent: 1}", ":1: 'close > sma(20)@7x', column ")]
    [InlineData("enterLong: close > (open + 1\nstop: {percent: 1}", "a ')' is missing")]
    [InlineData("enterLong: close > open open\nstop: {percent: 1}", "did not expect 'open' here")]
    [InlineData("enterLong: close >\nstop: {percent: 1}", "a value is missing")]
    [InlineData("enterLong: close > open\nstop: {precent: 1}", ":2: a stop or target has no key 'precent'; did you mean 'percent'?")]
    [InlineData("enterLong: close > open\nstop: {percent: 1}\nparameters:\n  low: {default: 5, minimum: 6}", ":4: the default of 'low' lies outside")]
    [InlineData("enterLong: [close > open\n", ":")]
    [InlineData("- close", "expected keys such as 'enterLong'")]
    public void Document_ThatCannotBe_IsRefusedWithItsLine(string text, string reason)
    {
        var failure = Assert.Throws<BadInputException>(() => new StrategyFiles().Open(Write(text)));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Contains("mine.yaml", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_ForEditors_HasTheSameKeys()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Examples, "rule-strategy.schema.json")));
        Assert.Equal(RuleFile.Keys.Order(StringComparer.Ordinal), schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
    }

    private static Strategy StrategyFrom(string example, params (string Name, string Value)[] parameters)
    {
        var strategy = new StrategyFiles().Open(Path.Combine(Examples, example)).Create();
        StrategyParameter.Apply(strategy, parameters.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        return strategy;
    }

    private static BarColumns Market() => new SyntheticMarket(new SyntheticMarketOptions(5, Interval.Hours(1), Instant.FromDate(2024, 1, 1))).Generate(3_000);

    private static BacktestResult Run(Strategy strategy, BarColumns bars) => Backtest.Run(new BacktestPlan
    {
        Setup = new SessionSetup
        {
            Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@test"))],
            BaseIntervals = [bars.Interval],
            Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Spot, [new Money(100_000m, "USDT")], FeePresets.Flat(10m).Rates, FundsPolicy.OwnedAssets)],
            Currency = "USDT",
            Sizing = new SizingRule(SizingKind.Stake, 1_000m),
        },
        Venue = new VenueOptions(new WorstCaseFillModel(), SlippageModels.Default, FeePresets.Flat(10m)),
        Bars = [bars],
        Strategies = [strategy],
    });

    private string Write(string text)
    {
        var path = Path.Combine(folder.FullName, "mine.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
