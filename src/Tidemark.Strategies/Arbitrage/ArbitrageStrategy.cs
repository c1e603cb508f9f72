using Tidemark.Engine.Books;

namespace Tidemark.Strategies.Arbitrage;

/// <summary>
/// What strategies of several legs share: prices at which they can trade now, refused when they are old, and orders followed until all of
/// them have ended. They decide whenever a book changes; on bars, at each close.
/// </summary>
public abstract class ArbitrageStrategy : Strategy
{
    private readonly List<Order> legs = [];
    private Instant moment = Instant.MinValue;
    private Instant resumes = Instant.MinValue;
    private bool hasBooks;

    [Parameter(Min = 0, Max = 86_400_000, Description = "a book whose last change is older, in milliseconds, is not traded on")]
    public int MaxAgeMs { get; init; } = 1_000;

    [Parameter(Min = 0, Max = 86_400_000, Description = "with books no new trade so many milliseconds after the last one ended: they must show first what it took")]
    public int PauseMs { get; init; } = 1_000;

    protected override void OnStart() => hasBooks = Enumerable.Range(0, Instruments.Count).Any(index => HasBook(new InstrumentIndex(index)));

    protected override void OnBook(InstrumentIndex instrument, OrderBook book) => Act();

    protected override void OnQuote(InstrumentIndex instrument, in Quote quote) => Act();

    protected override void OnBarsClosed(Instant closeTime)
    {
        moment = closeTime;
        Act();
    }

    protected override void OnOrder(Order order, OrderEvent orderEvent)
    {
        // On bars the closes at which the next orders are decided are not known before all bars of the moment are in.
        if (hasBooks && legs.Contains(order)) EndLegs();
    }

    /// <summary>All legs that were sent have ended.</summary>
    protected abstract void LegsEnded();

    /// <summary>Nothing is under way; what is known has changed.</summary>
    protected abstract void Decide();

    /// <summary>Whether its price is of now: a valid book that changed lately; without a book, a bar that closed at this moment.</summary>
    protected bool IsFresh(InstrumentIndex instrument)
    {
        if (!HasBook(instrument)) return LastCloseTime(instrument) == moment;
        var book = Book(instrument);
        return book.IsValid && book.HasBothSides && !book.IsCrossed && Now - book.EventTime <= Duration.FromMilliseconds(MaxAgeMs);
    }

    /// <summary>The level that a taker of a side meets; on bars the close, as if any quantity could be had there.</summary>
    protected BookLevel LevelOf(InstrumentIndex instrument, Side side, int rank)
    {
        if (HasBook(instrument)) return side == Side.Buy ? Book(instrument).Ask(rank) : Book(instrument).Bid(rank);
        return rank == 0 ? new BookLevel(LastBar(instrument).Close, double.PositiveInfinity) : new BookLevel(double.NaN, 0);
    }

    /// <summary>The average price at which a taker would fill a quantity; on bars the close. NaN where so much is not there.</summary>
    protected double PriceOf(InstrumentIndex instrument, Side side, decimal quantity) =>
        HasBook(instrument) ? Book(instrument).AveragePriceToFill(side, (double)quantity) : LastBar(instrument).Close;

    /// <summary>A quantity rounded down to the step, or to eight decimals where none is known.</summary>
    protected decimal RoundedDown(InstrumentIndex instrument, double quantity)
    {
        if (!(quantity is > 0 and < 1e15)) return 0m;
        var traded = Instruments[instrument.Value];
        return traded.RulesAt(Now).QuantityStep is null ? decimal.Floor((decimal)quantity * 100_000_000m) / 100_000_000m : traded.RoundQuantity((decimal)quantity, Rounding.Down, Now).Value;
    }

    /// <summary>Whether an order of a quantity would reach what the venue demands.</summary>
    protected bool IsLargeEnough(InstrumentIndex instrument, decimal quantity, double price) =>
        double.IsFinite(price) && VenueMinimum.IsReached(Instruments[instrument.Value], quantity, (decimal)price, Now);

    /// <summary>Sends a leg that fills at once up to a limit or not at all; without a limit at the market.</summary>
    protected Order Send(InstrumentIndex instrument, Side side, decimal quantity, string tag, double? limit = null)
    {
        var terms = new OrderTerms(instrument, side, new Quantity(quantity)) { Tag = tag };
        if (limit is { } worst)
        {
            var price = Instruments[instrument.Value].RoundPrice((decimal)worst, side == Side.Buy ? Rounding.Up : Rounding.Down, Now);
            terms = terms with { Type = OrderType.Limit, LimitPrice = price, TimeInForce = TimeInForce.Ioc };
        }
        var order = Submit(terms);
        legs.Add(order);
        return order;
    }

    /// <summary>Follows an order that was sent in another way.</summary>
    protected void Follow(Order? order)
    {
        if (order is not null) legs.Add(order);
    }

    private void Act()
    {
        EndLegs();
        if (legs.Count == 0 && Now >= resumes) Decide();
    }

    private void EndLegs()
    {
        if (legs.Count == 0 || legs.Exists(order => order.IsActive)) return;
        legs.Clear();
        if (hasBooks) resumes = Now + Duration.FromMilliseconds(PauseMs);
        LegsEnded();
    }
}
