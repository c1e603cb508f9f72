using Tidemark.Engine.Ports;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Indicators.Features;
using Tidemark.Research.Checks;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies;
using Tidemark.Strategies.Predictive;
using Tidemark.Tests.Engine.Predictions;

namespace Tidemark.Tests.Strategies.Predictive;

/// <summary>The strategy that asks a model: what it hands over, when it enters and leaves, and that it sees nothing of the future.</summary>
public sealed class ModelSignalTests
{
    private static readonly BarColumns Market = new SyntheticMarket(new SyntheticMarketOptions(71, Interval.Hours(1), Instant.FromDate(2024, 1, 1), 100)).Generate(1_200);

    [Fact]
    public void Inputs_OfEveryQuestion_AreTheRowsOfTheBatchForm()
    {
        var list = FeatureText.Parse(TestModels.Schema.FeatureSet);
        var matrix = list.Compute(new FeatureInputs { Bars = Market });
        var models = new Listening();
        Run(models);
        var first = Enumerable.Range(0, matrix.Rows).First(row => matrix.IsWarm[row]) + TestModels.Schema.Window - 1;
        Assert.Equal(matrix.Rows - first, models.Inputs.Count);
        for (var number = 0; number < models.Inputs.Count; number++)
            for (var row = 0; row < TestModels.Schema.Window; row++)
                for (var column = 0; column < matrix.Columns; column++)
                    Assert.Equal((double)matrix.Row(first + number - TestModels.Schema.Window + 1 + row)[column], models.Inputs[number][row * matrix.Columns + column]);
    }

    [Fact]
    public void Start_AfterWarmUp_AsksAtTheFirstBarThatIsTraded()
    {
        var whole = new Listening();
        Run(whole);
        var late = new Listening();
        var tradingStart = Interval.Hours(1).CloseOf(new Instant(Market.OpenTimes.Span[99]));
        Run(late, tradingStart: tradingStart);
        Assert.Equal(Market.Count - 100, late.Inputs.Count);
        Assert.Equal(whole.Inputs[^late.Inputs.Count], late.Inputs[0]);
    }

    [Theory]
    [InlineData("exit=signal")]
    [InlineData("exit=horizon")]
    [InlineData("exit=opposite", "stop-ranges=3")]
    [InlineData("breakout-bars=12")]
    [InlineData("max-bars=3", "trading-hours=06:00-20:00", "flat-at-end=true")]
    public void Run_Twice_GivesTheSameFills(params string[] parameters)
    {
        // Who buys breakouts must not expect them to turn back.
        var isReversed = parameters[0].StartsWith("breakout", StringComparison.Ordinal);
        var first = Run(new TestModels { IsReversed = isReversed }, parameters);
        Assert.True(first.Fills.Count > 20, $"{first.Fills.Count} fills");
        Assert.Equal(first.Fills.Select(fill => fill.ToString()), Run(new TestModels { IsReversed = isReversed }, parameters).Fills.Select(fill => fill.ToString()));
    }

    [Theory]
    [InlineData(PredictionKind.Probability)]
    [InlineData(PredictionKind.Direction)]
    [InlineData(PredictionKind.Value)]
    [InlineData(PredictionKind.TargetWeight)]
    public void Check_OfAnyKindOfModel_FindsNoLookAhead(PredictionKind kind)
    {
        var schema = TestModels.Schema with { Kind = kind, Outputs = kind == PredictionKind.Direction ? ["down", "flat", "up"] : ["output"] };
        var report = new StrategyCheck(() => Create("direction=long-short", "stop-ranges=3"), new TestModels { Template = schema }).Run([.. CheckMarket.Standard(Interval.Hours(1), 400, 1).Take(3)], _ => false, []);
        Assert.True(report.Passed, string.Join("; ", report.Findings.Where(finding => finding.IsFailure)));
        Assert.True(report.Decisions > 0);
    }

    [Fact]
    public void MaxBars_Reached_ClosesTheTrade()
    {
        var trades = Run(new TestModels(), "exit=opposite", "max-bars=2").RoundTrips;
        Assert.Contains(trades, trade => trade.ExitReason == "time is up");
        // Decided at the close of the second bar after the entry was decided, filled at the open after it.
        Assert.All(trades, trade => Assert.True(trade.ExitTime - trade.EntryTime <= Duration.FromHours(2), $"{trade.EntryTime} to {trade.ExitTime}"));
    }

    [Fact]
    public void ExitHorizon_ModelSilentAfterTheEntry_ClosesWhenTheHorizonHasPassed()
    {
        var trade = Run(new Scripted(bar => bar == 20 ? 0.9 : 0.5), "exit=horizon", "stay-probability=0").RoundTrips;
        Assert.Equal(Duration.FromHours(TestModels.Schema.Horizon), Assert.Single(trade).ExitTime - trade[0].EntryTime);
        Assert.Equal("horizon passed", trade[0].ExitReason);
    }

    [Fact]
    public void DeadZone_UnsureModel_DoesNotTrade() => Assert.Empty(Run(new Scripted(bar => bar % 2 == 0 ? 0.54 : 0.46)).Fills);

    [Fact]
    public void LongOnly_ModelTurns_Leaves()
    {
        var result = Run(new Scripted(bar => bar < 30 ? 0.9 : 0.1), "exit=opposite");
        Assert.Equal("model down", Assert.Single(result.RoundTrips).ExitReason);
        Assert.Equal(2, result.Fills.Count);
    }

