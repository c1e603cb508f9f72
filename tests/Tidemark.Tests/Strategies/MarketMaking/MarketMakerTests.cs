using Tidemark.Research.Backtests;
using Tidemark.Tests.Simulation.Books;

namespace Tidemark.Tests.Strategies.MarketMaking;

/// <summary>Quotes to the tick in books of a few levels: what is wanted, when it is moved, and when nothing may rest.</summary>
public sealed class MarketMakerTests
{
    private static readonly string[] Eager = ["requote-bps=0", "min-interval-ms=0", "max-spread-bps=1000", "max-loss=0"];

    /// <summary>Around 10,000 or 10,000.5: away from the middle onto whole prices, a tick beyond the other side at most.</summary>
    [Theory]
    [InlineData(9_990, 10_010, "half-spread=5", 9_995, 10_005)]
    [InlineData(9_990, 10_011, "half-spread=5", 9_995, 10_006)]
    [InlineData(9_999, 10_001, "half-spread=0.3", 9_999, 10_001)]
    [InlineData(9_999, 10_000, "half-spread=0", 9_999, 10_000)]
    [InlineData(9_990, 10_010, "half-spread=3,unit=ticks", 9_997, 10_003)]
    [InlineData(9_990, 10_010, "half-spread=0,min-half-spread-bps=4", 9_996, 10_004)]
    [InlineData(9_990, 10_010, "half-spread=2,centre=micro", 10_003, 10_007)]
    public void Spread_Quotes(long bid, long ask, string parameters, long buys, long sells) =>
        Assert.Equal([$"Buy 1 at {buys}", $"Sell 1 at {sells}"], One(new BookScenario().Snapshot(0, [(bid, 30)], [(ask, 10)])).Run("spread-market-making", [.. Eager, .. parameters.Split(',')]));

    /// <summary>One bought leans both quotes by a fifth of the half-spread, two by two fifths: 9,995 becomes 9,994 and 9,993.</summary>
    [Fact]
    public void Fill_LeansBothQuotes() =>
        Assert.Equal(["Buy 1 at 9995", "Sell 1 at 10005", "Buy 1 at 9994", "Sell to 10004", "Buy 1 at 9993", "Sell to 10003"],
            One(Wide().Trade(10, Side.Sell, 9_995, 1).Trade(20, Side.Sell, 9_994, 1).Bid(500, (9_000, 1))).Run("spread-market-making", Eager));

    [Fact]
    public void PartialFill_KeepsTheRestInItsPlace()
    {
        var scenario = new MakerScenario().With("BTC/USDT@test", Wide().Trade(10, Side.Sell, 9_995, 1).Bid(500, (9_000, 1)), 0.1m);
        Assert.Equal(["Buy 2.5 at 9995", "Sell 2.5 at 10005"], scenario.Run("spread-market-making", [.. Eager, "limit=2", "skew=0"]));
        Assert.Equal("9995 1", string.Join(' ', scenario.Result.Fills.Select(fill => $"{fill.Price} {fill.Quantity}")));
    }

    /// <summary>With a limit of one the bought coin leaves no room for another, and the offer of what is held stays.</summary>
    [Fact]
    public void Limit_TakesTheSideAway() =>
        Assert.Equal(["Buy 5 at 9995", "Sell 5 at 10005", "Buy 5 at 9995"],
            One(Wide().Trade(10, Side.Sell, 9_995, 5).Trade(20, Side.Buy, 10_005, 5).Bid(500, (9_000, 1))).Run("spread-market-making", [.. Eager, "limit=1", "skew=0"])[..3]);

    [Fact]
    public void WithoutShorting_OffersOnlyWhatIsHeld() =>
        Assert.Equal(["Buy 1 at 9998", "Buy 1 at 9998", "Sell 1 at 10002"],
            One(Wide().Trade(10, Side.Sell, 9_995, 1).Bid(500, (9_000, 1))).Run("spread-market-making", [.. Eager, "limit=2", "skew=0", "half-spread=2", "shorting=false"]));

