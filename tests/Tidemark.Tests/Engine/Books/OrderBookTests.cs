using Tidemark.Engine.Books;
using Tidemark.Engine.Events;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Engine.Books;

public class OrderBookTests
{
    private static readonly BookScale Scale = new(0.1m, 0.001m);

    [Fact]
    public void Levels_UnderRandomChanges_EqualThoseOfASortedDictionary()
    {
        var random = new SeededRandom(7, "book");
        var builder = new BookBuilder(Scale);
        builder.Begin(isPartial: false);
        var (bids, asks) = (new SortedDictionary<long, long>(), new SortedDictionary<long, long>());
        for (var change = 0; change < 100_000; change++)
        {
            var side = random.NextInt(2) == 0 ? Side.Buy : Side.Sell;
            var ticks = 1_000 + random.NextInt(400);
            var lots = random.NextInt(3) == 0 ? 0 : 1 + random.NextInt(50);
            var naive = side == Side.Buy ? bids : asks;
            Assert.Equal(naive.GetValueOrDefault(ticks), builder.Set(side, ticks, lots));
            if (lots == 0) naive.Remove(ticks);
            else naive[ticks] = lots;
            if (change % 100 == 0) AssertSame(bids, asks, builder.Book);
        }
        AssertSame(bids, asks, builder.Book);
    }

    [Fact]
    public void Figures_OfASmallBook_AreThoseCountedByHand()
    {
        var book = Small().Book;
        Assert.Equal(new BookLevel(100.0, 2.0), book.BestBid);
        Assert.Equal(new BookLevel(100.2, 1.0), book.BestAsk);
        Assert.Equal(100.1, book.Mid, 12);
        Assert.Equal(0.2, book.Spread, 12);
        Assert.Equal((2.0 - 1.0) / 3.0, book.Imbalance(), 12);
        Assert.Equal((5.0 - 4.0) / 9.0, book.Imbalance(2), 12);
        Assert.Equal((100.0 * 1.0 + 100.2 * 2.0) / 3.0, book.MicroPrice, 12);
        Assert.Equal(4.0, book.DepthWithin(Side.Sell, 100.4));
        Assert.Equal(1.0, book.DepthWithin(Side.Sell, 100.3));
        Assert.Equal(0.0, book.DepthWithin(Side.Buy, 100.1));
        Assert.Equal(3.0, book.QuantityAt(Side.Buy, 99.9));
        Assert.Equal((100.2 + 100.4) / 2, book.AveragePriceToFill(Side.Buy, 2.0), 12);
        Assert.Equal(double.NaN, book.AveragePriceToFill(Side.Buy, 4.1));
        Assert.Equal((2 * 100.0 + 3 * 99.9) / 5, book.AveragePriceToFill(Side.Sell, 5.0), 12);
    }

    [Fact]
    public void Prices_OfTicks_AreTheNumbersThatTheirTextGives()
    {
        for (var ticks = 1L; ticks < 2_000_000; ticks += 37)
            Assert.Equal(double.Parse(Scale.ExactPriceOf(ticks).ToString(System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture), Scale.PriceOf(ticks));
    }

    [Fact]
    public void Quote_NewerThanTheUpdate_StandsOnTop_AndOlderUpdateDoesNotUndoIt()
    {
        var builder = Small();
        Assert.True(Quote(builder, 12, 999, 7, 1001, 4));
        Assert.Equal(new BookLevel(99.9, 0.007), builder.Book.BestBid);
        Assert.Equal(new BookLevel(100.1, 0.004), builder.Book.BestAsk);
        builder.Apply(new BookArrival(default, BookMessageKind.Update, new Instant(3), new Instant(3), 11, [1000L], [5L], 1));
        Assert.Equal(new BookLevel(99.9, 0.007), builder.Book.BestBid);
        Assert.False(Quote(builder, 9, 1000, 1, 1002, 1));
        builder.Apply(new BookArrival(default, BookMessageKind.Update, new Instant(4), new Instant(4), 13, [1000L], [5L], 1));
        Assert.Equal(new BookLevel(100.0, 0.005), builder.Book.BestBid);
    }

    [Fact]
    public void Book_AfterAGap_IsNotValidAndEmptyUntilASnapshot()
    {
        var builder = Small();
        builder.Apply(new BookArrival(default, BookMessageKind.Gap, new Instant(3), new Instant(3), 20, [], [], 0));
        Assert.False(builder.Book.IsValid);
        Assert.False(builder.Apply(new BookArrival(default, BookMessageKind.Update, new Instant(4), new Instant(4), 21, [1000L], [5L], 1)));
        Assert.Equal(double.NaN, builder.Book.BestBid.Price);
        Assert.False(Quote(builder, 22, 1000, 1, 1002, 1));
        builder.Apply(new BookArrival(default, BookMessageKind.Snapshot, new Instant(5), new Instant(5), 22, [1000L], [5L], 1));
        Assert.True(builder.Book.IsValid);
    }

    [Fact]
    public void Book_BegunWithoutASnapshot_IsValidOnceAQuoteConfirmsItsTop()
    {
        var builder = new BookBuilder(Scale);
        builder.Apply(new BookArrival(default, BookMessageKind.Beginning, new Instant(1), new Instant(1), 9, [], [], 0));
        builder.Apply(new BookArrival(default, BookMessageKind.Update, new Instant(1), new Instant(1), 10, [1000L, 1001L], [5L, 5L], 2));
        Assert.False(builder.Book.IsValid);
        Assert.True(Quote(builder, 11, 1000, 4, 1002, 3));
        Assert.True(builder.Book is { IsValid: true, IsPartial: true });
        Assert.Equal(new BookLevel(100.0, 0.004), builder.Book.BestBid);
    }

    [Fact]
    public void Update_OfAKnownBook_AllocatesNothing()
    {
        var builder = Small();
        long[] ticks = [990, 1000, 1002, 1005], lots = [4, 0, 9, 1], back = [0, 2_000, 1_000, 0];
        Assert.Equal(0, Allocated.By(() =>
        {
            for (var turn = 0; turn < 1_000; turn++)
            {
                builder.Apply(new BookArrival(default, BookMessageKind.Update, new Instant(turn), new Instant(turn), 20 + 2 * turn, ticks, lots, 2));
                builder.Apply(new BookArrival(default, BookMessageKind.Update, new Instant(turn), new Instant(turn), 21 + 2 * turn, ticks, back, 2));
            }
        }));
    }

    private static BookBuilder Small()
    {
        var builder = new BookBuilder(Scale);
        builder.Apply(new BookArrival(default, BookMessageKind.Snapshot, new Instant(1), new Instant(2), 10, [1000L, 999L, 1002L, 1004L], [2_000L, 3_000L, 1_000L, 3_000L], 2));
        return builder;
    }

    private static bool Quote(BookBuilder builder, long id, long bid, long bidLots, long ask, long askLots) =>
        builder.Apply(new BookArrival(default, BookMessageKind.Quote, new Instant(3), new Instant(3), id, [bid, ask], [bidLots, askLots], 1));

    private static void AssertSame(SortedDictionary<long, long> bids, SortedDictionary<long, long> asks, OrderBook book)
    {
        Assert.Equal(bids.Reverse().Select(level => new BookLevel(Scale.PriceOf(level.Key), Scale.QuantityOf(level.Value))), Enumerable.Range(0, book.BidCount).Select(book.Bid));
        Assert.Equal(asks.Select(level => new BookLevel(Scale.PriceOf(level.Key), Scale.QuantityOf(level.Value))), Enumerable.Range(0, book.AskCount).Select(book.Ask));
    }
}
