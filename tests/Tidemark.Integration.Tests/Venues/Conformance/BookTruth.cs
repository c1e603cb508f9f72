using Tidemark.Engine.Books;
using Tidemark.Venues.Ports;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>A book with exact numbers, each side best first.</summary>
public sealed record BookTruth(IReadOnlyList<PriceLevel> Bids, IReadOnlyList<PriceLevel> Asks)
{
    public static BookTruth Of(BookSnapshot snapshot, BookScale scale)
    {
        var (ticks, lots) = (snapshot.Ticks.ToArray(), snapshot.Lots.ToArray());
        var levels = Enumerable.Range(0, ticks.Length).Select(row => new PriceLevel(scale.ExactPriceOf(ticks[row]), scale.ExactQuantityOf(lots[row]))).ToArray();
        return new BookTruth(levels[..snapshot.BidCount], levels[snapshot.BidCount..]);
    }

    public static BookTruth Of(OrderBook book)
    {
        PriceLevel Exact(BookLevel level) => new(book.Scale.ExactPriceOf(book.Scale.TicksOf(level.Price)), book.Scale.ExactQuantityOf(book.Scale.LotsOf(level.Quantity)));
        return new BookTruth([.. Enumerable.Range(0, book.BidCount).Select(rank => Exact(book.Bid(rank)))], [.. Enumerable.Range(0, book.AskCount).Select(rank => Exact(book.Ask(rank)))]);
    }

    /// <summary>The best levels of each side.</summary>
    public BookTruth Top(int levels) => new([.. Bids.Take(levels)], [.. Asks.Take(levels)]);

    /// <summary>One line a level; equal texts are equal books.</summary>
    public string[] Lines() => [.. Bids.Select(level => $"bid {level}"), .. Asks.Select(level => $"ask {level}")];
}
