namespace Tidemark.Domain;

/// <summary>How a trailing stop follows the market: its price is the best price seen since it came into force, less (for a sell) the distance.</summary>
/// <param name="Kind">In what the distance is measured.</param>
/// <param name="Value">The distance: quote currency, a fraction, or how many average true ranges.</param>
public sealed record TrailingOffset(TrailingKind Kind, decimal Value)
{
    /// <summary>For <see cref="TrailingKind.AverageTrueRange"/>: bars of the average; the strategy must track an <c>Atr</c> of this period.</summary>
    public int Period { get; init; }

    /// <summary>The price from which on it follows; until then it rests at the order's stop price, or sleeps when it has none. Null: from the start.</summary>
    public Price? ActivationPrice { get; init; }

    /// <summary>A distance in quote currency.</summary>
    public static TrailingOffset Amount(decimal amount) => new(TrailingKind.Amount, amount);

    /// <summary>A distance as a fraction of the best price: 0.02 is two percent.</summary>
    public static TrailingOffset Fraction(decimal fraction) => new(TrailingKind.Fraction, fraction);

    /// <summary>A distance of so many average true ranges over a period.</summary>
    public static TrailingOffset Ranges(decimal multiple, int period) => new(TrailingKind.AverageTrueRange, multiple) { Period = period };
}
