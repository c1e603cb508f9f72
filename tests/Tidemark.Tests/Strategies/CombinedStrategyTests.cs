using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies;
using Tidemark.Strategies.Combined;
using Tidemark.Strategies.MarketMaking;
using Tidemark.Strategies.Trend;
using Tidemark.Tests.Simulation;
using Tidemark.Tests.Simulation.Books;

namespace Tidemark.Tests.Strategies;

/// <summary>Each way to combine, worked out by hand on a few bars: members say what they want at each close, the position follows at the next open.</summary>
public sealed class CombinedStrategyTests
{
    /*
     * bar      0  1  2  3  4  5  6
     * first    +  +  +  0  -  -  0
     * second   0  +  +  +  -  +  0
     * third    0  0  -  -  -  -  0
     * long     1  2  2  1  0  1  0
     * short    0  0  1  1  3  2  0
     */
    [Theory]
    [InlineData(2, "0++0--0")]
    [InlineData(0, "0++0--0")]
    [InlineData(3, "0000-00")]
    [InlineData(1, "+++0--0")]
    public void Vote_OfThree_IsTheSideWithEnoughVotes(int atLeast, string expected) =>
        Assert.Equal(expected, Sides(new VoteStrategy(Of(("first", "+++0--0"), ("second", "0+++-+0"), ("third", "00----0"))) { AtLeast = atLeast, Direction = TradeDirection.LongShort }, 7));

    /*
     * bar      0  1  2  3  4
     * first    +  +  -  0  +
     * second   +  -  -  0  -
     * at bars 1 and 4 both sides have one vote, which is enough
     */
    [Theory]
    [InlineData(TieRule.Flat, "+0-00")]
    [InlineData(TieRule.Keep, "++-00")]
    public void Vote_Tie_IsDecidedByItsRule(TieRule ties, string expected) =>
        Assert.Equal(expected, Sides(new VoteStrategy(Of(("first", "++-0+"), ("second", "+--0-"))) { AtLeast = 1, Ties = ties, Direction = TradeDirection.LongShort }, 5));

    [Fact]
    public void Vote_LongOnly_LeavesWhereItWouldSellShort() =>
        Assert.Equal("++00+", Sides(new VoteStrategy(Of(("first", "++--+"))), 5));

    /*
     * weights 2, 1, 1; threshold 0.5, exit 0.1
     * bar      0     1     2     3     4     5     6
     * first    +     +     h     0     -     -     0
     * second   +     0     -     -     -     +     +
     * third    0     -     0     0     0     0     0
     * score    0.75  0.25  0.00 -0.25 -0.75 -0.25  0.25
     */
    [Fact]
    public void Weighted_IsTheSideOfTheScore_KeptUntilItIsWeak() =>
        Assert.Equal("++00--0", Sides(Weighted([2, 1, 1], 0.1, ("first", "++h0--0"), ("second", "+0---++"), ("third", "0-00000")), 7));

    /*
     * Half a unit of the first alone: 2 * 0.5 / 2 = 0.5 is enough; the second with a negative weight counts against itself:
     * (1 - 1) / 2 = 0 and (0 + 1) / 2 = 0.5.
     */
    [Fact]
    public void Weighted_StrengthAndNegativeWeights_Count()
    {
        Assert.Equal("0+0", Sides(Weighted([1], 0, ("only", "0h0")), 3));
        Assert.Equal("0+", Sides(Weighted([1, -1], 0, ("first", "+0"), ("second", "+-")), 2));
    }

    /*
     * close             100   110   121   108.9  98.01  107.811
     * return of long          +10%  +10%  -10%   -10%   +10%
     * long, 2 bars                  +21%  - 1%   -19%   - 1%
     * short, 2 bars                 -19%  - 1%   +21%   - 1%
     * followed          none  none  long  long   short  short
     */
    [Theory]
    [InlineData(1, "00++--")]
    [InlineData(3, "00++++")]
    public void BestOf_FollowsWhoEarnedMost_NotMoreOftenThanAsked(int every, string expected) =>
        Assert.Equal(expected, Sides(new BestOfStrategy(Of(("bull", "+"), ("bear", "-"))) { Window = 2, Every = every, Cost = 0.001, Direction = TradeDirection.LongShort }, [100, 110, 121, 108.9, 98.01, 107.811]));

