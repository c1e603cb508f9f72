using Tidemark.Engine.Sessions;
using Tidemark.Research.Backtests;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Tests.Simulation.Books;

namespace Tidemark.Tests.Strategies.Arbitrage;

/// <summary>One coin at two venues in books small enough to work out by hand; the fee is half a percent unless said.</summary>
public sealed class CrossExchangeArbitrageTests
{
    /// <summary>
    /// 100 costs 100.5 with its fee; 103 brings 102.485, 102 brings 101.49, and the next ask of 101 costs 101.505: three coins are worth it,
    /// two at 103 and one at 102.
    /// </summary>
    [Theory]
    [InlineData(0.005, "0", 10_000, 10, new[] { "1: buy 3@100 buy-leg", "2: sell 2@103 sell-leg", "2: sell 1@102 sell-leg" }, 4.96)]
    [InlineData(0.005, "0.012", 10_000, 10, new[] { "1: buy 2@100 buy-leg", "2: sell 2@103 sell-leg" }, 3.97)]
    [InlineData(0.005, "0", 10_000, 1, new[] { "1: buy 1@100 buy-leg", "2: sell 1@103 sell-leg" }, 1.985)]
    [InlineData(0.005, "0", 150, 10, new[] { "1: buy 1@100 buy-leg", "2: sell 1@103 sell-leg" }, 1.985)]
    [InlineData(0.005, "0.02", 10_000, 10, new string[0], 0)]
    [InlineData(0.02, "0", 10_000, 10, new string[0], 0)]
    [InlineData(0.005, "0", 10_000, 0, new string[0], 0)]
    [InlineData(0.005, "0", 90, 10, new string[0], 0)]
    public void Difference_IsTakenAsFarAsItPays(double fee, string edge, int money, int coins, string[] fills, double gain)
    {
        var result = Market(fee, money, coins).Run("cross-exchange-arbitrage", $"min-edge={edge}", "size=1", "stock=0");
        Assert.Equal(fills, BookMarket.TextOf(result));
        Assert.Equal(money + 1m + (decimal)gain, result.FinalCash);
    }

    /// <summary>A position may be worth 50: the purchase for 300 is denied, the sale of coins that are owned would not be.</summary>
    [Fact]
    public void Difference_WhosePurchaseIsDenied_SellsNothing()
    {
        var result = Market(0.005, 10_000, 10, new RiskLimits(MaximumPositionNotional: 50m)).Run("cross-exchange-arbitrage", "min-edge=0", "size=1", "stock=0");
        Assert.Empty(result.Fills);
        Assert.NotEmpty(result.Refusals);
    }

    [Fact]
    public void Difference_AgainstAnOldBook_IsLeft()
    {
        var books = new BookMarket().With("BTC/USDT@here", Here()).With("BTC/USDT@there", new BookScenario().Snapshot(1_500, [(103, 2)], [(104, 5)])).Owning("here", 10_000m, "USDT").Owning("there", 10m, "BTC");
        Assert.Empty(books.Run("cross-exchange-arbitrage", "stock=0", "size=1").Fills);
        Assert.Equal(2, books.Run("cross-exchange-arbitrage", "stock=0", "size=1", "max-age-ms=2000").Fills.Count);
    }

    /// <summary>The bids there are gone before the sale arrives: what was bought here is sold here, 3 x (99 - 100) and fees of 1.5 and 1.485.</summary>
    [Fact]
    public void Leg_ThatFails_IsUnwoundAtALoss()
    {
        var result = Slow(there => there.Snapshot(5, [(98, 9)], [(104, 5)])).Run("cross-exchange-arbitrage", "min-edge=0", "size=1", "stock=0");
        Assert.Equal(["1: buy 3@100 buy-leg", "1: sell 3@99 unwind"], BookMarket.TextOf(result));
        Assert.Equal(10_001m - 5.985m, result.FinalCash);
    }

    /// <summary>One coin finds its bid; for the other two bids have come back at 102, which still pays: 3 x 101.49 - 3 x 100.5.</summary>
    [Fact]
    public void Leg_ThatFillsInPart_IsCompletedWhereThatLeavesNoLoss()
    {
        var result = Slow(there => there.Snapshot(5, [(102, 1)], [(104, 5)]).Snapshot(15, [(102, 5)], [(104, 5)])).Run("cross-exchange-arbitrage", "min-edge=0", "size=1", "stock=0");
        Assert.Equal(["1: buy 3@100 buy-leg", "2: sell 1@102 sell-leg", "2: sell 2@102 complete"], BookMarket.TextOf(result).Order());
        Assert.Equal(10_001m + 2.97m, result.FinalCash);
    }

