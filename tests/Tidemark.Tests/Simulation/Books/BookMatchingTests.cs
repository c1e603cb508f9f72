using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Latency;

namespace Tidemark.Tests.Simulation.Books;

/// <summary>Orders in small books, fills worked out by hand.</summary>
public class BookMatchingTests
{
    /// <summary>10 stand before us, 20 join behind, 15 of the 30 cancel, then 12 trade: the models differ in who canceled.</summary>
    [Theory]
    [InlineData("risk-averse", 2)]
    [InlineData("power:1", 7)]
    [InlineData("power:3", 3)]
    [InlineData("log", 8)]
    public void Cancellations_AreSharedByTheQueueModel(string queue, int filled) =>
        Assert.Equal([$"40 buy {filled}@100 maker"], Book(queue).Do(5, script => script.Send(Side.Buy, 10, 100))
            .Bid(10, (100, 30)).Bid(20, (100, 15)).Trade(40, Side.Sell, 100, 12).Fills());

    [Theory]
    [InlineData("risk-averse")]
    [InlineData("power:2")]
    [InlineData("log")]
    public void Trade_AndTheUpdateThatHoldsIt_CountOnce(string queue) =>
        Assert.Equal(["30 buy 2@100 maker"], Book(queue).Do(5, script => script.Send(Side.Buy, 10, 100))
            .Bid(6, (100, 30)).Trade(10, Side.Sell, 100, 4).Bid(11, (100, 26)).Trade(30, Side.Sell, 100, 8).Fills());

    [Fact]
    public void LessDisplayedThanStandsBefore_BringsForward() =>
        Assert.Equal(["30 buy 5@100 maker"], Book().Do(5, script => script.Send(Side.Buy, 10, 100)).Bid(10, (100, 3)).Trade(30, Side.Sell, 100, 8).Fills());

    [Fact]
    public void TradeThroughThePrice_FillsUpToItsQuantity() =>
        Assert.Equal(["10 buy 2@100 maker", "20 buy 1@100 maker"], Book().Do(5, script => script.Send(Side.Buy, 3, 100)).Trade(10, Side.Sell, 99, 2).Trade(20, Side.Sell, 99, 5).Fills());

    [Fact]
    public void TradeOnTheOtherSide_FillsNothing() =>
        Assert.Empty(Book().Do(5, script => script.Send(Side.Buy, 3, 100)).Trade(10, Side.Buy, 101, 50).Fills());

    [Fact]
    public void OrdersOfOurOwn_ShareATrade_AndNeverGetMoreThanTraded() =>
        Assert.Equal(["20 buy 2@101 maker", "20 buy 3@100 maker"],
            Book(asks: [(105, 10)]).Do(5, script => script.Send(Side.Buy, 4, 100)).Do(6, script => script.Send(Side.Buy, 4, 100)).Do(7, script => script.Send(Side.Buy, 2, 101)).Trade(20, Side.Sell, 100, 15).Fills());

    [Fact]
    public void BetterPriceThanAllOthers_HasNobodyBefore() =>
        Assert.Equal(["20 sell 3@103 maker"], Book(asks: [(105, 10)]).Do(5, script => script.Send(Side.Sell, 4, 103)).Trade(20, Side.Buy, 103, 3).Fills());

    [Fact]
    public void OffersAtOurPrice_FillUsAsFarAsDisplayed_AndOnceUntilUpdated() =>
        Assert.Equal(["10 buy 2@100 maker", "30 buy 1@100 maker"],
            Book().Do(5, script => script.Send(Side.Buy, 3, 100)).Ask(10, (100, 2)).Bid(20, (98, 4)).Ask(30, (100, 5)).Fills());

    [Fact]
    public void QuoteThatLeavesUsAlone_PutsUsInFront() =>
        Assert.Equal(["20 buy 2@100 maker"], Book().Do(5, script => script.Send(Side.Buy, 3, 100)).Quote(10, (99, 5), (101, 10)).Trade(20, Side.Sell, 100, 2).Fills());