    [Fact]
    public void MissingFeatures_AreSkippedAndCounted()
    {
        var models = new TestModels { Template = TestModels.Schema with { FeatureSet = "change = logret(3)\nrsi_5 = rsi(5)\nlevel = observation(mood)", Features = ["change", "rsi_5", "level"] } };
        Predictor? predictor = null;
        var result = Run(models, strategy => strategy, engine => predictor = Assert.Single(engine.Predictors));
        Assert.Empty(result.Fills);
        Assert.Equal(0, models.Asked);
        Assert.True(predictor!.Skipped > 1_000, $"{predictor.Skipped}");
    }

    [Fact]
    public void FurtherInstrument_IsReadAndNotTraded()
    {
        var models = new TestModels { Template = TestModels.Schema with { FeatureSet = "eth: ETH/USDT@test own\nchange = logret(3)\nrsi_5 = eth.rsi(5)\nlevel = close / sma(10) - 1" } };
        var other = new SyntheticMarket(new SyntheticMarketOptions(72, Interval.Hours(1), Instant.FromDate(2024, 1, 1), 10)).Generate(1_200);
        var result = Run(models, Create(), [Market, other]);
        Assert.True(result.Fills.Count > 20);
        Assert.All(result.Fills, fill => Assert.Equal(0, fill.Instrument.Value));
        Assert.Contains("add --instrument ETH/USDT@test", Assert.Throws<BadInputException>(() => Run(models)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LongerBars_OfTheModel_AreBuiltFromShorterOnes()
    {
        var models = new Listening { Template = TestModels.Schema with { Interval = Interval.Parse("4h") } };
        Run(models);
        Assert.InRange(models.Inputs.Count, 270, 300);
    }

    [Fact]
    public void Model_NotNamed_IsRefused() =>
        Assert.Contains("--model NAME", Assert.Throws<BadInputException>(() => Run(new TestModels(), StrategyCatalog.Create("model-signal", []), [Market])).Message, StringComparison.Ordinal);

    [Fact]
    public void Features_ThatLookAhead_AreRefused()
    {
        var models = new TestModels { Template = TestModels.Schema with { FeatureSet = "change = lead(close, 1) / close\nrsi_5 = rsi(5)\nlevel = close" } };
        Assert.Contains("change looks ahead", Assert.Throws<BadInputException>(() => Run(models)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a = close\nb = rsi(14)[2]")]
    [InlineData("eth: ETH/USDT@binance own\nday: own 1d\na = eth.rsi(5)\nb = day.close / close (at most 7200000000000 ns old)")]
    public void FeatureText_OfAList_IsReadBack(string text) => Assert.Equal(text, FeatureText.Parse(text).ToString());

    private static Strategy Create(params string[] parameters) =>
        StrategyCatalog.Create("model-signal", parameters.Select(text => KeyValuePair.Create(text.Split('=')[0], text.Split('=')[1])).Prepend(KeyValuePair.Create("model", "test")));

    private static BacktestResult Run(IPredictorSource models, params string[] parameters) => Run(models, Create(parameters), [Market]);

    private static BacktestResult Run(IPredictorSource models, Instant tradingStart) => Run(models, Create(), [Market], tradingStart);

    private static BacktestResult Run(IPredictorSource models, Func<Strategy, Strategy> _, Action<Tidemark.Engine.TradingEngine> atEnd)
    {
        Tidemark.Engine.TradingEngine? engine = null;
        var result = Run(models, Create(), [Market], made: one => engine = one);
        atEnd(engine!);
        return result;
    }

    private static BacktestResult Run(IPredictorSource models, Strategy strategy, BarColumns[] bars, Instant? tradingStart = null, Action<Tidemark.Engine.TradingEngine>? made = null) => Backtest.Run(new BacktestPlan
    {
        Setup = new SessionSetup
        {
            Instruments = [.. new[] { "BTC/USDT@test", "ETH/USDT@test" }.Take(bars.Length).Select(name => new Instrument(InstrumentId.Parse(name)))],
            BaseIntervals = [.. bars.Select(one => one.Interval)],
            Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Margin, [new Money(100_000m, "USDT")], FeePresets.Flat(10m).Rates, FundsPolicy.InitialMargin)],
            Currency = "USDT",
            Sizing = new SizingRule(SizingKind.Stake, 1_000m),
            TradingStart = tradingStart ?? Instant.MinValue,
        },
        Venue = new VenueOptions(new WorstCaseFillModel(), new NoSlippage(), FeePresets.Flat(10m)),
        Bars = bars,
        Strategies = [strategy],
        Models = models,
        EngineMade = made,
    });

    /// <summary>Keeps what it is asked.</summary>
    private sealed class Listening : IPredictorSource
    {
        public List<double[]> Inputs { get; } = [];

        public PredictionSchema Template { get; init; } = TestModels.Schema;

        public IPredictor Open(string name) => new Model(this);

        public IPredictor Open(string name, string version) => throw new NotSupportedException();

        private sealed class Model(Listening owner) : IPredictor
        {
            public PredictionSchema Schema => owner.Template;

            public bool TryPredict(ReadOnlySpan<double> features, Span<double> result)
            {
                owner.Inputs.Add(features.ToArray());
                return false;
            }
        }
    }

    /// <summary>Answers by the number of the question.</summary>
    private sealed class Scripted(Func<int, double> answer) : IPredictorSource
    {
        private int count;

        public IPredictor Open(string name) => new Model(this);

        public IPredictor Open(string name, string version) => throw new NotSupportedException();

        private sealed class Model(Scripted owner) : IPredictor
        {
            public PredictionSchema Schema => TestModels.Schema;

            public bool TryPredict(ReadOnlySpan<double> features, Span<double> result)
            {
                result[0] = owner.Next();
                return true;
            }
        }

        private double Next() => answer(count++);
    }
}
