using Tidemark.Engine.Strategies;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Strategies.Allocation;
using Tidemark.Strategies.Grids;
using Tidemark.Tests.Simulation;

namespace Tidemark.Tests.Strategies;

/// <summary>A grid by hand: partial fills, fees taken from what was bought, the stop, and what one session hands to the next.</summary>
public sealed class GridTests
{
    private static Grid OneSlot() => new() { Step = 0.1, Spacing = GridSpacing.Arithmetic, Below = 1, Above = 0, Stop = 0 };

    [Fact]
    public void Buy_FilledInParts_OffersEachPartAtOnce()
    {
        // Worst case takes a tenth of a bar's volume: 4 units a bar of about 104.
        var scenario = new Scenario { Other = OneSlot(), Fills = new WorstCaseFillModel(0.1m) };
        scenario.Flat(100).Bar(95, 95, 80, 92, volume: 40).Bar(92, 105, 91, 104, volume: 40).Flat(95, volume: 40).Bar(95, 95, 80, 92, volume: 40).Bar(92, 92, 80, 92, volume: 40).Flat(101).Flat(101);
        var fills = scenario.Run().Fills;
        Assert.Equal(["Buy 4 @ 90", "Sell 4 @ 100", "Buy 4 @ 90", "Buy 4 @ 90", "Sell 8 @ 101"], fills.Select(fill => $"{fill.Side} {fill.Quantity} @ {fill.Price}"));
    }

    [Fact]
    public void Buy_WhoseFeeIsTakenFromIt_OffersWhatIsLeft()
    {
        var scenario = new Scenario { Other = OneSlot(), Fees = FeePresets.Flat(100m) with { AssetRule = FeeAssetRule.Received } };
        scenario.Flat(100).Bar(95, 95, 80, 89).Bar(89, 105, 89, 104).Flat(104);
        var fills = scenario.Run().Fills.ToList();
        Assert.Equal(2, fills.Count);
        Assert.Equal(fills[0].Quantity.Value * 0.99m, fills[1].Quantity.Value, 7);
    }

    [Fact]
    public void Stop_HitAtAClose_SellsAllAndCancelsWhatRests()
    {
        var grid = new Grid { Step = 0.1, Spacing = GridSpacing.Arithmetic, Below = 2, Above = 1, Stop = 0.1, Reanchor = GridReanchor.Above };
        var scenario = new Scenario { Other = grid };
        scenario.Flat(100).Flat(100).Bar(95, 95, 85, 85).Flat(71).Flat(70).Bar(70, 200, 10, 100).Flat(100);
        var fills = scenario.Run().Fills.ToList();
        Assert.Equal(["stock", "grid-buy", "grid-buy", "grid-stop"], fills.Select(fill => fill.Tag));
        Assert.Equal(fills.Take(3).Sum(fill => fill.Quantity.Value), fills[3].Quantity.Value);
    }

    /// <summary>At the stop the venue takes no market order of that size; two minutes later it does.</summary>
    [Theory]
    [InlineData(GridReanchor.Above)]
    [InlineData(GridReanchor.Never)]
    [InlineData(GridReanchor.Always)]
    public void Stop_WhoseSaleIsDenied_SellsAtALaterClose(GridReanchor reanchor)
    {
        var grid = new Grid { Step = 0.1, Spacing = GridSpacing.Arithmetic, Below = 2, Above = 1, Stop = 0.1, Reanchor = reanchor };
        var scenario = new Scenario
        {
            Other = grid,
            Rules = TradingRules.None,
            LaterRules = [TradingRules.None with { ValidFrom = Scenario.At(3), MaximumMarketQuantity = 0.001m }, TradingRules.None with { ValidFrom = Scenario.At(6), MaximumMarketQuantity = 1_000m }],
        };
        scenario.Flat(100).Flat(100).Bar(95, 95, 85, 85).Flat(71).Flat(70).Flat(70).Flat(70).Flat(70);
        var fills = scenario.Run().Fills.ToList();
        Assert.Equal(["stock", "grid-buy", "grid-buy", "leave"], fills.Select(fill => fill.Tag));
        Assert.Equal(fills.Take(3).Sum(fill => fill.Quantity.Value), fills[3].Quantity.Value);
    }

    [Fact]
    public void Grid_BelowTheMinimumOfItsVenue_IsNotLaid()
    {
        var scenario = new Scenario { Other = OneSlot(), Rules = new TradingRules(Instant.MinValue, null, null, null, 1_000_000m) };
        scenario.Flat(100).Bar(95, 95, 80, 89).Flat(104);
        Assert.Empty(scenario.Run().Fills);
    }

