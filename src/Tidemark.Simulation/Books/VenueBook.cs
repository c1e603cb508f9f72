using Tidemark.Engine.Books;
using Tidemark.Simulation.Books.Queues;
using Tidemark.Simulation.Venues;

namespace Tidemark.Simulation.Books;

/// <summary>The order book of one instrument as the venue has it, with our orders in it.</summary>
internal sealed class VenueBook
{
    public VenueBook(InstrumentIndex instrument, BookScale scale, IQueueModel model)
    {
        Instrument = instrument;
        Builder = new BookBuilder(scale);
        Bids = new VenueBookSide(Side.Buy, Builder.Book, model);
        Asks = new VenueBookSide(Side.Sell, Builder.Book, model);
    }

    public InstrumentIndex Instrument { get; }

    public BookBuilder Builder { get; }

    public OrderBook Book => Builder.Book;

    public BookScale Scale => Book.Scale;

    public VenueBookSide Bids { get; }

    public VenueBookSide Asks { get; }

    /// <summary>Whether trades are recorded; else the middle says what they would.</summary>
    public bool HasTrades { get; set; } = true;

    /// <summary>Orders that wait for a trigger or for another order's fill.</summary>
    public List<RestingOrder> Waiting { get; } = [];

    public VenueBookSide SideOf(Side side) => side == Side.Buy ? Bids : Asks;

    /// <summary>The side that an order takes from.</summary>
    public VenueBookSide OppositeOf(Side side) => side == Side.Buy ? Asks : Bids;
}
