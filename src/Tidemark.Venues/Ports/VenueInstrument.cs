namespace Tidemark.Venues.Ports;

/// <summary>An instrument as its venue lists it.</summary>
/// <param name="Instrument">Name and trading rules; the rules hold from the moment they were read.</param>
/// <param name="Symbol">The venue's own name: <c>BTCUSDT</c>.</param>
/// <param name="IsTrading">Whether orders are taken now.</param>
public sealed record VenueInstrument(Instrument Instrument, string Symbol, bool IsTrading)
{
    public InstrumentId Id => Instrument.Id;

    /// <summary>The rules in force.</summary>
    public TradingRules Rules => Instrument.Rules.IsEmpty ? TradingRules.None : Instrument.Rules[^1];

    /// <summary>The step of quantities that rest in its book, where it is finer than that of orders: fees leave remainders.</summary>
    public decimal? BookQuantityStep { get; init; }

    /// <summary>The step of prices in its book, where it is finer than that of new orders: those from before a tick was made larger rest still.</summary>
    public decimal? BookPriceTick { get; init; }

    /// <summary>The grid of its order book.</summary>
    /// <exception cref="InvalidOperationException">The venue gave no tick or no step.</exception>
    public BookScale Scale => field ??= (BookPriceTick ?? Rules.PriceTick) is { } tick && (BookQuantityStep ?? Rules.QuantityStep) is { } step ? new BookScale(tick, step)
        : throw new InvalidOperationException($"{Id}: the venue gave no tick or no step, so its book has no grid");
}