    [Fact]
    public void Levels_LieStepsApart_AndShareTheRoom() =>
        Assert.Equal(["Buy 1 at 9996", "Sell 1 at 10004", "Buy 1 at 9994", "Sell 1 at 10006", "Buy 1 at 9992", "Sell 1 at 10008"],
            One(Wide()).Run("spread-market-making", [.. Eager, "half-spread=4", "levels=3"]));

    /// <summary>The middle moves by 1 and then by 3 ticks in all: with a threshold of 2 only the second moves the quotes; the interval allows one move in 100 milliseconds.</summary>
    [Theory]
    [InlineData("requote-bps=0", "min-interval-ms=0", "Buy to 9996 Sell to 10006 Buy to 9998 Sell to 10008")]
    [InlineData("requote-bps=2", "min-interval-ms=0", "Buy to 9998 Sell to 10008")]
    [InlineData("requote-bps=0", "min-interval-ms=100", "Buy to 9998 Sell to 10008")]
    public void Quotes_AreMovedByThresholdAndInterval(string threshold, string interval, string moves) =>
        Assert.Equal($"Buy 1 at 9995 Sell 1 at 10005 {moves}",
            string.Join(' ', One(Wide().Snapshot(50, [(9_991, 30)], [(10_011, 30)]).Snapshot(120, [(9_993, 30)], [(10_013, 30)])).Run("spread-market-making", [.. Eager, "unit=ticks", threshold, interval])));

    [Theory]
    [InlineData("lost")]
    [InlineData("wide")]
    [InlineData("old")]
    public void Quotes_AreTakenBackWhereTheBookCannotBeReliedOn(string what)
    {
        var book = what switch
        {
            "lost" => Wide().Gap(100),
            "wide" => Wide().Snapshot(100, [(9_000, 1)], [(11_000, 1)]),
            _ => Wide().Trade(4_000, Side.Buy, 10_100, 9),
        };
        Assert.Equal(["Buy 1 at 9995", "Sell 1 at 10005", "Buy off", "Sell off"], One(book).Run("spread-market-making", Eager));
    }

    /// <summary>Five coins bought at 9,995; at a middle of 9,790 they have lost 1,025 of 50,000, more than two percent.</summary>
    [Fact]
    public void Loss_ClosesAllAndStaysOut()
    {
        var scenario = One(Wide().Trade(10, Side.Sell, 9_995, 5).Snapshot(20, [(9_780, 30)], [(9_800, 30)]).Snapshot(2_000, [(9_990, 30)], [(10_010, 30)]));
        Assert.Equal(["Buy 5 at 9995", "Sell 5 at 10005", "Sell off", "Sell 5"], scenario.Run("spread-market-making", "limit=1", "skew=0", "requote-bps=0", "min-interval-ms=0"));
        Assert.Equal(1_000_000m - 5m * (9_995m - 9_780m), scenario.Result.FinalCash);
    }

    [Fact]
    public void Bars_WithoutABook_AreRefusedByName()
    {
        var bars = BarColumns.FromBars(Interval.Hours(1), [new Bar(PoissonFlow.Start, 1, 1, 1, 1, 1)]);
        var request = new BacktestRequest { Strategy = "spread-market-making", Interval = Interval.Hours(1) };
        var error = Assert.Throws<BadInputException>(() => BacktestBuilder.Build(request, [new SeriesInput(new Instrument(InstrumentId.Parse("BTC/USDT@binance")), bars, "", false, false, 0)]));
        Assert.Contains("spread-market-making decides on order books, and there is none of BTC/USDT@binance", error.Message, StringComparison.Ordinal);
    }

    private static BookScenario Wide() => new BookScenario().Snapshot(0, [(9_990, 30)], [(10_010, 30)]);

    private static MakerScenario One(BookScenario book) => new MakerScenario().With("BTC/USDT@test", book);
}
