namespace Tidemark.Strategies.MarketMaking;

/// <summary>The quotes of one instrument.</summary>
internal sealed class QuotedMarket
{
    public QuotedMarket(InstrumentIndex instrument, int levels)
    {
        Instrument = instrument;
        TimerName = $"quotes {instrument.Value}";
        Quotes = [.. Enumerable.Range(0, levels).SelectMany(level => new[] { new RestingQuote(Side.Buy, level), new RestingQuote(Side.Sell, level) })];
    }

    public InstrumentIndex Instrument { get; }

    /// <summary>The timer that looks whether the book has become old.</summary>
    public string TimerName { get; }

    /// <summary>Both sides, best levels first.</summary>
    public RestingQuote[] Quotes { get; }

    /// <summary>What one quote trades; zero while it is not known.</summary>
    public decimal Size { get; set; }

    public bool IsWatched { get; set; }

    /// <summary>Whether it has given up.</summary>
    public bool IsHalted { get; set; }

    /// <summary>When what is held may be closed at the market again, after it did not succeed.</summary>
    public Instant ClosesAgain { get; set; } = Instant.MinValue;

    public RestingQuote? Find(Order order) => Array.Find(Quotes, quote => quote.Order == order);
}
