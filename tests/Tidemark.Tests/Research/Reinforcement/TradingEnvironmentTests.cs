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
using Tidemark.Strategies.Steering;

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

    [Theory]
    [InlineData("ma-cross(slow=30, fast=5|10, direction=long-short, weight=0:1:0.5) + rsi-reversion(weight=-1|1)", 12)]
    [InlineData("trend = ma-cross(slow=30, fast=5:20:1, weight=0:1) + rsi-reversion(period=7, weight=-1:1)", 0)]
    public void Steering_AsABacktest_HasTheSameFillsAndEquity(string steers, int actions)
    {
        var heard = new Heard();
        var options = Options with { Steering = SteeringPlan.Parse(steers), WarmUpBars = 60, Length = 400 };
        var environment = new TradingEnvironment(options, heard);
        Assert.Equal(actions, environment.Actions.Count);
        Assert.Equal(2 + 3 + 2, environment.Observations.Size);
        var (observation, action) = (new float[environment.Observations.Size], new float[environment.Actions.Size]);
        var random = new SeededRandom(7, "actions");
        var (signals, settings) = (new HashSet<float>(), new HashSet<double>());
        for (var episode = 0; episode < 2; episode++)
        {
            heard.Clear();
            environment.Reset((ulong)episode, observation);
            StepResult step;
            do
            {
                for (var place = 0; place < action.Length; place++)
                    action[place] = environment.Actions.Box is { } box ? box.Low[place] + (float)random.NextDouble() * (box.High[place] - box.Low[place]) : random.NextInt(actions);
                step = environment.Step(action, observation);
                signals.Add(observation[^2]);
                settings.Add(environment.Answers[^1][1]);
            }
            while (!step.IsOver);
            var result = Backtest.Run(environment.ToPlan());
            Assert.True(result.Fills.Count > 50, $"{result.Fills.Count} fills");
            Assert.Equal(result.Equity.Values.ToArray(), heard.Equity);
            var hash = RunHash.Compute(heard.Fills, [.. result.Instruments.Select(instrument => instrument.Id)], new EquityCurve(result.Equity.Times, heard.Equity.ToArray()));
            Assert.Equal(RunHash.Compute([.. result.Fills], [.. result.Instruments.Select(instrument => instrument.Id)], result.Equity), hash);
        }
        Assert.True(signals.Count > 1, "the agent never saw another opinion");
        Assert.Equal(actions > 0 ? 2 : 16, settings.Count);
    }

    [Fact]
    public void Steering_OfAStrategyThatAlwaysHolds_HoldsItsWeight()
    {
        var environment = new TradingEnvironment(Options with { Steering = SteeringPlan.Parse("buy-and-hold(weight=-1:1)"), Length = 20 });
        var observation = new float[environment.Observations.Size];
        environment.Reset(1, observation);
        foreach (var weight in new[] { 0.5f, -0.75f, 0f, 1f })
        {
            environment.Step([weight], observation);
            environment.Step([weight], observation);
            // Fills at the next open and what the market does since move it a little.
            Assert.InRange(observation[2], weight - 0.05f, weight + 0.05f);
        }
    }

    /// <summary>What was set stays in force: with the same answer all along, an agent that cannot be asked on many bars trades as one that always can.</summary>
    [Fact]
    public void Steering_WhileFeaturesAreMissing_GoesOnFollowingItsStrategies()
    {
        List<Fill> Walk(string features, out int asked)
        {
            var heard = new Heard();
            var environment = new TradingEnvironment(Options with { Features = FeatureText.Parse(features), Steering = SteeringPlan.Parse("ma-cross(slow=30, fast=5, direction=long-short, weight=0.5|1)"), WarmUpBars = 60 }, heard);
            var observation = new float[environment.Observations.Size];
            environment.Reset(1, observation);
            while (!environment.Step([1], observation).IsOver) { }
            asked = environment.Answers.Count;
            var result = Backtest.Run(environment.ToPlan());
            Assert.Equal(result.Equity.Values.ToArray(), heard.Equity);
            return heard.Fills;
        }
        var level = (double)Market[60].Close - 0.01;
        var (always, often) = (Walk("change = logret(1)\nlevel = close / sma(20) - 1", out var most), Walk(FormattableString.Invariant($"change = logret(1)\nlevel = log(close - {level})"), out var fewer));
        Assert.InRange(fewer, 50, most - 200);
        Assert.True(always.Count > 20, $"{always.Count} fills");
        Assert.Equal(always, often);
    }

    [Theory]
    [InlineData("ma-cross(slow=60, fast=5:25:1, weight=0:1:0.5)", 32)]
    [InlineData("ma-cross(slow=60, fast=5:15:1, weight=0|0.5|1)", 32)]
    [InlineData("ma-cross(weight=-1:1) + rsi-reversion(weight=-1:1)", 9)]
    public void FixedSettings_ThatAreTried_AreDifferent(string steers, int expected)
    {
        var candidates = FixedSettings.Candidates(AgentActions.OfSettings(SteeringPlan.Parse(steers)), new SeededRandom(1, "fixed"));
        Assert.Equal(expected, candidates.Count);
        Assert.Equal(expected, candidates.Select(action => string.Join(' ', action)).Distinct().Count());
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

    /// <summary>By hand, from the definitions: equity 100, 110, 99, 104.5 with a memory of 0.1 and a drawdown that counts double.</summary>
    [Fact]
    public void Rewards_OfAShortEpisode_AreThoseByHand()
    {
        static double[] Of(RewardKind kind)
        {
            var meter = new RewardMeter(kind, adaptation: 0.1, drawdownWeight: 2);
            meter.Begin(100);
            return [meter.Next(110), meter.Next(99), meter.Next(104.5)];
        }
        var (up, down, back) = (0.09531017980432493, -0.10536051565782628, 0.05406722127027574);
        Assert.Equal([up, down, back], Of(RewardKind.Pnl), Near);
        // Drawdowns 0, 0.1 and 0.05: only what they grow by is taken off.
        Assert.Equal([up, down - 2 * 0.1, back], Of(RewardKind.DrawdownPenalised), Near);
        // (B dA - A dB / 2) / (B - A^2)^1.5 with A the moving mean and B the moving mean of squares, before the step; A = B = 0 says nothing.
        var (a1, b1) = (0.1 * up, 0.1 * up * up);
        var second = (b1 * (down - a1) - a1 * (down * down - b1) / 2) / Math.Pow(b1 - a1 * a1, 1.5);
        var (a2, b2) = (a1 + 0.1 * (down - a1), b1 + 0.1 * (down * down - b1));
        var third = (b2 * (back - a2) - a2 * (back * back - b2) / 2) / Math.Pow(b2 - a2 * a2, 1.5);
        Assert.Equal([0, second, third], Of(RewardKind.DifferentialSharpe), Near);
        Assert.Equal(-6.5424, second, 3);
    }

    /// <summary>The reward is how fast the moving Sharpe ratio changes with its memory: the limit of its change for a memory that goes to nothing.</summary>
    [Fact]
    public void DifferentialSharpe_IsTheSlopeOfTheMovingSharpeRatio()
    {
        double[] returns = [0.01, -0.02, 0.015, 0.03, -0.01, 0.005];
        const double adaptation = 0.05;
        var meter = new RewardMeter(RewardKind.DifferentialSharpe, adaptation);
        var (equity, mean, square) = (100.0, 0.0, 0.0);
        meter.Begin(equity);
        foreach (var change in returns)
        {
            equity *= Math.Exp(change);
            var reward = meter.Next(equity);
            const double small = 1e-6;
            double Ratio(double memory)
            {
                var (m, s) = (mean + memory * (change - mean), square + memory * (change * change - square));
                return m / Math.Sqrt(s - m * m);
            }
            if (square > 0) Assert.Equal((Ratio(small) - Ratio(-small)) / (2 * small), reward, 4);
            mean += adaptation * (change - mean);
            square += adaptation * (change * change - square);
        }
    }

    private static readonly IEqualityComparer<double> Near = EqualityComparer<double>.Create((one, other) => Math.Abs(one - other) < 1e-12);

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
