using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Portfolios;

/// <summary>
/// The accounts of a session and the position of every strategy in every instrument. Exact numbers change on fills and transfers
/// only; equity is marked in double at the last prices.
/// </summary>
public sealed class Portfolio
{
    private readonly SessionSetup setup;
    private readonly List<Position[]> positions = [];
    private readonly List<Position[]> shorts = [];
    private readonly bool isHedged;
    private int openPositions;

    /// <exception cref="BadInputException">An asset of the session cannot be converted to its currency.</exception>
    public Portfolio(SessionSetup setup)
    {
        this.setup = setup;
        Book = new AccountBook(setup);
        isHedged = setup.Accounts.Any(account => account.PositionMode == PositionMode.Hedge);
    }

    /// <summary>The accounts and their worth.</summary>
    public AccountBook Book { get; }

    public string Currency => setup.Currency;

    /// <summary>What everything is worth now, in the session's currency, at the last prices.</summary>
    public double Equity => Book.Equity;

    /// <summary>Whether some position of some strategy is not flat.</summary>
    public bool IsInMarket => openPositions > 0;

    /// <summary>All positions of all strategies.</summary>
    public IEnumerable<Position> AllPositions => positions.Concat(shorts).SelectMany(ofStrategy => ofStrategy);

    internal int StrategyCount => positions.Count;

    /// <summary>The position of a strategy in an instrument; in hedge mode its long one.</summary>
    public Position PositionOf(int strategy, InstrumentIndex instrument) => positions[strategy][instrument.Value];

    /// <summary>One of the positions of a strategy in an instrument; the only one for <see cref="PositionSide.Flat"/>.</summary>
    public Position PositionOf(int strategy, InstrumentIndex instrument, PositionSide side) =>
        side == PositionSide.Short && isHedged ? shorts[strategy][instrument.Value] : positions[strategy][instrument.Value];

    internal void AddStrategy()
    {
        var strategy = positions.Count;
        positions.Add(FlatPositions(strategy));
        if (isHedged) shorts.Add(FlatPositions(strategy));
    }

    private Position[] FlatPositions(int strategy) =>
        [.. setup.Instruments.Select((instrument, index) => new Position(new InstrumentIndex(index), strategy, instrument.Id))];

    /// <summary>Notes the range of a closed bar for the excursions of open positions.</summary>
    internal void MarkRange(InstrumentIndex instrument, double high, double low)
    {
        if (openPositions == 0) return;
        for (var strategy = 0; strategy < positions.Count; strategy++)
        {
            var position = positions[strategy][instrument.Value];
            if (!position.IsFlat) position.Mark(high, low);
            if (isHedged && shorts[strategy][instrument.Value] is { IsFlat: false } hedge) hedge.Mark(high, low);
        }
    }

    /// <summary>Books a fill on its account and on the position of its strategy. Returns the round trip that it closed, if any.</summary>
    internal RoundTrip? Take(Fill fill, Instant now)
    {
        var notional = fill.Notional;
        Book.Book(fill, notional);
        var position = PositionOf(fill.Strategy, fill.Instrument, fill.PositionSide);
        var wasFlat = position.IsFlat;
        var dust = setup.Instruments[fill.Instrument.Value].RulesAt(now).QuantityStep ?? 0m;
        var closed = position.Book(fill, notional, Book.FeeInQuote(fill), dust, AccountBook.ToDecimalRate(Book.QuoteRate(fill.Instrument)));
        openPositions += (wasFlat ? 1 : 0) - (position.IsFlat ? 1 : 0);
        return closed;
    }
}
