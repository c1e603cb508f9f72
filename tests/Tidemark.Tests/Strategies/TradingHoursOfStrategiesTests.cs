using Tidemark.Engine.Journaling;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Research.Authoring;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies;
using Tidemark.Strategies.Presets;
using Tidemark.Tests.Engine.Predictions;

namespace Tidemark.Tests.Strategies;

/// <summary>Hours and days that are set for any strategy: entries inside only, and out at the end where asked.</summary>
public sealed class TradingHoursOfStrategiesTests
{
    public static TheoryData<string> Directed =>
        [.. StrategyCatalog.Names.Where(name => StrategyCatalog.Create(name, []).Parameters.Any(parameter => parameter.Name == "direction") && StrategyCatalog.Create(name, []).MinimumInstruments == 1)];

    [Theory]
    [MemberData(nameof(Directed))]
    public void Strategy_WithHoursAndFlatAtEnd_OpensInsideAndHoldsNothingOutside(string name)
    {
        // What decides once a day, at midnight, decides outside these hours; here it does so every five.
        string[] own = name == "time-series-momentum" ? ["rebalance=5"] : name == "model-signal" ? ["model=test"] : name == "model-steering" ? ["model=steering"] : [];
        var fills = Run(StrategyCatalog.Create(name, Texts(["direction=long-short", "trading-hours=06:00-20:00", "trading-days=mon-fri", "flat-at-end=true", .. own]))).Fills;
        var window = new TradingHours(new TimeOfDay(6, 0), new TimeOfDay(20, 0), Weekdays.MondayToFriday);
        var held = 0m;
        foreach (var fill in fills)
        {
            var before = held;
            held += fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
            // What is decided at a close fills at that very moment, at the open of the next bar.
            if (Math.Abs(held) > Math.Abs(before) || Math.Sign(held) * Math.Sign(before) < 0) Assert.True(window.Contain(fill.Time), $"opened at {fill.Time}");
            if (!window.Contain(fill.Time)) Assert.Equal(0m, held);
        }
        Assert.Equal(0m, fills.GroupBy(fill => fill.Time.UnixDay).Sum(day => Math.Abs(day.Sum(fill => fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value))));
        Assert.Contains(fills, fill => fill.Tag == "hours ended");
        Assert.True(fills.Count >= 20, $"{fills.Count} fills");
    }

    [Fact]
    public void Strategy_WithHoursOverMidnight_IsFlatAtTheirEndOnTheDayAfter()
    {
        var fills = Run(StrategyCatalog.Create("ma-cross", Texts("fast=2", "slow=5", "trading-hours=22:00-04:00", "flat-at-end=true"))).Fills;
        Assert.All(fills.Where(fill => fill.Side == Side.Buy), fill => Assert.True(TimeOfDay.Of(fill.Time) is var time && (time >= new TimeOfDay(22, 0) || time < new TimeOfDay(4, 0))));
        Assert.All(fills.Where(fill => fill.Tag == "hours ended"), fill => Assert.Equal(new TimeOfDay(4, 0), TimeOfDay.Of(fill.Time)));
        Assert.Contains(fills, fill => fill.Tag == "hours ended");
    }

    [Fact]
    public void Strategy_WithDaysOnly_KeepsItsPositionOverTheNightsBetween()
    {
        var fills = Run(StrategyCatalog.Create("ma-cross", Texts("fast=2", "slow=5", "trading-days=mon-fri", "flat-at-end=true"))).Fills;
        Assert.All(fills.Where(fill => fill.Tag == "hours ended"), fill => Assert.Equal(Weekdays.Saturday, DaysOfWeek.Of(fill.Time)));
        Assert.Contains(fills, fill => fill.Tag == "hours ended");
    }

