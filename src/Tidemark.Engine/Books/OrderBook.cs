namespace Tidemark.Engine.Books;

/// <summary>
/// The order book of one instrument by price (L2), as it is known now. Levels are ranked from the best, which is 0. Prices are in quote
/// currency, quantities in base currency. Strategies only read it; <see cref="BookBuilder"/> writes it.
/// </summary>
public sealed class OrderBook(BookScale scale)
{
    internal BookSide Bids { get; } = new(1);

    internal BookSide Asks { get; } = new(-1);

    /// <summary>The grid of prices and quantities.</summary>
    public BookScale Scale => scale;

    /// <summary>
    /// Whether it can be trusted: it came from a snapshot and nothing is missing since; a book that began without a snapshot, once the
    /// venue's own best bid and ask have been seen.
    /// </summary>
    public bool IsValid { get; internal set; }

    /// <summary>Whether it began without a snapshot: only levels that have changed since the beginning are in it.</summary>
    public bool IsPartial { get; internal set; }

    /// <summary>The venue's number of the last snapshot or update.</summary>
    public long UpdateId { get; internal set; }

    /// <summary>When the last change happened at the venue.</summary>
    public Instant EventTime { get; internal set; }

    public bool HasBothSides => !Bids.IsEmpty && !Asks.IsEmpty;

    /// <summary>Whether the best bid is not below the best ask, which no venue shows but a mixture of streams can.</summary>
    public bool IsCrossed => HasBothSides && Bids.BestTicks >= Asks.BestTicks;

    public int BidCount => Bids.Count;

    public int AskCount => Asks.Count;

    /// <summary>The best bid; NaN and 0 when there is none.</summary>
    public BookLevel BestBid => Bid(0);

    /// <summary>The best ask; NaN and 0 when there is none.</summary>
    public BookLevel BestAsk => Ask(0);

    /// <summary>The middle of the best prices; NaN without both.</summary>
    public double Mid => 0.5 * (BestBid.Price + BestAsk.Price);

    /// <summary>The difference of the best prices; NaN without both.</summary>
    public double Spread => HasBothSides ? scale.PriceOf(Asks.BestTicks - Bids.BestTicks) : double.NaN;

    /// <summary>The middle leaning to the side that has less: each best price weighted with the other's quantity.</summary>
    public double MicroPrice
    {
        get
        {
            var (bid, ask) = (BestBid, BestAsk);
            return (bid.Price * ask.Quantity + ask.Price * bid.Quantity) / (bid.Quantity + ask.Quantity);
        }
    }

    /// <summary>A bid by rank; NaN and 0 when there are not so many.</summary>
    public BookLevel Bid(int rank) => LevelOf(Bids, rank);

    /// <summary>An ask by rank; NaN and 0 when there are not so many.</summary>
    public BookLevel Ask(int rank) => LevelOf(Asks, rank);

    /// <summary>The best prices as a quote.</summary>
    public Quote Quote => new(EventTime, BestBid.Price, BestBid.Quantity, BestAsk.Price, BestAsk.Quantity);

    /// <summary>What rests at a price on a side, in base currency.</summary>
    public double QuantityAt(Side side, double price) => scale.QuantityOf(SideOf(side).LotsOf(scale.TicksOf(price)));

    /// <summary>What rests on a side at a price and better, in base currency.</summary>
    public double DepthWithin(Side side, double price)
    {
        var levels = SideOf(side);
        var within = levels.CountWithin(scale.TicksOf(price));
        var lots = 0L;
        for (var rank = 0; rank < within; rank++) lots += levels.LotsAt(rank);
        return scale.QuantityOf(lots);
    }

    /// <summary>(bids − asks) / (bids + asks) over the quantities of the best levels: from −1, only asks, to 1, only bids.</summary>
    public double Imbalance(int levels = 1)
    {
        long bids = 0, asks = 0;
        for (var rank = 0; rank < Math.Min(levels, Bids.Count); rank++) bids += Bids.LotsAt(rank);
        for (var rank = 0; rank < Math.Min(levels, Asks.Count); rank++) asks += Asks.LotsAt(rank);
        return (double)(bids - asks) / (bids + asks);
    }

    /// <summary>The average price at which an order of a side that takes would fill whole; NaN when so much is not there.</summary>
    /// <param name="side">The side of the order: a buy walks the asks.</param>
    /// <param name="quantity">In base currency.</param>
    public double AveragePriceToFill(Side side, double quantity)
    {
        var levels = side == Side.Buy ? Asks : Bids;
        var left = quantity;
        var value = 0.0;
        for (var rank = 0; rank < levels.Count; rank++)
        {
            var price = scale.PriceOf(levels.TicksAt(rank));
            var here = scale.QuantityOf(levels.LotsAt(rank));
            if (here >= left) return (value + left * price) / quantity;
            value += here * price;
            left -= here;
        }
        return double.NaN;
    }

    internal BookSide SideOf(Side side) => side == Side.Buy ? Bids : Asks;

    private BookLevel LevelOf(BookSide side, int rank) =>
        rank < side.Count ? new BookLevel(scale.PriceOf(side.TicksAt(rank)), scale.QuantityOf(side.LotsAt(rank))) : new BookLevel(double.NaN, 0);
}
