namespace Tidemark.Engine.Strategies.Trades;

/// <summary>
/// A position of a strategy from the fill that opened it to the one that closes it, with what the strategy wants to remember about it.
/// What it remembers is journaled; after a restart it is there again.
/// </summary>
public sealed class OpenTrade
{
    private readonly SortedDictionary<string, string> state = new(StringComparer.Ordinal);

    internal OpenTrade(InstrumentIndex instrument, PositionSide side, Instant entryTime)
    {
        (Instrument, Side, EntryTime) = (instrument, side, entryTime);
    }

    public InstrumentIndex Instrument { get; }

    public PositionSide Side { get; }

    /// <summary>When its first fill happened.</summary>
    public Instant EntryTime { get; }

    /// <summary>Mean price of what is held, in quote currency.</summary>
    public Price EntryPrice { get; internal set; }

    /// <summary>The last close, or the price of a later fill.</summary>
    public double LastPrice { get; internal set; }

    /// <summary>The highest price since the entry, by closed bars.</summary>
    public double Highest { get; internal set; }

    /// <summary>The lowest price since the entry, by closed bars.</summary>
    public double Lowest { get; internal set; }

    /// <summary>Profit at the last price after the fees of both sides, a fraction of the entry.</summary>
    public double Return { get; internal set; }

    /// <summary>What is remembered, by name.</summary>
    public IReadOnlyDictionary<string, string> State => state;

    /// <summary>Where its stop stands, as last named by <see cref="Strategy.StopPriceOf"/>.</summary>
    public Price? StopPrice => StopOrder is { IsActive: true } stop ? stop.StopPrice : null;

    /// <summary>The order that protects it.</summary>
    internal Order? StopOrder { get; set; }

    /// <summary>The order that closes it.</summary>
    internal Order? ExitOrder { get; set; }

    /// <summary>Whether something is remembered that was not recorded yet.</summary>
    internal bool IsStateNew { get; set; }

    /// <summary>What is remembered under a name; null for nothing.</summary>
    public string? Recall(string name) => state.GetValueOrDefault(name);

    /// <summary>Remembers something until the trade ends.</summary>
    public void Remember(string name, string value)
    {
        if (state.TryGetValue(name, out var known) && known == value) return;
        state[name] = value;
        IsStateNew = true;
    }
}
