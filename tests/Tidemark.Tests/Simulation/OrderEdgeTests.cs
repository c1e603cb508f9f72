using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Latency;

namespace Tidemark.Tests.Simulation;

/// <summary>Orders that hang on others, arrive late or are run by the engine, where these meet.</summary>
public sealed class OrderEdgeTests
{
    private static string All(Scenario s) => string.Join(" | ", s.Strategy.Events);

    [Fact]
    public void Bracket_WithAScheduledEntry_KeepsItsEnds()
    {
        var s = new Scenario()
            .Flat(100, then: x => x.ScheduledBracket(Scenario.At(2), 95m, 110m)).Flat(100).Flat(100).Flat(100).Bar(100, 100, 90, 90).Flat(90);
        var fills = s.Run().Fills;
        Assert.True(fills.Count == 2, All(s));
    }

    [Fact]
    public void Bracket_WhoseEntryTheEngineWatches_KeepsItsEnds()
    {
        var s = new Scenario { Native = VenueFeatures.All & ~VenueFeatures.StopLimitOrders }
            .Flat(100, then: x => x.StopLimitBracket(101m, 102m, 95m, 110m)).Bar(100, 101.5, 100, 101.5).Flat(101.5).Flat(101.5).Bar(100, 100, 90, 90).Flat(90);
        var fills = s.Run().Fills;
        Assert.True(fills.Count == 2, All(s));
    }

    [Fact]
    public void Exit_SentAfterAPartialFill_Works()
    {
        var s = new Scenario { Fills = new WorstCaseFillModel() }
            .Flat(100, then: x => x.Limit(Side.Buy, 10m, 101m, "entry"))
            .Bar(100, 100, 100, 100, 40, then: x => x.Order("stop", Side.Sell, 10m, OrderType.Stop, stop: 95m, more: t => t with { Parent = x.Orders["entry"], ReduceOnly = true }))
            .Bar(105, 105, 105, 105, 40, then: x => x.Cancel("entry"))
            .Bar(105, 105, 90, 90).Flat(90).Flat(90);
        var fills = s.Run().Fills;
        Assert.True(fills.Count == 2, All(s));
    }

    [Fact]
    public void StopLimit_ArrivingInsideABar_NeverFillsBeyondItsLimit()
    {
        var s = new Scenario { Latency = new FixedLatency(6_000, 0) }
            .Flat(100, then: x => x.Order("e", Side.Buy, 1m, OrderType.StopLimit, limit: 101m, stop: 100m))
            .Bar(100.5, 160, 100.5, 160).Flat(160);
        var fill = Assert.Single(s.Run().Fills);
        Assert.True(fill.Price.Value <= 101m, fill.Price.ToString());
    }

    [Fact]
    public void Timers_BetweenBarsWithLatency_LetRequestsArriveBetweenThem()
    {
        var strategy = new TimerStrategy();
        new Scenario { Latency = new FixedLatency(50, 0), Interval = Interval.Hours(1), Other = strategy }.Flat(100).Flat(100).Flat(100).Run();
        Assert.Equal(["a Accepted 00:10", "second: Open", "a Expired 00:20"], strategy.Heard);
    }

    [Fact]
    public void WaitingChild_WhenItsParentFills_HasNotRested()
    {
        var s = new Scenario { Fees = new FeeSchedule("x", new FeeRates(0m, 0.01m)) }
            .Flat(100, then: x =>
            {
                x.Limit(Side.Buy, 1m, 95m, "entry");
                x.Order("exit", Side.Sell, 1m, OrderType.Limit, limit: 90m, options: new OrderOptions { PostOnly = true }, more: t => t with { Parent = x.Orders["entry"], ReduceOnly = true });
            })
            .Flat(100).Flat(100).Bar(100, 100, 94, 96).Flat(96).Flat(96);
        s.Run();
        Assert.Contains("exit Rejected WouldTakeLiquidity", s.Strategy.Events);
    }

    [Fact]
    public void Iceberg_NearItsEnd_CanBeRepriced()
    {
        var s = new Scenario()
            .Flat(100, then: x => x.Order("ice", Side.Buy, 10m, OrderType.Limit, limit: 99m, options: new OrderOptions { DisplayedQuantity = new Quantity(4m) }))
            .Bar(100, 100, 99, 100).Bar(100, 100, 99, 100, then: x => x.Amend("ice", new Amendment(LimitPrice: new Price(98m)))).Flat(100);
        s.Run();
        Assert.True(!s.Strategy.Events.Any(e => e.Contains("Rejected", StringComparison.Ordinal)), All(s));
    }

    [Fact]
    public void Bracket_WithUnequalDelays_StillProtects()
    {
        var s = new Scenario { Latency = LatencyModels.Read("x", ["1000,0", "70000,0", "1000,0"]) }
            .Flat(100, then: x => x.Bracket(Side.Buy, 1m, 95m, 200m)).Flat(100).Flat(100).Bar(100, 100, 90, 90).Flat(90).Flat(90);
        var fills = s.Run().Fills;
        Assert.True(fills.Count == 2, All(s));
    }

    [Fact]
    public void Bracket_WithAnIcebergEntryRunByTheEngine_ProtectsAllOfIt()
    {
        var s = new Scenario { Native = VenueFeatures.All & ~VenueFeatures.Icebergs }
            .Flat(100, then: x => x.IcebergBracket(99m, 4m, 1m, 95m, 110m)).Bar(100, 100, 98, 98.5).Bar(98.5, 98.5, 98, 98.5).Bar(98.5, 98.5, 98, 98.5).Bar(98.5, 98.5, 98, 98.5).Bar(98.5, 98.5, 98, 98.5)
            .Bar(98, 98, 90, 90).Flat(90).Flat(90);
        var fills = s.Run().Fills;
        Assert.True(s.Strategy.Held.IsZero && fills.Count > 0, s.Strategy.Held + " held: " + All(s));
    }

    private sealed class TimerStrategy : Strategy
    {
        private Order order = null!;
        public List<string> Heard { get; } = [];
        protected internal override void OnStart()
        {
            SetTimer("one", Scenario.At(70));
            SetTimer("two", Scenario.At(75));
            SetTimer("three", Scenario.At(90));
        }

        protected internal override void OnTimer(string name)
        {
            if (name == "one") order = Submit(new OrderTerms(default, Side.Buy, new Quantity(1m)) { Type = OrderType.Limit, LimitPrice = new Price(50m), Tag = "a", TimeInForce = TimeInForce.Gtd, Options = new OrderOptions { ExpiresAt = Scenario.At(80) } });
            if (name == "two") Heard.Add($"second: {order.Status}");
        }

        protected internal override void OnOrder(Order order, OrderEvent e) => Heard.Add($"{order.Tag} {e.Kind} {Now.ToString()[14..16].Insert(0, "00:")}");
    }
}
