namespace Tidemark.Exchange.Contracts;

/// <summary>Why a wallet changed.</summary>
internal enum IncomeKind : byte
{
    Transfer,
    RealizedPnl,
    Commission,
    FundingFee,

    /// <summary>The venue's fee for closing a position, or its insurance for what was lost beyond the margin.</summary>
    InsuranceClear,
}
