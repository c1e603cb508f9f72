namespace Tidemark.Simulation.Transfers;

/// <summary>Why a venue does not send an asset away.</summary>
public enum TransferRefusal : byte
{
    /// <summary>There is no rule for the asset.</summary>
    NotOffered,

    /// <summary>Both instruments are of one account.</summary>
    SameAccount,

    /// <summary>The other venue does not trade the asset.</summary>
    UnknownThere,

    /// <summary>Less than the least quantity, or no more than the fee.</summary>
    TooSmall,

    /// <summary>More than may leave on this day.</summary>
    DailyLimit,

    /// <summary>More than the account has.</summary>
    InsufficientBalance,

    /// <summary>What would be left on a margin account does not carry its positions.</summary>
    MarginInUse,
}