    /* As above, but a change from long to short trades two units: at 25 % each it costs more than 21 % - -19 % = 40 % are better. */
    [Fact]
    public void BestOf_ChangeThatCostsMoreThanItGains_IsNotMade() =>
        Assert.Equal("00++++", Sides(new BestOfStrategy(Of(("bull", "+"), ("bear", "-"))) { Window = 2, Every = 1, Cost = 0.25, Direction = TradeDirection.LongShort }, [100, 110, 121, 108.9, 98.01, 107.811]));

    /*
     * close             100   103   104    107    108    140    105
     * return                  +3 %  +1.0 % +2.9 % +0.9 % +29.6 % -25 %
     * bold wants        +     +     +      +      +      +      +
     * shy wants         +     +     +      0      0      0      0
     * return, 4 bars                              8.0/7.0 35.9/3.9 1.0/2.9 %
     * mean / deviation                            1.69/1.16 0.61/0.71 0.10/0.50
     */
    [Theory]
    [InlineData(BestOfMeasure.Return, "0000++0")]
    [InlineData(BestOfMeasure.Sharpe, "0000+00")]
    public void BestOf_ByItsMeasure_PrefersTheRichOrTheSteady(BestOfMeasure by, string expected) =>
        Assert.Equal(expected, Sides(new BestOfStrategy(Of(("bold", "+"), ("shy", "+++0"))) { By = by, Window = 4, Every = 1, Cost = 0 }, [100, 103, 104, 107, 108, 140, 105]));

    [Fact]
    public void Regime_FollowsTheMemberOfTheRegime()
    {
        var closes = Closes(400);
        var strategy = new RegimeStrategy(new CombinationDocument
        {
            Name = "regimes",
            About = new AboutAttribute(),
            Members =
            [
                new CombinationMember("bull", () => new ScriptedMember("bull", "+")) { Regimes = ["low"] },
                new CombinationMember("bear", () => new ScriptedMember("bear", "-")) { Regimes = ["high"] },
            ],
            Direction = TradeDirection.LongShort,
        })
        { Window = 40, VolatilityBars = 5, Upper = 0.8, Lower = 0.3 };
        var expected = NaiveRegimes(closes, 5, 40, 0.8, 0.3).Select(regime => regime switch { 0 => '+', 1 => '-', _ => '0' });
        Assert.Equal(string.Concat(expected), Sides(strategy, closes));
    }

    /// <summary>The venue takes no market order of that size while the first exit is sent; the vote stays flat.</summary>
    [Fact]
    public void Exit_ThatIsDenied_IsSentAgainAtALaterClose()
    {
        var scenario = new Scenario
        {
            Other = new VoteStrategy(Of(("first", "+0"))),
            Rules = TradingRules.None,
            LaterRules = [TradingRules.None with { ValidFrom = Scenario.At(2), MaximumMarketQuantity = 0.001m }, TradingRules.None with { ValidFrom = Scenario.At(4), MaximumMarketQuantity = 1_000m }],
        };
        for (var bar = 0; bar < 7; bar++) scenario.Flat(100);
        Assert.Equal(["Buy 1", "Sell 4"], scenario.Run().Fills.Select(fill => $"{fill.Side} {Scenario.MinuteOf(fill)}"));
    }

    /// <summary>Who trades at the market only is followed to the last fill by a vote of one.</summary>
    [Theory]
    [InlineData("adx-trend")]
    [InlineData("bollinger-reversion")]
    [InlineData("ichimoku-cloud")]
    [InlineData("ma-cross")]
    [InlineData("macd-trend")]
    [InlineData("stochastic-reversion")]
    [InlineData("supertrend")]
    [InlineData("time-series-momentum")]
    [InlineData("vwap-reversion")]
    [InlineData("z-score-reversion")]
    public void VoteOfOne_TradesAsItsMemberDoes(string name)
    {
        var bars = new SyntheticMarket(new SyntheticMarketOptions(7, Interval.Hours(1), Instant.FromDate(2024, 1, 1), 100)).Generate(3_000);
        KeyValuePair<string, string>[] both = [KeyValuePair.Create("direction", "long-short")];
        var expected = Run(StrategyCatalog.Create(name, both), bars);
        var actual = Run(new VoteStrategy(new CombinationDocument
        {
            Name = "one",
            About = new AboutAttribute(),
            Members = [new CombinationMember(name, () => StrategyCatalog.Create(name, both))],
            Direction = TradeDirection.LongShort,
        }), bars);
        Assert.True(expected.Fills.Count >= 30, $"{expected.Fills.Count} fills");
        Assert.Equal(expected.Fills.Select(Terms), actual.Fills.Select(Terms));

        static (Instant, Side, decimal, decimal) Terms(Fill fill) => (fill.Time, fill.Side, fill.Quantity.Value, fill.Price.Value);
    }