    [Fact]
    public void MarketOrder_WalksTheLevels_AndWhatItTookStaysTaken() =>
        Assert.Equal(["5 buy 10@101 taker", "5 buy 2@102 taker", "6 buy 3@102 taker", "21 buy 4@101 taker"],
            Book().Do(5, script => script.Send(Side.Buy, 12)).Do(6, script => script.Send(Side.Buy, 4)).Ask(20, (101, 4)).Do(21, script => script.Send(Side.Buy, 4)).Fills());

    /// <summary>The message of 10 brings nothing new at 101: two of five are left there. The one of 20 brings one more: all six are there.</summary>
    [Theory]
    [InlineData(BookMessageKind.Snapshot)]
    [InlineData(BookMessageKind.Update)]
    [InlineData(BookMessageKind.Quote)]
    public void WhatWeTook_StaysTakenWhileTheLevelShowsTheSame(BookMessageKind kind)
    {
        var scenario = Book(asks: [(101, 5)]).Do(5, script => script.Send(Side.Buy, 3));
        Show(10, 5).Do(15, script => script.Send(Side.Buy, 9));
        Show(20, 6).Do(25, script => script.Send(Side.Buy, 9));
        Assert.Equal(["5 buy 3@101 taker", "15 buy 2@101 taker", "25 buy 6@101 taker"], scenario.Fills());

        BookScenario Show(long time, long lots) => kind switch
        {
            BookMessageKind.Snapshot => scenario.Snapshot(time, [(100, 9)], [(101, lots)]),
            BookMessageKind.Update => scenario.Ask(time, (101, lots)),
            _ => scenario.Quote(time, (100, 9), (101, lots)),
        };
    }

    [Fact]
    public void LevelThatWasGone_IsAllThereAgain() =>
        Assert.Equal(["5 buy 3@101 taker", "25 buy 5@101 taker"],
            Book(asks: [(101, 5)]).Do(5, script => script.Send(Side.Buy, 3)).Ask(10, (101, 0)).Ask(20, (101, 5)).Do(25, script => script.Send(Side.Buy, 9)).Fills());

    [Fact]
    public void MarketOrder_LargerThanTheBook_EndsWithWhatThereWas()
    {
        var scenario = Book().Do(5, script => script.Send(Side.Buy, 20));
        Assert.Equal(["5 buy 10@101 taker", "5 buy 5@102 taker"], scenario.Fills());
        Assert.Equal("5 Expired NotImmediatelyFillable", scenario.Strategy.Events[^1]);
    }

    [Fact]
    public void LimitThatTakes_RestsWithTheRest() =>
        Assert.Equal(["5 buy 10@101 taker", "20 buy 2@101 maker"], Book().Do(5, script => script.Send(Side.Buy, 12, 101)).Trade(20, Side.Sell, 101, 5).Fills());

    [Theory]
    [InlineData(TimeInForce.Ioc, 12, new[] { "5 buy 10@101 taker" })]
    [InlineData(TimeInForce.Fok, 12, new string[0])]
    [InlineData(TimeInForce.Fok, 10, new[] { "5 buy 10@101 taker" })]
    public void ImmediateOrders_NeverRest(TimeInForce timeInForce, int quantity, string[] fills)
    {
        var scenario = Book().Do(5, script => script.Send(Side.Buy, quantity, 101, timeInForce)).Trade(20, Side.Sell, 100, 50);
        Assert.Equal(fills, scenario.Fills());
        Assert.Equal(quantity == 10 ? "5 Filled" : "5 Expired NotImmediatelyFillable", scenario.Strategy.Events[^1]);
    }

    [Theory]
    [InlineData(101, "5 Rejected WouldTakeLiquidity")]
    [InlineData(100, "5 Accepted")]
    public void PostOnly_IsRefusedWhereItWouldTake(int limit, string last)
    {
        var scenario = Book().Do(5, script => script.Send(Side.Buy, 1, limit, options: new OrderOptions { PostOnly = true }));
        Assert.Empty(scenario.Fills());
        Assert.Equal(last, scenario.Strategy.Events[^1]);
    }

    [Fact]
    public void ReduceOnly_ClosesNoMoreThanThereIs() =>
        Assert.Equal(["5 buy 2@101 taker", "6 sell 2@100 taker"], Book().Do(5, script => script.Send(Side.Buy, 2)).Do(6, script => script.Send(Side.Sell, 5, reduceOnly: true)).Fills());