    [Fact]
    public void Start_BuysAStockAtEachVenue_AndSendsBackWhatRunsDry()
    {
        var result = Drifting(["BTC=2h,fee:0.001", "USDT=1h,fee:1"], "rebalance-below=0.5");
        Assert.Equal(["stock", "stock"], result.Fills.Take(2).Select(fill => fill.Tag));
        Assert.Contains(result.Ledger, entry => entry.Kind == LedgerKind.TransferIn && entry.Asset == "BTC");
        Assert.Contains(result.Ledger, entry => entry.Kind == LedgerKind.TransferIn && entry.Asset == "USDT");
        Assert.DoesNotContain(result.Ledger, entry => entry.Kind == LedgerKind.TransferRefused);
        var without = Drifting([], "rebalance-below=0");
        Assert.True(without.Fills.Count < result.Fills.Count / 2, $"{without.Fills.Count} fills without transfers, {result.Fills.Count} with them");
        Assert.True(result.FinalCash > without.FinalCash);
    }

    [Fact]
    public void Transfer_ThatIsRefused_IsAskedForAgainLater_AndForHalfAsMuch()
    {
        var refused = Drifting(["USDT=1h,day:600"], "rebalance-below=0.5", "transfer-pause-minutes=180").Ledger.Where(entry => entry.Kind == LedgerKind.TransferRefused && entry.Asset == "USDT").Take(2).ToList();
        Assert.Equal(Math.Floor(refused[0].Basis / 2 * 100_000_000m) / 100_000_000m, refused[1].Basis);
        Assert.True(refused[1].Time - refused[0].Time >= Duration.FromHours(3));
    }

    [Theory]
    [InlineData("BTC/USDT@here", "ETH/USDT@there", "ETH/USDT@there is not BTC/USDT")]
    [InlineData("BTC/USDT@here", "BTC/USD@there", "BTC/USD@there is not BTC/USDT")]
    [InlineData("BTC/USDT@here", "BTC/USDT:USDT@here", "is not BTC/USDT")]
    public void Instruments_ThatAreNotOneCoin_AreRefused(string first, string second, string why) =>
        Assert.Contains(why, Assert.Throws<BadInputException>(() => new BookMarket().With(first, Here()).With(second, Here()).Owning("here", 1m, "USDT").Owning("there", 1m, "USDT").Run("cross-exchange-arbitrage")).Message, StringComparison.Ordinal);

    private static BookScenario Here() => new BookScenario().Snapshot(0, [(99, 5)], [(100, 3), (101, 4)]);

    private static BookMarket Market(double fee, int money, int coins, RiskLimits? limits = null) => new BookMarket { Limits = limits ?? RiskLimits.None, Fees = FeePresets.Flat((decimal)fee * 10_000m) }
        .With("BTC/USDT@here", Here()).With("BTC/USDT@there", new BookScenario().Snapshot(0, [(103, 2), (102, 3)], [(104, 5)]))
        .Owning("here", money, "USDT").Owning("there", coins, "BTC").Owning("there", 1m, "USDT");

    /// <summary>Orders and answers take ten milliseconds each.</summary>
    private static BookMarket Slow(Func<BookScenario, BookScenario> there) => new BookMarket { Fees = FeePresets.Flat(50m), Latency = "fixed:10,10" }
        .With("BTC/USDT@here", Here().Bid(600, (98, 1)))
        .With("BTC/USDT@there", there(new BookScenario().Snapshot(0, [(103, 2), (102, 3)], [(104, 5)])).Bid(600, (90, 1)))
        .Owning("here", 10_000m, "USDT").Owning("there", 10m, "BTC").Owning("there", 1m, "USDT");

    /// <summary>One venue is dearer for weeks: coins end at the one, money at the other.</summary>
    private static BacktestResult Drifting(string[] transfers, params string[] parameters)
    {
        var start = Instant.FromDate(2024, 1, 1);
        SeriesInput Flat(string venue, double price) => new(new Instrument(InstrumentId.Parse($"BTC/USDT@{venue}")),
            BarColumns.FromBars(Interval.Hours(1), [.. Enumerable.Range(0, 24 * 14).Select(hour => new Bar(start + Duration.FromHours(hour), price, price, price, price, 1_000_000))]), "", false, false, 0);
        var request = new BacktestRequest
        {
            Strategy = "cross-exchange-arbitrage",
            Parameters = [.. parameters.Select(text => KeyValuePair.Create(text.Split('=')[0], text.Split('=')[1]))],
            Interval = Interval.Hours(1),
            Cash = 10_000m,
            FillModel = "next-open",
            FeeBasisPoints = 10m,
            Transfers = [.. transfers],
        };
        return BacktestBuilder.Build(request, [Flat("here", 100), Flat("there", 101)]).Run(request).Result;
    }
}
