using Tidemark.Engine.Sessions;
using Tidemark.Simulation.Fees;
using Tidemark.Tests.Simulation.Books;

namespace Tidemark.Tests.Strategies.Arbitrage;

/// <summary>Three pairs in books small enough to work out by hand; the fee is one percent.</summary>
public sealed class TriangularArbitrageTests
{
    /// <summary>
    /// Ten OUT cost 1,010, bring 19.8 IN at 2, of which 19 bring 1,128.6 at 60; with 9.9 IN owned the round is half as large: five OUT for 505, and 9 IN bring 534.6.
    /// </summary>
    [Theory]
    [InlineData("sequence", 0, 0, new[] { "1: buy 10@100 round", "3: sell 10@2 round", "2: sell 19@60 home" }, 118.6)]
    [InlineData("at-once", 10, 20, new[] { "1: buy 10@100 round", "3: sell 10@2 round", "2: sell 19@60 round" }, 118.6)]
    [InlineData("at-once", 10, 9.9, new[] { "1: buy 5@100 round", "3: sell 5@2 round", "2: sell 9@60 round" }, 29.6)]
    [InlineData("at-once", 0, 20, new string[0], 0)]
    public void OuterTooCheap_GoesRoundOnce(string legs, double outer, double inner, string[] fills, double gain) =>
        AssertRun(Market(10_000m, outer, inner, [(2, 50)], [(3, 50)], 100), legs, fills, (decimal)gain);

    /// <summary>
    /// 90 IN cost 545.4. The limit of the second leg is 12, at which they pay for 7 OUT; at 10 these cost 70.7 and bring 658.35. Of the 19.3 IN
    /// that are left 19 bring 94.05.
    /// </summary>
    [Fact]
    public void OuterTooDear_GoesTheOtherWayRound()
    {
        var market = new BookMarket { Fees = FeePresets.Flat(100m) }
            .With("OUT/USDT@x", new BookScenario().Snapshot(0, [(95, 100)], [(130, 50)]))
            .With("IN/USDT@x", new BookScenario().Snapshot(0, [(5, 100)], [(6, 100)]))
            .With("OUT/IN@x", new BookScenario().Snapshot(0, [(1, 1)], [(10, 9), (30, 50)]).Ask(600, (40, 1)))
            .Owning("x", 10_000m, "USDT");
        AssertRun(market, "sequence", ["2: buy 90@6 round", "3: buy 7@10 round", "1: sell 7@95 home", "2: sell 19@5 home"], 207m);
    }

    /// <summary>A position may be worth 50: the purchase for 1,000 is denied, the sales of what is owned would not be.</summary>
    [Fact]
    public void AtOnce_WhosePurchaseIsDenied_SellsNothing()
    {
        var result = Market(10_000m, 10, 20, [(2, 50)], [(3, 50)], 100, limits: new RiskLimits(MaximumPositionNotional: 50m)).Run("triangular-arbitrage", "legs=at-once", "size=1");
        Assert.Empty(result.Fills);
        Assert.NotEmpty(result.Refusals);
    }

    [Fact]
    public void NoDifferenceAfterFees_DoesNothing() =>
        AssertRun(Market(10_000m, 0, 0, [(2, 50)], [(3, 50)], 119), "sequence", [], 0m);

    /// <summary>Only four OUT can be sold for IN when the second leg arrives: the other six go home at 99, and 7 of 7.92 IN at 60.</summary>
    [Fact]
    public void SecondLeg_ThatFillsInPart_LeavesTheRestToGoHome()
    {
        var market = Market(10_000m, 0, 0, [(2, 50)], [(3, 50)], 100, latency: "fixed:10,10", later: cross => cross.Snapshot(5, [(2, 4)], [(3, 50)]));
        AssertRun(market, "sequence", ["1: buy 10@100 round", "3: sell 4@2 round", "1: sell 6@99 home", "2: sell 7@60 home"], -1_010m + 588.06m + 415.8m);
    }

    [Fact]
    public void Pairs_ThatCloseNoTriangle_AreRefused() =>
        Assert.Contains("close a triangle", Assert.Throws<BadInputException>(() => new BookMarket().With("A/USDT@x", Book()).With("B/USDT@x", Book()).With("B/A@y", Book())
            .Owning("x", 1m, "USDT").Owning("y", 1m, "A").Run("triangular-arbitrage")).Message, StringComparison.Ordinal);

    private static void AssertRun(BookMarket market, string legs, string[] fills, decimal gain)
    {
        var result = market.Run("triangular-arbitrage", $"legs={legs}", "size=1");
        Assert.Equal(fills, BookMarket.TextOf(result));
        Assert.Equal(gain, result.Fills.Where(fill => fill.Instrument.Value < 2).Sum(fill => (fill.Side == Side.Sell ? fill.Notional : -fill.Notional) - fill.Fee));
    }

    private static BookScenario Book() => new BookScenario().Snapshot(0, [(1, 1)], [(2, 1)]);

    private static BookMarket Market(decimal money, double outer, double inner, (long, long)[] crossBids, (long, long)[] crossAsks, int outerAsk, string? latency = null, Func<BookScenario, BookScenario>? later = null, RiskLimits? limits = null)
    {
        var cross = new BookScenario().Snapshot(0, crossBids, crossAsks);
        return new BookMarket { Fees = FeePresets.Flat(100m), Latency = latency, Limits = limits ?? RiskLimits.None }
            .With("OUT/USDT@x", new BookScenario().Snapshot(0, [(99, 100)], [(outerAsk, 10), (130, 50)]).Bid(600, (90, 1)))
            .With("IN/USDT@x", new BookScenario().Snapshot(0, [(60, 100)], [(61, 100)]).Bid(600, (50, 1)))
            .With("OUT/IN@x", (later?.Invoke(cross) ?? cross).Ask(600, (9, 1)))
            .Owning("x", money, "USDT").Owning("x", (decimal)outer, "OUT").Owning("x", (decimal)inner, "IN");
    }
}