    [Fact]
    public void MemberThatNeedsBooks_IsRefusedByName()
    {
        var refusal = Assert.Throws<BadInputException>(() => new VoteStrategy(Of() with { Members = [new CombinationMember("maker", () => new SpreadMarketMaking())] }));
        Assert.Contains("maker", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MemberThatListensToBooks_IsRefusedOnARecordingOfThem()
    {
        var scenario = new BookScenario { Other = () => new VoteStrategy(Of() with { Members = [new CombinationMember("listener", () => new BookScenario.Script([]))] }) }.Snapshot(0, [(100, 10)], [(101, 10)]);
        Assert.Throws<BadInputException>(() => scenario.Run());
    }

    private static BacktestResult Run(Strategy strategy, BarColumns bars) => Backtest.Run(new BacktestPlan
    {
        Setup = new SessionSetup
        {
            Instruments = [new Instrument(InstrumentId.Parse("BTC/USDT@test"))],
            BaseIntervals = [bars.Interval],
            Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Margin, [new Money(100_000m, "USDT")], FeePresets.Flat(10m).Rates, FundsPolicy.InitialMargin, 2m)],
            Currency = "USDT",
            Sizing = new SizingRule(SizingKind.FixedQuantity, 1m),
        },
        Venue = new VenueOptions(new WorstCaseFillModel(), new NoSlippage(), FeePresets.Flat(10m)),
        Bars = [bars],
        Strategies = [strategy],
    });

    private static double[] Closes(int count)
    {
        var bars = new SyntheticMarket(new SyntheticMarketOptions(3, Interval.Minutes(1), Scenario.Start, 100)).Generate(count);
        return [.. bars.Close.Span];
    }

    /// <summary>From the definition: deviation of the last returns, its rank among the values before, two levels.</summary>
    private static int[] NaiveRegimes(double[] closes, int period, int window, double upper, double lower)
    {
        var (volatilities, regimes, now) = (new List<double>(), new List<int>(), -1);
        for (var i = 0; i < closes.Length; i++)
        {
            if (i >= period)
            {
                var returns = Enumerable.Range(i - period + 1, period).Select(j => Math.Log(closes[j] / closes[j - 1])).ToArray();
                var mean = returns.Average();
                volatilities.Add(Math.Sqrt(returns.Sum(one => (one - mean) * (one - mean)) / (period - 1)));
            }
            if (volatilities.Count > window)
            {
                var share = volatilities.SkipLast(1).TakeLast(window).Count(one => one < volatilities[^1]) / (double)window;
                now = share >= (now == 1 ? lower : upper) ? 1 : 0;
            }
            regimes.Add(now);
        }
        return [.. regimes];
    }

    private static WeightedStrategy Weighted(double[] weights, double exit, params (string Name, string Script)[] members) => new(Of(members) with
    {
        Members = [.. members.Select((member, number) => new CombinationMember(member.Name, () => new ScriptedMember(member.Name, member.Script)) { Weight = weights[number] })],
    })
    { Threshold = 0.5, Exit = exit, Direction = TradeDirection.LongShort };

    private static CombinationDocument Of(params (string Name, string Script)[] members) => new()
    {
        Name = "combined",
        About = new AboutAttribute(),
        Members = [.. members.Select(member => new CombinationMember(member.Name, () => new ScriptedMember(member.Name, member.Script)))],
    };

    private static string Sides(Strategy strategy, int bars) => Sides(strategy, [.. Enumerable.Repeat(100.0, bars)]);

    /// <summary>What was decided at each close: what is held after the next open.</summary>
    private static string Sides(Strategy strategy, double[] closes)
    {
        var scenario = new Scenario { Other = strategy, Funds = FundsPolicy.InitialMargin, Leverage = 3m, Cash = 1_000_000m };
        for (var bar = 0; bar <= closes.Length; bar++)
        {
            var (open, close) = (bar == 0 ? closes[0] : closes[bar - 1], closes[Math.Min(bar, closes.Length - 1)]);
            scenario.Bar(open, Math.Max(open, close), Math.Min(open, close), close, 1e9);
        }
        var fills = scenario.Run().Fills;
        return string.Concat(Enumerable.Range(0, closes.Length).Select(bar => fills.Where(fill => Scenario.MinuteOf(fill) <= bar + 1).Sum(fill => fill.Side.Sign() * fill.Quantity.Value) switch { > 0m => '+', < 0m => '-', _ => '0' }));
    }
}
