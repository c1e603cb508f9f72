using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Latency;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;

namespace Tidemark.Tests.Simulation.Orders;

/// <summary>Links of orders where they are stretched: over instruments, by latency, by coming late.</summary>
public sealed class LinkEdgeTests
{
    public static TheoryData<VenueFeatures> Venues => [VenueFeatures.All, VenueFeatures.All & ~VenueFeatures.ContingentOrders];

    [Fact]
    public void Stop_WokenByAnOrderOfAnotherInstrument_CountsTheNextOpen()
    {
        // The parent fills inside its bar. The child's next bar opens beyond its stop: it fills at that open, not at its better price.
        var strategy = new TwoLegs();
        var result = Two([(100, 100, 100, 100), (100, 101, 100, 100), (100, 101, 98, 100), (100, 101, 100, 100)], [(50, 50, 50, 50), (50, 50, 50, 50), (50, 50, 50, 50), (40, 42, 40, 42)], strategy);
        Assert.Equal([("parent", 99m), ("child", 40m)], result.Fills.Skip(1).Select(fill => (fill.Tag, fill.Price.Value)));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public void Group_LateExit_DoesOnlyWhatIsLeftOfIt(VenueFeatures native)
    {
        // The target sold 3 of 4; a stop for 4 that joins afterwards is for 1, also when the position has grown meanwhile.
        var group = 0;
        var scenario = new Scenario { Native = native, Fills = new WorstCaseFillModel(0.1m) }.Flat(100, then: s => s.Market(Side.Buy, 4m, "in"))
            .Flat(100, then: s =>
            {
                group = s.NewGroup();
                s.Order("target", Side.Sell, 4m, OrderType.Limit, limit: 104m, more: terms => terms with { ReduceOnly = true, OcoGroup = group });
            })
            .Bar(105, 106, 105, 105, 30, then: s =>
            {
                s.Market(Side.Buy, 5m, "more");
                s.Order("stop", Side.Sell, 4m, OrderType.Stop, stop: 95m, more: terms => terms with { ReduceOnly = true, OcoGroup = group });
            })
            .Flat(100).Bar(94, 94, 94, 94).Flat(94);
        var fills = scenario.Run().Fills;
        Assert.Equal([("in", 4m), ("target", 3m), ("more", 5m), ("stop", 1m)], fills.Select(fill => (fill.Tag, fill.Quantity.Value)));
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public void Group_LateEntry_EndsWhenAnotherHasFilled(VenueFeatures native)
    {
        var group = 0;
        var scenario = new Scenario { Native = native }.Flat(100, then: s =>
        {
            group = s.NewGroup();
            s.Order("up", Side.Buy, 1m, OrderType.Stop, stop: 101m, more: terms => terms with { OcoGroup = group });
        }).Bar(100, 102, 100, 102, then: s => s.Order("down", Side.Buy, 1m, OrderType.Limit, limit: 99m, more: terms => terms with { OcoGroup = group })).Bar(100, 100, 98, 98).Flat(98);
        Assert.Equal(["up"], scenario.Run().Fills.Select(fill => fill.Tag));
        Assert.Contains("down Canceled SiblingFilled", scenario.Strategy.Events);
    }

    [Fact]
    public void Bracket_ArrivingEarlyInABarBelowItsStop_LeavesAfterItsEntry_AtNoBetterPriceThanTheMarket()
    {
        // 6 s into a minute that opens far below the stop. The entry fills at the line there, and the stop cannot fill before it, nor at 95.
        var scenario = new Scenario { Latency = new FixedLatency(6_000, 0), Fills = new WorstCaseFillModel(1m) }
            .Flat(100, then: s => s.Bracket(Side.Buy, 1m, 95m, 200m)).Bar(80, 90, 80, 90).Flat(90);
        var fills = scenario.Run().Fills;
        Assert.Equal(["entry", "stop-loss"], fills.Select(fill => fill.Tag));
        Assert.Equal(81m, fills[0].Price.Value);
        Assert.True(fills[1].Time >= fills[0].Time, $"out at {fills[1].Time}, in at {fills[0].Time}");
        Assert.True(fills[1].Price.Value <= 81m, $"{fills[1].Price}");
    }

    [Fact]
    public void Stop_AboveTheLimitAtWhichItsEntryFilledInside_FillsNoBetterThanThere()
    {
        var scenario = new Scenario { Fills = new WorstCaseFillModel(1m) }.Flat(100, then: s => s.LimitBracket(Side.Buy, 1m, 94m, 95m, 200m)).Bar(100, 100, 90, 99).Flat(99);
        Assert.Equal([("entry", 94m), ("stop-loss", 94m)], scenario.Run().Fills.Select(fill => (fill.Tag, fill.Price.Value)));
    }

    [Fact]
    public void FillOrKill_ThatWouldReduceLessThanItsWhole_DoesNothing()
    {
        var scenario = new Scenario { Funds = FundsPolicy.InitialMargin }.Flat(100, then: s => s.Market(Side.Buy, 6m, "in"))
            .Flat(100, then: s => s.Market(Side.Sell, 10m, "out", TimeInForce.Fok, reduceOnly: true)).Flat(100);
        Assert.Equal(["in"], scenario.Run().Fills.Select(fill => fill.Tag));
        Assert.Contains("out Expired NotImmediatelyFillable", scenario.Strategy.Events);
    }

    private static BacktestResult Two((double O, double H, double L, double C)[] first, (double O, double H, double L, double C)[] second, Strategy strategy)
    {
        Instrument[] instruments = [new(InstrumentId.Parse("AAA/USDT@test")), new(InstrumentId.Parse("BBB/USDT@test"))];
        return Backtest.Run(new BacktestPlan
        {
            Setup = new SessionSetup
            {
                Instruments = [.. instruments],
                BaseIntervals = [Interval.Minutes(1), Interval.Minutes(1)],
                Accounts = [new AccountSetup(new AccountId("main"), "test", AccountKind.Spot, [new Money(10_000m, "USDT")], new FeeRates(0m, 0m), FundsPolicy.OwnedAssets)],
                Currency = "USDT",
            },
            Venue = new VenueOptions(new WorstCaseFillModel(1m), new NoSlippage(), FeePresets.Flat(0m)),
            Bars = [Columns(first), Columns(second)],
            Strategies = [strategy],
        });

        static BarColumns Columns((double O, double H, double L, double C)[] rows) =>
            BarColumns.FromBars(Interval.Minutes(1), [.. rows.Select((row, index) => Bar.Create(Scenario.At(index), row.O, row.H, row.L, row.C, 1_000))]);
    }

    /// <summary>Holds the second instrument; its stop waits for an entry in the first.</summary>
    private sealed class TwoLegs : Strategy
    {
        private int bars;

        protected internal override void OnBarsClosed(Instant closeTime)
        {
            if (bars++ == 0) Submit(new OrderTerms(new InstrumentIndex(1), Side.Buy, new Quantity(1m)) { Tag = "held" });
            if (bars != 2) return;
            var parent = Submit(new OrderTerms(new InstrumentIndex(0), Side.Buy, new Quantity(1m)) { Type = OrderType.Limit, LimitPrice = new Price(99m), Tag = "parent" });
            Submit(new OrderTerms(new InstrumentIndex(1), Side.Sell, new Quantity(1m)) { Type = OrderType.Stop, StopPrice = new Price(45m), Parent = parent, ReduceOnly = true, Tag = "child" });
        }
    }
}