    [Fact]
    public void State_OfAnEarlierSession_GivesTheSameLevelsAndBuysBackWhatWasHeld()
    {
        var first = new Grid { Step = 0.1, Spacing = GridSpacing.Arithmetic, Below = 2, Above = 0, Stop = 0 };
        new Scenario { Other = first }.Flat(100).Bar(95, 95, 85, 88).Flat(88).Run();
        var state = new Dictionary<string, string>();
        first.SaveState(state);
        var second = new Grid { Step = 0.1, Spacing = GridSpacing.Arithmetic, Below = 2, Above = 0, Stop = 0 };
        second.LoadState(state);
        var fills = new Scenario { Other = second }.Flat(92).Flat(92).Bar(92, 105, 92, 104).Flat(104).Run().Fills.ToList();
        Assert.Equal(["Buy stock 92", "Sell grid-sell 100"], fills.Select(fill => $"{fill.Side} {fill.Tag} {fill.Price}"));
    }

    [Fact]
    public void Grid_LeftUpwards_IsLaidAroundTheNewPrice()
    {
        var scenario = new Scenario { Other = OneSlot() };
        // The anchor is 100, then 121: the slot is bought at 108.9.
        scenario.Flat(100).Flat(111).Flat(121).Flat(121).Bar(121, 121, 105, 106).Flat(106);
        Assert.Equal(["Buy 108.9"], scenario.Run().Fills.Select(fill => $"{fill.Side} {fill.Price}"));
    }

    [Fact]
    public void Dca_OnceAMonth_BuysOnTheFirstDayOnOrAfterIt()
    {
        var scenario = new Scenario { Other = new DollarCostAveraging { DayOfMonth = 15, Hour = 12, Amount = 100m }, From = Instant.FromDate(2024, 1, 20), Interval = Interval.Hours(6) };
        for (var i = 0; i < 4 * 70; i++) scenario.Flat(50);
        Assert.Equal(["2024-02-15T12:00:00Z", "2024-03-15T12:00:00Z"], scenario.Run().Fills.Select(fill => fill.Time.ToString()));
    }

    /// <summary>The first Mondays on or after the 28th: January 29, March 4 for that of February, April 1 for that of March.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(26)]
    [InlineData(28)]
    public void Dca_OnceAMonthOnSomeDays_BuysInTheNextMonthWhereTheDayLiesThere(int from)
    {
        var scenario = new Scenario { Other = new DollarCostAveraging { DayOfMonth = 28, Days = Weekdays.Monday, Amount = 100m }, From = Instant.FromDate(2024, 1, from), Interval = Interval.Hours(6) };
        for (var i = 0; i < 4 * (100 - from); i++) scenario.Flat(50);
        Assert.Equal(["2024-01-29T12:00:00Z", "2024-03-04T12:00:00Z", "2024-04-01T12:00:00Z"], scenario.Run().Fills.Select(fill => fill.Time.ToString()));
    }

    [Theory]
    [InlineData("BTC=0.5,ETH", "must be a name and a part")]
    [InlineData("BTC=0.7,ETH=0.5", "more than 1")]
    [InlineData("BTC=0.2,btc=0.5", "given twice")]
    [InlineData("BTC=-0.2", "must be a name and a part")]
    public void Rebalance_WeightsThatCannotBe_AreRefused(string weights, string expected)
    {
        var failure = Assert.Throws<BadInputException>(() => StrategyParameter.Apply(new Rebalance(), [KeyValuePair.Create("weights", weights)]));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rebalance_DriftedBeyondTheBand_TradesBackToTheTarget()
    {
        var scenario = new Scenario { Other = new Rebalance { Weights = "BTC=0.5", Band = 0.05, Schedule = RebalanceSchedule.Never } };
        scenario.Flat(100).Flat(100).Flat(110).Flat(130).Flat(130).Flat(100).Flat(100).Flat(100);
        // Half of 10,000 buys 50; at 110 the part is 0.524, at 130 0.565: 44.2308 is half of 11,500 then; falling to 100 it is 0.435.
        Assert.Equal(["Buy 50", "Sell 5.76923077", "Buy 6.63461538"], scenario.Run().Fills.Select(fill => $"{fill.Side} {fill.Quantity}"));
    }
}
