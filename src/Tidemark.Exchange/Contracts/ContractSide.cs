namespace Tidemark.Exchange.Contracts;

/// <summary>Which position of a contract: the only one of one-way mode, or one of the two of hedge mode.</summary>
internal enum ContractSide : byte
{
    Both,
    Long,
    Short,
}
