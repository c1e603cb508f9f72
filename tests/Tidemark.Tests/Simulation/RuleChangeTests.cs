using Tidemark.Simulation.Fees;

namespace Tidemark.Tests.Simulation;

/// <summary>An order meets the trading rules of its own moment: what was refused then is refused, what was taken then is taken.</summary>
public sealed class RuleChangeTests
{
    private static readonly TradingRules Before = new(Instant.MinValue, 0.01m, 0.001m, 0.001m, 5m);

    private static Instant At(int minutes) => Scenario.Start + Duration.FromMinutes(minutes);

    [Fact]
    public void MinimumNotional_RaisedDuringTheBacktest_RefusesTheSameOrderFromThatMomentOn()
    {
        var scenario = new Scenario { Rules = Before, LaterRules = [Before with { ValidFrom = At(3), MinimumNotional = 50m }] };
        // Decided at the close of the second bar (12:02) and of the third (12:03): the rules change at 12:03 sharp.
        scenario.Flat(100).Flat(100, then: s => s.Market(Side.Buy, 0.2m, "before")).Flat(100, then: s => s.Market(Side.Buy, 0.2m, "after")).Flat(100, then: s => s.Market(Side.Buy, 0.5m, "larger")).Flat(100);
        var result = scenario.Run();
        Assert.Equal(["before", "larger"], result.Fills.Select(fill => fill.Tag));
        Assert.Contains("after Denied BelowMinimumNotional", scenario.Strategy.Events);
        Assert.Equal(1, result.Refusals[OrderReason.BelowMinimumNotional]);
    }

    [Fact]
    public void Tick_MadeFiner_IsTakenOnlyFromThatMomentOn()
    {
        var scenario = new Scenario { Rules = Before with { PriceTick = 0.5m }, LaterRules = [Before with { ValidFrom = At(2) }] };
        scenario.Flat(100, then: s => s.Limit(Side.Buy, 1m, 99.25m, "coarse")).Flat(100, then: s => s.Limit(Side.Buy, 1m, 99.25m, "fine")).Bar(100, 100, 99, 100);
        Assert.Equal("fine", Assert.Single(scenario.Run().Fills).Tag);
        Assert.Contains("coarse Denied PriceOffTick", scenario.Strategy.Events);
    }

    [Fact]
    public void Step_MadeCoarser_TheTargetIsRoundedToTheStepOfItsMoment()
    {
        var scenario = new Scenario { Rules = Before, LaterRules = [Before with { ValidFrom = At(3), QuantityStep = 0.1m }] };
        scenario.Flat(100, then: s => s.Target(0.123m)).Flat(100, then: s => s.Target(0.456m)).Flat(100, then: s => s.Target(0.999m)).Flat(100);
        Assert.Equal([0.123m, 0.333m, 0.5m], scenario.Run().Fills.Select(fill => fill.Quantity.Value));
    }

    [Theory]
    [InlineData(10, 20, "Limit")]
    [InlineData(10, 10, "Limit Market")]
    public void MaximumQuantity_OrderAboveIt_IsDenied(int largest, int largestOfMarket, string refused)
    {
        var rules = Before with { MaximumQuantity = 10.5m, MaximumMarketQuantity = largestOfMarket / 2m };
        var scenario = new Scenario { Cash = 1_000_000m, Rules = rules };
        scenario.Flat(100, then: s => s.Market(Side.Buy, 8m, "Market")).Flat(100, then: s => s.Limit(Side.Buy, largest + 1m, 100m, "Limit")).Flat(100);
        scenario.Run();
        Assert.Equal(refused.Split(' ').Order(), scenario.Strategy.Events.Where(line => line.EndsWith("Denied AboveMaximumQuantity", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).Order());
    }

    [Fact]
    public void RulesBeforeTheFirstKnown_NothingIsRefused()
    {
        var scenario = new Scenario { LaterRules = [Before with { ValidFrom = At(2), PriceTick = 1m }] };
        scenario.Flat(100, then: s => s.Limit(Side.Buy, 0.00001m, 99.5m, "free")).Bar(100, 100, 99, 100);
        Assert.Single(scenario.Run().Fills);
    }

    [Fact]
    public void FeeTier_ChangedDuringTheBacktest_IsTakenByTheFillsOfItsTime()
    {
        var fees = FeePresets.Flat(10m) with { ByInstrument = true };
        var scenario = new Scenario { Fees = fees, Rules = Before, LaterRules = [Before with { ValidFrom = At(2), TakerFeeRate = 0.0005m }, Before with { ValidFrom = At(3), TakerFeeRate = 0.002m }] };
        for (var minute = 0; minute < 4; minute++) scenario.Flat(100, then: s => s.Market(Side.Buy, 1m, "buy"));
        // Filled at 1, 2 and 3 minutes: the rate of the venue, then what was declared.
        Assert.Equal([0.1m, 0.05m, 0.2m], scenario.Run().Fills.Select(fill => fill.Fee));
    }
}
