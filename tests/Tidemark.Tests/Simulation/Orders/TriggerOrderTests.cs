using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Slippage;

namespace Tidemark.Tests.Simulation.Orders;

/// <summary>Stop-limit and take-profit orders, worked out by hand.</summary>
public sealed class TriggerOrderTests
{
    [Fact]
    public void StopLimit_TouchedInsideTheBar_FillsAtTheStop()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.StopLimit, limit: 106m, stop: 105m)).Bar(100, 110, 99, 108);
        var fill = Assert.Single(scenario.Run().Fills);
        Assert.Equal((105m, LiquidityRole.Taker), (fill.Price.Value, fill.Role));
        Assert.Equal(["a Accepted", "a Triggered", "a Filled"], scenario.Strategy.Events);
    }

    [Fact]
    public void StopLimit_OpenBeyondTheLimit_RestsAndFillsWhenThePriceComesBack()
    {
        // Triggered at 108, too dear. The bar's low of 107 never comes back to 106; the next bar does.
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.StopLimit, limit: 106m, stop: 105m)).Bar(108, 110, 107, 109).Bar(109, 109, 105, 106);
        var fill = Assert.Single(scenario.Run().Fills);
        Assert.Equal((2, 106m, LiquidityRole.Maker), (Scenario.MinuteOf(fill), fill.Price.Value, fill.Role));
        Assert.True(scenario.Strategy.Orders["a"].IsTriggered);
    }

    [Fact]
    public void StopLimit_OpenBeyondTheLimitAndBackInTheSameBar_FillsAtTheLimit()
    {
        var result = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.StopLimit, limit: 106m, stop: 105m)).Bar(108, 110, 104, 109).Run();
        Assert.Equal(106m, Assert.Single(result.Fills).Price.Value);
    }

    [Theory]
    [InlineData(103.5, 1)]   // the low of 101 may have come before the trigger, and the close does not prove that the price came back
    [InlineData(102.5, 0)]   // it closed beyond the limit: it was there after the trigger
    public void StopLimit_LimitBehindTheStop_OnlyTheCloseProvesTheWayBack(double close, int barsLater)
    {
        var result = new Scenario { Fills = new WorstCaseFillModel() }
            .Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.StopLimit, limit: 103m, stop: 105m)).Bar(102, 106, 101, close).Bar(103.5, 104, 102, 104).Run();
        var fill = Assert.Single(result.Fills);
        Assert.Equal((1 + barsLater, 103m), (Scenario.MinuteOf(fill), fill.Price.Value));
    }

    [Fact]
    public void StopLimit_Slippage_EndsAtTheLimit()
    {
        var result = new Scenario { Slippage = new BasisPointSlippage(100) }
            .Flat(100, then: s => s.Order("a", Side.Buy, 1m, OrderType.StopLimit, limit: 105.5m, stop: 105m)).Bar(100, 110, 99, 108).Run();
        Assert.Equal(105.5m, Assert.Single(result.Fills).Price.Value);
    }

    [Theory]
    [InlineData(100, 105, 105)]   // touched: at its price
    [InlineData(106, 107, 106)]   // gap: at the better open
    public void TakeProfit_Sell_FillsAtItsPriceOrABetterOpen(double open, double high, double expected)
    {
        var result = new Scenario().Flat(100, then: s => s.Market(Side.Buy, 1m, "in"))
            .Flat(100, then: s => s.Order("target", Side.Sell, 1m, OrderType.TakeProfit, stop: 105m)).Bar(open, high, 99, 101).Run();
        Assert.Equal(((decimal)expected, LiquidityRole.Taker), (result.Fills[1].Price.Value, result.Fills[1].Role));
    }

    [Fact]
    public void TakeProfit_IsATakerAndSlips()
    {
        var result = new Scenario { Slippage = new BasisPointSlippage(100) }.Flat(100, then: s => s.Market(Side.Buy, 1m, "in"))
            .Flat(100, then: s => s.Order("target", Side.Sell, 1m, OrderType.TakeProfit, stop: 105m)).Bar(100, 106, 99, 101).Run();
        Assert.Equal(103.95m, result.Fills[1].Price.Value);
    }

    [Fact]
    public void TakeProfitLimit_TriggeredBelowItsLimit_WaitsThereAsAMaker()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Market(Side.Buy, 1m, "in"))
            .Flat(100, then: s => s.Order("target", Side.Sell, 1m, OrderType.TakeProfitLimit, limit: 107m, stop: 105m)).Bar(100, 106, 99, 104).Bar(104, 108, 104, 106);
        var result = scenario.Run();
        Assert.Equal((3, 107m, LiquidityRole.Maker), (Scenario.MinuteOf(result.Fills[1]), result.Fills[1].Price.Value, result.Fills[1].Role));
        Assert.Equal(OrderStatus.Filled, scenario.Strategy.Orders["target"].Status);
    }

    [Theory]
    [InlineData(OrderType.StopLimit)]
    [InlineData(OrderType.TakeProfitLimit)]
    [InlineData(OrderType.TakeProfit)]
    public void Trigger_WithoutItsPrices_IsDenied(OrderType type)
    {
        var scenario = new Scenario().Flat(100, then: s => s.Order("a", Side.Buy, 1m, type)).Flat(100);
        scenario.Run();
        Assert.Equal(["a Denied PriceNotPositive"], scenario.Strategy.Events);
    }

    [Fact]
    public void StopAndTakeProfit_BothInOneBar_TheStopComesFirst()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Market(Side.Buy, 1m, "in")).Flat(100, then: s =>
        {
            var group = s.NewGroup();
            s.Order("target", Side.Sell, 1m, OrderType.TakeProfit, stop: 105m, more: terms => terms with { ReduceOnly = true, OcoGroup = group });
            s.Order("stop", Side.Sell, 1m, OrderType.Stop, stop: 95m, more: terms => terms with { ReduceOnly = true, OcoGroup = group });
        }).Bar(100, 106, 94, 100);
        Assert.Equal("stop", scenario.Run().Fills[1].Tag);
        Assert.Contains("target Canceled SiblingFilled", scenario.Strategy.Events);
    }
}