    [Fact]
    public void FillOrKill_ThatReducesOnly_FillsNothingOfMoreThanThereIs()
    {
        var scenario = Book().Do(5, script => script.Send(Side.Buy, 2)).Do(6, script => script.Send(Side.Sell, 5, 100, TimeInForce.Fok, reduceOnly: true));
        Assert.Equal(["5 buy 2@101 taker"], scenario.Fills());
        Assert.Equal("6 Expired NotImmediatelyFillable", scenario.Strategy.Events[^1]);
    }

    [Theory]
    [InlineData(1213, "5 Rejected InsufficientFunds")]
    [InlineData(1224, "5 Filled")]
    public void FillOrKill_ThatTheAccountCannotCarryWhole_FillsNothing(int cash, string last)
    {
        var scenario = new BookScenario { Cash = cash, Funds = Tidemark.Engine.Sessions.FundsPolicy.OwnedAssets }
            .Snapshot(0, [(100, 10)], [(101, 10), (102, 5)]).Do(5, script => script.Send(Side.Buy, 12, timeInForce: TimeInForce.Fok));
        Assert.Equal(last == "5 Filled" ? ["5 buy 10@101 taker", "5 buy 2@102 taker"] : [], scenario.Fills());
        Assert.Equal(last, scenario.Strategy.Events[^1]);
    }

    [Fact]
    public void NewPrice_LosesThePlaceInTheQueue() =>
        Assert.Equal(["30 buy 4@99 maker"], Book().Do(5, script => script.Send(Side.Buy, 9, 100)).Trade(10, Side.Sell, 100, 8).Bid(11, (99, 7))
            .Do(15, script => script.Change(new Amendment(null, new Price(99m), null))).Trade(30, Side.Sell, 99, 11).Fills());

    [Fact]
    public void LessQuantity_KeepsThePlace_MoreLosesIt()
    {
        BookScenario Amended(decimal quantity) => Book().Do(5, script => script.Send(Side.Buy, 4, 100)).Trade(10, Side.Sell, 100, 10)
            .Do(15, script => script.Change(new Amendment(new Quantity(quantity), null, null))).Trade(30, Side.Sell, 100, 5);
        Assert.Equal(["30 buy 3@100 maker"], Amended(3).Fills());
        Assert.Empty(Amended(6).Fills());
    }

    [Fact]
    public void Stop_WakesWhenATradeTouchesIt_AndTakesTheBook()
    {
        var scenario = Book().Do(5, script => script.Send(Side.Sell, 3, type: OrderType.Stop, stop: 99)).Trade(10, Side.Sell, 100, 1).Bid(15, (100, 0)).Trade(20, Side.Sell, 99, 1);
        Assert.Equal(["20 sell 3@99 taker"], scenario.Fills());
    }

    [Fact]
    public void Stop_WithoutTradesInTheRecording_WakesAtTheMiddle()
    {
        var scenario = Book().Do(5, script => script.Send(Side.Sell, 3, type: OrderType.Stop, stop: 100)).Bid(10, (100, 0));
        Assert.Equal(["10 sell 3@99 taker"], scenario.Fills());
        Assert.Contains(scenario.Run().Warnings, warning => warning.StartsWith("no trades are recorded of BTC/USDT@test", StringComparison.Ordinal));
    }

    /// <summary>Ten bought at 101 with 250: at a middle of 75 more than that is lost.</summary>
    [Fact]
    public void Contract_WithoutTradesInTheRecording_IsLiquidatedAtTheMiddle()
    {
        var scenario = new BookScenario { Name = "BTC/USDT:USDT@test", Cash = 250m, Leverage = 5m }.Snapshot(0, [(100, 10)], [(101, 10)]).Do(5, script => script.Send(Side.Buy, 10)).Snapshot(10, [(74, 10)], [(76, 10)]);
        Assert.Contains(scenario.Run().Warnings, warning => warning.Contains("liquidated: less leverage", StringComparison.Ordinal));
    }

    [Fact]
    public void Contract_ExpiresWithoutATradeAfterIt()
    {
        const long Expiry = 8 * 3_600_000;
        var scenario = new BookScenario { Name = "BTC/USDT:USDT-240101@test" }.Snapshot(0, [(100, 10)], [(101, 10)]).Trade(1, Side.Buy, 101, 1).Do(5, script => script.Send(Side.Buy, 1)).Ask(Expiry + 1, (101, 9));
        Assert.Contains(scenario.Run().Ledger, entry => entry.Kind == LedgerKind.Settlement);
    }