    [Fact]
    public void RuleDocument_WithHours_TradesInsideThem()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("tidemark-hours-").FullName, "mine.yaml");
        File.WriteAllText(path, "tradingHours: 06:00-20:00\ntradingDays: mon-fri\nflatAtEnd: true\nenterLong: close > sma(5)\nexitLong: close < sma(5)\n");
        var strategy = new StrategyFiles().Open(path).Create();
        Assert.Equal(["06:00-20:00", "mon-fri", "true"], StrategyCatalog.ParametersOf(strategy).Select(pair => pair.Value));
        var fills = Run(strategy).Fills;
        Assert.All(fills.Where(fill => fill.Side == Side.Buy), fill => Assert.True(new TradingHours(new TimeOfDay(6, 0), new TimeOfDay(20, 0), Weekdays.MondayToFriday).Contain(fill.Time)));
        Assert.Contains(fills, fill => fill.Tag == "hours ended");
    }

    [Theory]
    [InlineData("tradingHours: 8-16\nenterLong: close > 1\nexitLong: close < 1", ":1: '8-16' is not a window of the day")]
    [InlineData("tradingDays: mo\nenterLong: close > 1\nexitLong: close < 1", ":1: 'mo' names no days")]
    [InlineData("flatAtEnd: true\nenterLong: close > 1\nexitLong: close < 1", "without them there is no end")]
    public void RuleDocument_WithHoursThatAreNone_IsRefusedWithItsLine(string text, string reason)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("tidemark-hours-").FullName, "mine.yaml");
        File.WriteAllText(path, text);
        Assert.Contains(reason, Assert.Throws<BadInputException>(() => new StrategyFiles().Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_SetOnAStrategy_AreInItsJournalAndNotWhereTheyAreNotSet()
    {
        var plain = StrategyCatalog.Create("ma-cross", []);
        Assert.DoesNotContain(StrategyCatalog.ParametersOf(plain), pair => HoursParameters.IsOne(pair.Key));
        var description = StrategyCatalog.Describe(StrategyCatalog.Create("ma-cross", Texts("tradingHours=22:00-04:00", "trading-days=fri-sun")));
        Assert.Equal(StrategyCatalog.ParametersOf(StrategyCatalog.Create(description)), description.Parameters.Select(text => KeyValuePair.Create(text.Name, text.Text)));
        Assert.Contains(new NamedText("trading-hours", "22:00-04:00"), description.Parameters);
    }

    [Fact]
    public void Hours_OfSeveralStrategies_HoldForAllUnlessOneHasItsOwn()
    {
        var set = StrategySet.Create("ma-cross+macd-trend", Texts("trading-hours=08:00-16:00", "macd-trend.trading-hours=10:00-12:00"));
        Assert.Equal(["08:00-16:00", "10:00-12:00"], set.Select(strategy => StrategyCatalog.ParametersOf(strategy).Single(pair => pair.Key == "trading-hours").Value));
    }

    [Theory]
    [InlineData("trading-hours=nine", "parameter trading-hours: 'nine' is not a window of the day")]
    [InlineData("trading-days=someday", "parameter trading-days: 'someday' names no days")]
    [InlineData("flat-at-end=true", "flat-at-end needs trading-hours or trading-days")]
    public void Hours_ThatAreNone_AreRefused(string parameter, string reason) =>
        Assert.Contains(reason, Assert.Throws<BadInputException>(() => StrategyCatalog.Create("ma-cross", Texts(parameter))).Message, StringComparison.Ordinal);

    [Fact]
    public void Presets_All_AreStrategiesThatCanBeMadeAndChanged()
    {
        foreach (var preset in StrategyPresets.All)
        {
            var strategy = StrategyCatalog.Create(preset.Name, []);
            Assert.Equal(preset.Strategy, strategy.Name);
            var inForce = StrategyCatalog.ParametersOf(strategy).ToDictionary();
            foreach (var (name, value) in preset.Parameters) Assert.Equal(value, inForce[name]);
            Assert.DoesNotContain(preset.Name, StrategyCatalog.Names);
        }
        Assert.Contains(KeyValuePair.Create("range-minutes", "30"), StrategyCatalog.ParametersOf(StrategyCatalog.Create("day-trading", Texts("range-minutes=30"))));
        Assert.Contains("did you mean 'day-trading'", Assert.Throws<BadInputException>(() => StrategyCatalog.Create("day-tradin", [])).Message, StringComparison.Ordinal);
    }

    private static KeyValuePair<string, string>[] Texts(params string[] texts) => [.. texts.Select(text => KeyValuePair.Create(text.Split('=')[0], text.Split('=')[1]))];

    private static BacktestResult Run(Strategy strategy)
    {
        var bars = new SyntheticMarket(new SyntheticMarketOptions(61, Interval.Hours(1), Instant.FromDate(2024, 1, 1), 100)).Generate(4_000);
        return Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@test"))],
                BaseIntervals = [bars.Interval],
                Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Margin, [new Money(100_000m, "USDT")], FeePresets.Flat(0m).Rates, FundsPolicy.InitialMargin)],
                Currency = "USDT",
                Sizing = new SizingRule(SizingKind.Stake, 1_000m),
            },
            Venue = new VenueOptions(new WorstCaseFillModel(), new NoSlippage(), FeePresets.Flat(0m)),
            Bars = [bars],
            Strategies = [strategy],
            Models = new TestModels(),
        });
    }
}
