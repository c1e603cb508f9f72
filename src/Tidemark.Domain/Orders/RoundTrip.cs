namespace Tidemark.Domain;

/// <summary>
/// A closed trade: from the fill that opened a position (from flat, or by flipping it) to the one that brought it back to zero.
/// A fill that flips a position ends one round trip and starts the next; its fee is split by quantity.
/// </summary>
public sealed record RoundTrip
{
    public required InstrumentIndex Instrument { get; init; }

    public required PositionSide Side { get; init; }

    public required Instant EntryTime { get; init; }

    public required Instant ExitTime { get; init; }

    /// <summary>Quantity-weighted mean of all fills that increased the position.</summary>
    public required Price EntryPrice { get; init; }

    /// <summary>Quantity-weighted mean of all fills that reduced it.</summary>
    public required Price ExitPrice { get; init; }

    /// <summary>The sum of the quantities that reduced it, in base units.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Profit after fees, in the currency of the account.</summary>
    public required decimal Pnl { get; init; }

    /// <summary>Fees of its fills, in the currency of the account.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Maximum adverse excursion: the worst open profit seen at a bar's extreme as a fraction of the entry price, zero or negative.</summary>
    public required double Mae { get; init; }

    /// <summary>Maximum favourable excursion: the best open profit seen at a bar's extreme as a fraction of the entry price, zero or positive.</summary>
    public required double Mfe { get; init; }

    /// <summary>Bars of the finest subscribed interval during which the position was held.</summary>
    public required int Bars { get; init; }

    public required string EntryTag { get; init; }

    public required string ExitReason { get; init; }

    public int Strategy { get; init; }

    /// <summary>Whether the instrument is an inverse contract. Not in the journal: the instrument tells it.</summary>
    public bool IsInverse { get; init; }

    /// <summary>Profit after fees as a fraction of the entry notional, both in the currency in which the instrument is paid.</summary>
    public double Return => EntryPrice.Value == 0m || Quantity.IsZero ? 0
        : (double)(IsInverse ? Pnl * EntryPrice.Value / Quantity.Value : Pnl / (EntryPrice.Value * Quantity.Value));
}