    [Fact]
    public void Bracket_ProtectsWhatHasFilled() =>
        Assert.Equal(["20 buy 3@100 maker", "40 sell 3@98 taker"],
            Book(bids: [(100, 10), (98, 9)]).Do(5, script => script.Bracketed(Side.Buy, 3, 100, 98, 110)).Trade(20, Side.Sell, 100, 13).Bid(30, (100, 0)).Trade(40, Side.Sell, 98, 1).Fills());

    [Fact]
    public void Iceberg_ShowsItsNextPartBehindEveryone() =>
        Assert.Equal(["20 buy 2@100 maker", "40 buy 1@100 maker"],
            Book().Do(5, script => script.Send(Side.Buy, 6, 100, options: new OrderOptions { DisplayedQuantity = new Quantity(2m) })).Trade(20, Side.Sell, 100, 15).Bid(21, (100, 4)).Trade(40, Side.Sell, 100, 5).Fills());

    [Fact]
    public void Latency_OrderMeetsTheBookOfItsArrival_AndTheAnswerComesLater()
    {
        var scenario = Book(latency: new FixedLatency(5, 7)).Do(10, script => script.Send(Side.Buy, 2)).Ask(12, (101, 0)).Ask(16, (102, 0));
        Assert.Equal(["15 buy 2@102 taker"], scenario.Fills());
        Assert.Equal(["22 Accepted", "22 Filled"], scenario.Strategy.Events);
    }

    [Fact]
    public void Cancel_UnderWay_ComesTooLateForAFillBeforeIt()
    {
        var scenario = Book(latency: new FixedLatency(5, 5)).Do(5, script => script.Send(Side.Buy, 2, 100)).Do(20, script => script.TakeBack()).Trade(22, Side.Sell, 99, 9);
        Assert.Equal(["22 buy 2@100 maker"], scenario.Fills());
        Assert.Equal("30 CancelRejected OrderAlreadyClosed", scenario.Strategy.Events[^1]);
    }

    [Fact]
    public void Quotes_AreHeardWhenReceived_AndOnlyWhenTheyAreNew()
    {
        var scenario = Book().Bid(10, (99, 4)).Bid(20, (100, 4)).Quote(30, (100, 4), (101, 10)).Quote(40, (99, 4), (101, 10));
        scenario.Fills();
        Assert.Equal(["1 100 101", "21 100 101", "41 99 101"], scenario.Strategy.Seen);
    }

    [Fact]
    public void Book_ThatIsLost_RefusesMarketOrders_AndLimitOrdersWaitBehindTheNextOne()
    {
        var scenario = Book().Gap(10).Do(15, script => script.Send(Side.Buy, 1)).Do(16, script => script.Send(Side.Buy, 4, 100)).Snapshot(20, [(100, 6)], [(101, 9)]).Trade(30, Side.Sell, 100, 8);
        Assert.Equal(["30 buy 2@100 maker"], scenario.Fills());
        Assert.Contains("15 Rejected NoMarketPrice", scenario.Strategy.Events);
    }

    [Fact]
    public void Fees_AreThoseOfTheRole()
    {
        var fees = FeePresets.Flat(0m) with { Rates = new Tidemark.Engine.Sessions.FeeRates(0.001m, 0.01m) };
        var result = Book(fees: fees).Do(5, script => script.Send(Side.Buy, 1)).Do(6, script => script.Send(Side.Buy, 1, 100)).Trade(20, Side.Sell, 99, 9).Run();
        Assert.Equal([1.01m, 0.1m], result.Fills.Select(fill => fill.Fee));
    }

    private static BookScenario Book(string queue = "risk-averse", (long, long)[]? bids = null, (long, long)[]? asks = null, ILatencyModel? latency = null, FeeSchedule? fees = null) =>
        new BookScenario { Queue = queue, Latency = latency, Fees = fees ?? FeePresets.Flat(0m) }.Snapshot(0, bids ?? [(100, 10), (99, 5)], asks ?? [(101, 10), (102, 5)]);
}
