namespace Tidemark.Domain;

/// <summary>A change of a balance that no order of ours caused, and the fill that goes with it when a position was closed by the venue.</summary>
public sealed record LedgerEntry
{
    public required LedgerKind Kind { get; init; }

    /// <summary>When it happened at the venue.</summary>
    public required Instant Time { get; init; }

    /// <summary>The dense number of the account.</summary>
    public required int Account { get; init; }

    /// <summary>The instrument that it is about; -1 for none.</summary>
    public required InstrumentIndex Instrument { get; init; }

    public required string Asset { get; init; }

    /// <summary>Added to the balance; negative is paid.</summary>
    public required decimal Amount { get; init; }

    /// <summary>What the amount was worked out on: the position, or the debt, signed.</summary>
    public decimal Basis { get; init; }

    /// <summary>The rate of funding, interest or fee that was applied.</summary>
    public double Rate { get; init; }

    /// <summary>The price that was applied; NaN where none was.</summary>
    public double Price { get; init; } = double.NaN;

    /// <summary>How the venue closed the position, for liquidation and settlement. It has no order.</summary>
    public Fill? Fill { get; init; }
}
