namespace Tidemark.Exchange.Contracts;

/// <summary>What changed an account.</summary>
internal enum AccountChange : byte
{
    Order,
    FundingFee,
    InsuranceClear,
    MarginType,
    MarginTransfer,
}
