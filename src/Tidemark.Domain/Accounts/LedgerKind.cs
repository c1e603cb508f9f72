namespace Tidemark.Domain;

/// <summary>Why a balance changed without an order of ours, or was not changed as we wished. Numbers are part of the journal's format: append only.</summary>
public enum LedgerKind : byte
{
    /// <summary>Funding of a perpetual, paid (negative) or received.</summary>
    Funding,

    /// <summary>Interest on borrowed money or coins.</summary>
    Interest,

    /// <summary>The venue closed a position because its margin was used up; the amount is the fee of it.</summary>
    Liquidation,

    /// <summary>What a liquidation lost beyond the margin at stake; the venue's insurance fund bears it.</summary>
    Insurance,

    /// <summary>A contract expired and was settled; the amount is the fee of it.</summary>
    Settlement,

    /// <summary>Left for the account of another venue, at our wish.</summary>
    TransferOut,

    /// <summary>What the venue kept of a transfer.</summary>
    TransferFee,

    /// <summary>Came onto (positive) or left the account of what is under way.</summary>
    InTransit,

    /// <summary>Arrived from the account of another venue.</summary>
    TransferIn,

    /// <summary>A transfer was refused; nothing changed, the basis is what was asked for.</summary>
    TransferRefused,
}
