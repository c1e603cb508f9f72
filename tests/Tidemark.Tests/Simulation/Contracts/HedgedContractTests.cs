using System.Collections.Immutable;
using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Contracts;

namespace Tidemark.Tests.Simulation.Contracts;

/// <summary>Long and short contracts side by side: margin, funding, liquidation and settlement, worked out by hand.</summary>
public sealed class HedgedContractTests
{
    private static readonly OrderOptions Long = new() { PositionSide = PositionSide.Long };
    private static readonly OrderOptions Short = new() { PositionSide = PositionSide.Short };

    [Theory]
    [InlineData(MarginMode.Cross)]
    [InlineData(MarginMode.Isolated)]
    public void OpeningTheOtherSide_RealizesNothing(MarginMode mode)
    {
        var scenario = Hedged(5m, mode).Flat(100, then: s => Market(s, "long", Side.Buy, 3m, Long)).Flat(100, then: s => Market(s, "short", Side.Sell, 2m, Short))
            .Flat(110, then: s => Market(s, "end short", Side.Buy, 2m, Short)).Flat(120, then: s => Market(s, "end long", Side.Sell, 3m, Long)).Flat(90);
        var result = scenario.Run();
        // Short 2 from 110 to 120, long 3 from 100 to 90; meanwhile money stands still.
        Assert.Equal([10_000, 10_000, 10_030, 10_040, 9_950], result.Equity.Values.ToArray());
        Assert.Equal([(PositionSide.Short, -20m), (PositionSide.Long, -30m)], result.RoundTrips.Select(trip => (trip.Side, trip.Pnl)));
        Assert.Equal(9_950m, result.FinalCash);
    }

    [Fact]
    public void OpenPositions_OfBothSides_AreMarkedAtTheirOwnEntries()
    {
        var result = Hedged(5m).Flat(100, then: s => Market(s, "long", Side.Buy, 2m, Long)).Flat(100, then: s => Market(s, "short", Side.Sell, 2m, Short)).Flat(110).Flat(150).Run();
        Assert.Equal([100.0, -80.0], result.OpenPositions.Select(position => position.UnrealizedPnl));
        Assert.Equal((10_000m, 10_020m, 10_020.0), (result.FinalCash, result.FinalWorth, result.Equity.Values.Span[^1]));
    }

    [Fact]
    public void Funding_IsPaidByTheLongAndReceivedByTheShort()
    {
        var scenario = new Scenario
        {
            Name = "BTC/USDT:USDT@test",
            Funds = FundsPolicy.InitialMargin,
            Leverage = 5m,
            PositionMode = PositionMode.Hedge,
            Funding = [new FundingRate(Scenario.At(2), 0.001, 100), new FundingRate(Scenario.At(3), 0.001, 100), new FundingRate(Scenario.At(4), 0.001, 100)],
        }.Flat(100, then: s => { Market(s, "long", Side.Buy, 3m, Long); Market(s, "short", Side.Sell, 1m, Short); }).Flat(100, then: s => Market(s, "more", Side.Sell, 2m, Short))
            .Flat(100, then: s => Market(s, "out", Side.Sell, 3m, Long)).Flat(100).Flat(100);
        var result = scenario.Run();
        // 3 against 1; 3 against 3, which cancel out; 3 short alone.
        Assert.Equal([(2, -0.2m), (4, 0.3m)], scenario.Strategy.Ledger.Select(entry => ((int)((entry.Time - Scenario.Start).TotalSeconds / 60), entry.Amount)));
        Assert.Equal(10_000.1m, result.FinalCash);
    }

    [Fact]
    public void Cross_BothSidesKeepTheirMargin_AndFallTogether()
    {
        // Binance's formula: (300 - 20 x 100 + 4 x 110) / (24 x 0.005 - 20 + 4).
        var documented = -1_260m / -15.88m;
        var scenario = Hedged(20m, cash: 300m).Flat(100, then: s => Market(s, "long", Side.Buy, 20m, Long)).Flat(100, then: s => Market(s, "short", Side.Sell, 4m, Short))
            .Flat(110).Bar(100, 100, (double)documented + 0.001, 100).Bar(100, 100, (double)documented - 0.001, 100);
        var result = scenario.Run();
        Assert.Equal([(Side.Sell, 20m), (Side.Buy, 4m)], result.Fills.Skip(2).Select(fill => (fill.Side, fill.Quantity.Value)));
        Assert.All(result.Fills.Skip(2), fill => Assert.Equal((4, decimal.Round(documented, 8)), (Scenario.MinuteOf(fill), decimal.Round(fill.Price.Value, 8))));
        Assert.Empty(result.OpenPositions);
    }

