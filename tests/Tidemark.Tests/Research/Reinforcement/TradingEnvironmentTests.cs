using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Learning.Reinforcement;
using Tidemark.Research.Reinforcement;
using Tidemark.Research.Results;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Statistics.Randomness;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Tests.Research.Reinforcement;

/// <summary>The environment is the engine: an episode walked bar by bar is the backtest of what was done in it, to the last bit.</summary>
public sealed class TradingEnvironmentTests
{
    private static readonly BarColumns Market = new SyntheticMarket(new SyntheticMarketOptions(81, Interval.Hours(1), Instant.FromDate(2024, 1, 1), 100)).Generate(900);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 300)]
    public void Episode_AsABacktest_HasTheSameFillsAndEquity(int window, int length)
    {
        var heard = new Heard();
        var environment = new TradingEnvironment(Options with { Window = window, Length = length }, heard);
        var observation = new float[environment.Observations.Size];
        var random = new SeededRandom(7, "actions");
        for (var episode = 0; episode < 2; episode++)
        {
            heard.Clear();
            environment.Reset((ulong)episode, observation);
            while (!environment.Step([random.NextInt(environment.Actions.Count)], observation).IsOver) { }
            var plan = environment.ToPlan();
            var result = Backtest.Run(plan);
            Assert.True(result.Fills.Count > 50, $"{result.Fills.Count} fills");
            Assert.Equal(result.Equity.Values.ToArray(), heard.Equity);
            var hash = RunHash.Compute(heard.Fills, [.. result.Instruments.Select(instrument => instrument.Id)], new EquityCurve(result.Equity.Times, heard.Equity.ToArray()));
            Assert.Equal(RunHash.Compute([.. result.Fills], [.. result.Instruments.Select(instrument => instrument.Id)], result.Equity), hash);
        }
    }

    [Fact]
    public void Rewards_OfPnl_SumToTheLogarithmOfTheEquity()
    {
        var environment = new TradingEnvironment(Options with { Weights = [] });
        var observation = new float[environment.Observations.Size];
        environment.Reset(1, observation);
        var (begin, sum, over) = (environment.Equity, 0.0, false);
        for (var step = 0; !over; step++)
        {
            var result = environment.Step([step / 10 % 2 == 0 ? 0.5f : -0.25f], observation);
            (sum, over) = (sum + result.Reward, result.IsOver);
        }
        Assert.Equal(Math.Log(environment.Equity / begin), sum, 9);
        Assert.NotEqual(begin, environment.Equity);
    }

    [Fact]
    public void Observation_HasFeaturesAndWhatTheAccountHolds()
    {
        var environment = new TradingEnvironment(Options);
        var observation = new float[environment.Observations.Size];
        environment.Reset(1, observation);
        Assert.Equal(0, observation[2]);
        environment.Step([2], observation);
        environment.Step([2], observation);
        Assert.InRange(observation[2], 0.9f, 1.1f);
        environment.Step([0], observation);
        environment.Step([0], observation);
        Assert.InRange(observation[2], -1.1f, -0.9f);
    }

    [Fact]
    public void Environments_SeveralTogether_GiveTheSameOnAnyNumberOfThreads()
    {
        static List<float> Walk(ulong seed, int threads)
        {
            using var environments = new VectorEnvironment(() => new TradingEnvironment(Options with { Length = 40 }), 3, seed, threads);
            environments.Reset();
            var seen = new List<float>(environments.Current.ToArray());
            for (var step = 0; step < 100; step++)
            {
                environments.Step([step % 3, (step + 1) % 3, 1]);
                seen.AddRange(environments.Current);
            }
            return seen;
        }
        Assert.Equal(Walk(9, 1), Walk(9, 2));
        Assert.NotEqual(Walk(9, 1), Walk(8, 1));
    }

    [Theory]
    [InlineData(RewardKind.DifferentialSharpe)]
    [InlineData(RewardKind.DrawdownPenalised)]
    public void Reward_OfOtherKinds_IsFiniteAndPrefersSteadyGains(RewardKind kind)
    {
        var (steady, wild) = (new RewardMeter(kind, 0.05), new RewardMeter(kind, 0.05));
        steady.Begin(100);
        wild.Begin(100);
        var (steadySum, wildSum) = (0.0, 0.0);
        for (var bar = 1; bar <= 200; bar++)
        {
            steadySum += steady.Next(100 * Math.Exp(0.001 * bar + (bar % 2 == 0 ? 0.0005 : 0)));
            wildSum += wild.Next(100 * Math.Exp(0.001 * bar + (bar % 2 == 0 ? 0.02 : 0)));
        }
        Assert.True(double.IsFinite(steadySum) && double.IsFinite(wildSum));
        Assert.True(steadySum > wildSum, $"{steadySum} {wildSum}");
    }

    [Fact]
    public void Bars_TooFew_AreRefused() =>
        Assert.Contains("fewer than an episode", Assert.Throws<BadInputException>(() => new TradingEnvironment(Options with { Length = 5_000 })).Message, StringComparison.Ordinal);

    private static EpisodeOptions Options => new()
    {
        Setup = new SessionSetup
        {
            Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@test"))],
            BaseIntervals = [Market.Interval],
            Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Margin, [new Money(100_000m, "USDT")], FeePresets.Flat(2m).Rates, FundsPolicy.InitialMargin)],
            Currency = "USDT",
        },
        Venue = new VenueOptions(new WorstCaseFillModel(), SlippageModels.Default, FeePresets.Flat(2m)),
        Bars = Market,
        Features = FeatureText.Parse("change = logret(1)\nlevel = close / sma(20) - 1"),
    };

    /// <summary>Keeps fills and equity.</summary>
    private sealed class Heard : IEngineRecorder
    {
        public List<Fill> Fills { get; } = [];

        public List<double> Equity { get; } = [];

        public void Clear()
        {
            Fills.Clear();
            Equity.Clear();
        }

        public JournalSequence OrderDecided(OrderRequest request, OrderReason denial) => JournalSequence.None;

        public JournalSequence AmendDecided(Order order, Amendment change) => JournalSequence.None;

        public JournalSequence CancelDecided(Order order) => JournalSequence.None;

        public JournalSequence TransferDecided(TransferRequest request) => JournalSequence.None;

        public void OrderChanged(Order order, OrderEvent orderEvent) { }

        public void FillBooked(Fill fill, Account account, Position position) => Fills.Add(fill);

        public void RoundTripClosed(RoundTrip roundTrip) { }

        public void StateSaved(StrategyState state) { }

        public void LedgerBooked(LedgerEntry entry, Account account, double rate) { }

        public void InstantClosed(Instant closeTime, double equity, bool isInMarket) => Equity.Add(equity);
    }
}
