using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Fees;

namespace Tidemark.Tests.Simulation.Costs;

public sealed class FeeTierTests
{
    private static readonly FeeTiers Table = new("USD", Interval.Days(1),
        [new FeeTier(0m, new FeeRates(0.002m, 0.004m)), new FeeTier(1_000m, new FeeRates(0.001m, 0.002m)), new FeeTier(5_000m, new FeeRates(0m, 0.001m), new Money(25m, "BNB"))]);

    [Fact]
    public void Tier_OfOwnVolume_HoldsFromTheNextDayOn_AndEndsThirtyDaysLater()
    {
        var scenario = new Scenario { Cash = 100_000m, Interval = Interval.Days(1), Fees = new FeeSchedule("tiers", Table.Levels[0].Rates) { Tiers = Table } };
        for (var day = 0; day < 40; day++)
        {
            var number = day;
            scenario.Flat(100, then: s => Trade(s, number));
        }
        var result = scenario.Run();
        // Days after the decision: 20 x 100 = 2,000 on day 1; from day 2 it counts, until day 31 is the last that looks back on day 1.
        Assert.Equal([(1, 8m), (2, 0.2m), (31, 0.2m), (33, 0.4m)], result.Fills.Select(fill => (DayOf(fill), fill.Fee)));
    }

    [Fact]
    public void Tier_WithPriorVolume_HoldsAtOnce_AndAHoldingThatIsMissingDoesNotCount()
    {
        var schedule = new FeeSchedule("tiers", Table.Levels[0].Rates) { Tiers = Table, PriorVolume = 6_000m };
        Assert.Equal(0.2m, FirstFee(schedule, []));
        Assert.Equal(0.2m, FirstFee(schedule, [new Money(0m, "BTC")]));
    }

    [Fact]
    public void Find_VolumeAndHolding_GivesTheHighestTierReached()
    {
        Assert.Equal(0.001m, Table.Find(5_000m, _ => 25m).Rates.Taker);
        Assert.Equal(0.002m, Table.Find(5_000m, _ => 24.9m).Rates.Taker);
        Assert.Equal(0.004m, Table.Find(999.99m, _ => 25m).Rates.Taker);
    }

    [Fact]
    public void Text_OfEveryPresetTable_ReadsBackTheSame()
    {
        var tables = FeePresets.Names.Select(FeePresets.Find).Where(preset => preset.Tiers is not null).Select(preset => preset.Tiers!).Append(Table).ToArray();
        Assert.True(tables.Length >= 6);
        foreach (var table in tables)
        {
            var back = FeeTiers.Parse(table.ToString());
            Assert.Equal(table.ToString(), back.ToString());
            Assert.Equal(table.Levels, back.Levels);
            Assert.Equal(0m, table.Levels[0].VolumeFrom);
            Assert.Equal(table.Levels.OrderBy(level => level.VolumeFrom), table.Levels);
        }
    }

    [Fact]
    public void Tiers_WhereNothingConvertsToDollars_AreRefusedByName()
    {
        var scenario = new Scenario { Name = "ETH/BTC@test", Currency = "BTC", Fees = FeePresets.Find("binance-tiers") };
        var refusal = Assert.Throws<BadInputException>(() => scenario.Flat(100).Run());
        Assert.Contains("--convert", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("BTC to dollars", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThirdAsset_WithDiscount_TakesLess_AndTheRestInTheAssetReceivedWhenItIsUsedUp()
    {
        var fees = FeePresets.Flat(100m) with { AssetRule = FeeAssetRule.Asset, Asset = "BTC", Discount = 0.25m };
        var scenario = new Scenario { Fees = fees, MoreBalances = [new Money(0.0075m, "BTC")] }
            .Flat(100, then: s => s.Market(Side.Buy, 1m, "a")).Flat(100, then: s => s.Market(Side.Buy, 1m, "b")).Flat(100);
        Assert.Equal([("BTC", 0.0075m), ("BTC", 0.0075m)], scenario.Run().Fills.Select(fill => (fill.FeeAsset, fill.Fee)));
    }

    private static decimal FirstFee(FeeSchedule schedule, Money[] balances) =>
        new Scenario { Fees = schedule, MoreBalances = balances }.Flat(100, then: s => s.Market(Side.Buy, 1m, "a")).Flat(100).Run().Fills[0].Fee;

    private static void Trade(Scenario.Script script, int day)
    {
        if (day == 0) script.Market(Side.Buy, 20m, "much");
        if (day is 1 or 30 or 32) script.Market(Side.Sell, 1m, $"day {day}");
    }

    private static int DayOf(Fill fill) => (int)(fill.Time - Scenario.Start).TotalDays;
}