    [Fact]
    public void Cross_AnEvenHedge_IsEndedByARise()
    {
        // Profit and loss cancel out, but 20 x price x 5 % must be kept: 110 are not enough beyond a price of 110.
        var scenario = Hedged(20m, cash: 110m, rate: 0.05m).Flat(100, then: s => { Market(s, "long", Side.Buy, 10m, Long); Market(s, "short", Side.Sell, 10m, Short); })
            .Flat(100).Bar(100, 109, 50, 100).Bar(100, 111, 100, 111);
        var result = scenario.Run();
        Assert.Equal([("liquidation", 110m), ("liquidation", 110m)], result.Fills.Skip(2).Select(fill => (fill.Tag, fill.Price.Value)));
        Assert.Equal(110m - 2m * 10m * 110m * 0.005m, result.FinalCash);
    }

    [Fact]
    public void Isolated_OneSideEnds_TheOtherStands()
    {
        // Long 10 at 100 with 10x ends at (1000 - 100) / (10 x 0.995); the short gains and stays.
        var scenario = Hedged(10m, MarginMode.Isolated).Flat(100, then: s => { Market(s, "long", Side.Buy, 10m, Long); Market(s, "short", Side.Sell, 4m, Short); }).Flat(100).Bar(100, 100, 80, 85);
        var result = scenario.Run();
        var price = decimal.Round(900m / 9.95m, 12);
        Assert.Equal(("liquidation", Side.Sell, 10m, price), (result.Fills[2].Tag, result.Fills[2].Side, result.Fills[2].Quantity.Value, result.Fills[2].Price.Value));
        Assert.Equal(-4m, Assert.Single(result.OpenPositions).Quantity.Value);
        Assert.Equal(10_000m + 10m * (price - 100m) - 10m * price * 0.005m, result.FinalCash);
    }

    [Fact]
    public void Isolated_BothSidesInOneBar_EachLosesNoMoreThanItsOwn()
    {
        var scenario = Hedged(10m, MarginMode.Isolated).Flat(100, then: s => { Market(s, "long", Side.Buy, 10m, Long); Market(s, "short", Side.Sell, 10m, Short); }).Flat(100).Bar(100, 130, 70, 100);
        var result = scenario.Run();
        Assert.Equal(2, result.Fills.Count(fill => fill.Tag == "liquidation"));
        Assert.InRange(result.FinalCash, 10_000m - 200m, 10_000m - 190m);
    }

    [Fact]
    public void Future_AtItsExpiry_SettlesBothSides()
    {
        var scenario = new Scenario { Name = "BTC/USDT:USDT-240101@test", Funds = FundsPolicy.InitialMargin, Leverage = 5m, PositionMode = PositionMode.Hedge, From = Instant.Parse("2024-01-01T07:57:00Z"), Margin = MarginRules.Default with { SettlementFeeRate = 0.001m } }
            .Flat(100, then: s => { Market(s, "long", Side.Buy, 2m, Long); Market(s, "short", Side.Sell, 2m, Short); }).Flat(100).Flat(120);
        var result = scenario.Run();
        Assert.Equal(["settlement", "settlement"], result.Fills.Skip(2).Select(fill => fill.Tag));
        Assert.Equal(10_000m - 0.48m, result.FinalCash);
        Assert.Equal(0.001, result.Ledger[^1].Rate);
    }

    [Fact]
    public void Inverse_BothSides_TakeTheirMarginInCoins()
    {
        // 1 BTC at leverage 1 and 50,000: 30,000 long leave 0.4 BTC, which is 20,000 short and no more.
        var scenario = new Scenario { Name = "BTC/USD:BTC@test", Currency = "BTC", Cash = 1m, Funds = FundsPolicy.InitialMargin, PositionMode = PositionMode.Hedge }
            .Flat(50_000, then: s => Market(s, "long", Side.Buy, 30_000m, Long))
            .Flat(50_000, then: s => { Market(s, "too much", Side.Sell, 20_100m, Short); Market(s, "fits", Side.Sell, 20_000m, Short); }).Flat(50_000).Flat(40_000);
        var result = scenario.Run();
        Assert.Equal(["long", "fits"], result.Fills.Select(fill => fill.Tag));
        Assert.Equal(1m + 0.6m - 0.75m - 0.4m + 0.5m, result.FinalWorth);
    }

    private static Scenario Hedged(decimal leverage, MarginMode mode = MarginMode.Cross, decimal cash = 10_000m, decimal rate = 0.005m) => new()
    {
        Name = "BTC/USDT:USDT@test",
        Cash = cash,
        Funds = FundsPolicy.InitialMargin,
        Leverage = leverage,
        PositionMode = PositionMode.Hedge,
        Margin = new MarginRules(mode, ImmutableSortedDictionary<string, MaintenanceTable>.Empty.Add(MarginRules.AnySymbol, new MaintenanceTable([new(0m, rate, 100m)]))),
    };

    private static void Market(Scenario.Script script, string tag, Side side, decimal quantity, OrderOptions options) => script.Order(tag, side, quantity, OrderType.Market, options: options);
}
