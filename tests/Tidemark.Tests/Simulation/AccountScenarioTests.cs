using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Slippage;

namespace Tidemark.Tests.Simulation;

public sealed class AccountScenarioTests
{
    [Fact]
    public void SpotBuy_BeyondTheCash_IsDeniedBeforeItIsSent()
    {
        var scenario = new Scenario { Cash = 100m, Fees = FeePresets.Flat(10m) }.Flat(100, then: s => s.Market(Side.Buy, 1m, "a")).Flat(50);
        var result = scenario.Run();
        Assert.Empty(result.Fills);
        Assert.Equal(["a Denied InsufficientFunds"], scenario.Strategy.Events);
        Assert.Equal(1, result.Refusals[OrderReason.InsufficientFunds]);
        Assert.Equal(0, result.OrdersSubmitted);
    }

    [Fact]
    public void SpotBuy_DearerAtTheOpen_IsRejectedByTheVenue()
    {
        var scenario = new Scenario { Cash = 101m }.Flat(100, then: s => s.Market(Side.Buy, 1m, "a")).Flat(102);
        var result = scenario.Run();
        Assert.Empty(result.Fills);
        Assert.Contains("a Rejected InsufficientFunds", scenario.Strategy.Events);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OpenPosition_ScaledInAndOut_TellsWhatWasRealizedAndWhatIsOpen(bool isShort)
    {
        var (into, outOf) = isShort ? (Side.Sell, Side.Buy) : (Side.Buy, Side.Sell);
        var scenario = new Scenario { Funds = FundsPolicy.InitialMargin, Fees = FeePresets.Flat(10m) }
            .Flat(100, then: s => s.Market(into, 1m, "a")).Flat(100, then: s => s.Market(into, 1m, "b")).Flat(200, then: s => s.Market(outOf, 1m, "c"))
            .Flat(300, then: s => s.Market(into, 1m, "d")).Flat(400).Flat(410);
        var result = scenario.Run();
        // 150 on average, one of two given away at 300; then (150 + 400) / 2.
        var open = Assert.Single(result.OpenPositions);
        var sign = isShort ? -1 : 1;
        Assert.Equal((sign * 2m, 275m, sign * 150m), (open.Quantity.Value, open.AveragePrice.Value, open.RealizedPnl));
        Assert.Equal(sign * 270, open.UnrealizedPnl);
        Assert.Equal(1m, open.Fees);
        Assert.Equal(result.FinalWorth!.Value - result.InitialWorth!.Value, open.RealizedPnl + (decimal)open.UnrealizedPnl - open.Fees);
    }

    [Fact]
    public void SpotSell_OfWhatIsNotOwned_IsDenied()
    {
        var scenario = new Scenario().Flat(100, then: s => s.Market(Side.Sell, 1m, "a")).Flat(100);
        Assert.Empty(scenario.Run().Fills);
        Assert.Equal(["a Denied ShortNotAllowed"], scenario.Strategy.Events);
    }

    [Theory]
    [InlineData(1, 11, false)]
    [InlineData(2, 11, true)]
    public void Margin_PositionWithinLeverageTimesEquity_Passes(int leverage, int quantity, bool isFilled)
    {
        var scenario = new Scenario { Cash = 1_000m, Funds = FundsPolicy.InitialMargin, Leverage = leverage }
            .Flat(100, then: s => s.Market(Side.Sell, quantity, "a")).Flat(100).Bar(100, 100, 90, 90);
        var result = scenario.Run();
        Assert.Equal(isFilled ? 1 : 0, result.Fills.Count);
        Assert.Equal(isFilled ? 1_000 + 10 * quantity : 1_000, result.Equity.Values.Span[^1], 9);
    }

    [Fact]
    public void Reversal_WhenOnlyTheClosingPartIsAffordable_ClosesAndRejectsTheRest()
    {
        // Long 1 at 100 with 110; short of 1 needs cash only for closing when prices fall: make the opening part too large instead.
        var scenario = new Scenario { Cash = 100m, Funds = FundsPolicy.CashNotNegative }
            .Flat(100, then: s => s.Market(Side.Sell, 1m, "short")).Flat(100, then: s => s.Target(1m)).Flat(160);
        var result = scenario.Run();
        // Cash 200 after the short; buying 2 at 160 needs 320: closing 1 fills, opening 1 does not.
        Assert.Equal([1m, 1m], result.Fills.Select(fill => fill.Quantity.Value));
        Assert.Equal(0m, scenario.Strategy.Held.Value);
        Assert.Equal(1, result.Refusals[OrderReason.InsufficientFunds]);
    }

    [Fact]
    public void FeeInReceivedAsset_ReducesWhatIsBought_AndTheRestStillClosesThePosition()
    {
        var fees = FeePresets.Flat(10m) with { AssetRule = FeeAssetRule.Received };
        var scenario = new Scenario { Fees = fees }.Flat(100, then: s => s.Market(Side.Buy, 1m, "a")).Flat(100, then: s => s.Target(0m)).Flat(100);
        var result = scenario.Run();
        Assert.Equal([("BTC", 0.001m), ("USDT", 0.0999m)], result.Fills.Select(fill => (fill.FeeAsset, fill.Fee)));
        Assert.Equal(0.999m, result.Fills[1].Quantity.Value);
        var trip = Assert.Single(result.RoundTrips);
        Assert.Equal(result.Equity.Values.Span[^1] - 10_000, (double)trip.Pnl, 9);
    }

    [Fact]
    public void FeeInReceivedAsset_LeavesDustBelowTheStep_CountsAsFlat()
    {
        var fees = FeePresets.Flat(10m) with { AssetRule = FeeAssetRule.Received };
        var scenario = new Scenario { Fees = fees, Rules = new TradingRules(Instant.MinValue, null, 0.01m, null, null) }
            .Flat(100, then: s => s.Market(Side.Buy, 1m, "a")).Flat(100, then: s => s.Target(0m)).Flat(100);
        var result = scenario.Run();
        Assert.Equal(0.99m, result.Fills[1].Quantity.Value);
        Assert.Single(result.RoundTrips);
        Assert.Empty(result.OpenPositions);
        Assert.Equal(0.009m, scenario.Strategy.Held.Value);
    }

    [Theory]
    [InlineData(100.005, OrderReason.PriceOffTick)]
    [InlineData(0.4, OrderReason.BelowMinimumNotional)]
    public void Limit_AgainstTheTradingRules_IsDenied(double price, OrderReason reason)
    {
        var scenario = new Scenario { Rules = new TradingRules(Instant.MinValue, 0.01m, 0.1m, 0.1m, 1m) }
            .Flat(100, then: s => s.Limit(Side.Buy, 0.5m, (decimal)price, "a")).Flat(100);
        scenario.Run();
        Assert.Equal([$"a Denied {reason}"], scenario.Strategy.Events);
    }

    [Fact]
    public void Limits_OrderAndPositionNotional_AreEnforcedButReducingPasses()
    {
        var scenario = new Scenario { Limits = new RiskLimits(MaximumOrderNotional: 300m, MaximumPositionNotional: 500m) }
            .Flat(100, then: s => { s.Market(Side.Buy, 4m, "large"); s.Market(Side.Buy, 3m, "fits"); })
            .Flat(100, then: s => s.Market(Side.Buy, 3m, "toomuch")).Flat(100, then: s => s.Market(Side.Sell, 3m, "out")).Flat(100);
        var result = scenario.Run();
        Assert.Equal(["fits", "out"], result.Fills.Select(fill => fill.Tag));
        Assert.Contains("large Denied ExceedsMaximumOrderNotional", scenario.Strategy.Events);
        Assert.Contains("toomuch Denied ExceedsMaximumPositionNotional", scenario.Strategy.Events);
    }

    [Fact]
    public void Slippage_IsAlwaysAgainstUs_AndRoundedToTheTickAgainstUs()
    {
        var scenario = new Scenario { Slippage = new BasisPointSlippage(3), Rules = new TradingRules(Instant.MinValue, 0.05m, null, null, null) }
            .Flat(100, then: s => s.Market(Side.Buy, 1m, "in")).Flat(100, then: s => s.Market(Side.Sell, 1m, "out")).Flat(100);
        Assert.Equal([100.05m, 99.95m], scenario.Run().Fills.Select(fill => fill.Price.Value));
    }

    [Fact]
    public void RoundTrip_HeldForBars_KnowsItsExcursionsAndFees()
    {
        var scenario = new Scenario { Fees = FeePresets.Flat(100m) }
            .Flat(100, then: s => s.Market(Side.Buy, 1m, "in")).Bar(100, 120, 80, 110).Bar(110, 130, 105, 108, then: s => s.Market(Side.Sell, 1m, "out")).Bar(115, 200, 1, 115);
        var trip = Assert.Single(scenario.Run().RoundTrips);
        Assert.Equal((-0.2, 0.3, 2), (Math.Round(trip.Mae, 12), Math.Round(trip.Mfe, 12), trip.Bars));
        Assert.Equal((1m + 1.15m, 15m - 2.15m), (trip.Fees, trip.Pnl));
    }

    [Fact]
    public void WorstCase_NothingFillsOutsideTheBarBeforeSlippage()
    {
        var random = new Tidemark.Statistics.Randomness.SeededRandom(4, "bars");
        var scenario = new Scenario { Cash = 1_000_000m, Fills = new WorstCaseFillModel() };
        var price = 100.0;
        for (var index = 0; index < 500; index++)
        {
            var close = price * (1 + 0.02 * (random.NextDouble() - 0.5));
            var number = index;
            scenario.Bar(price, Math.Max(price, close) * 1.004, Math.Min(price, close) * 0.996, close, then: s =>
            {
                if (number % 7 == 0) s.Bracket(Side.Buy, 0.1m, (decimal)(close * 0.99), (decimal)(close * 1.01));
                if (number % 5 == 0) s.Limit(Side.Buy, 0.1m, (decimal)(close * 0.995), $"limit {number}");
            });
            price = close;
        }
        var result = scenario.Run();
        Assert.True(result.Fills.Count > 100);
        var equity = 1_000_000m + result.Fills.Sum(fill => (fill.Side == Side.Buy ? -1m : 1m) * fill.Notional - fill.Fee);
        Assert.Equal(equity, result.FinalCash);
    }
}
