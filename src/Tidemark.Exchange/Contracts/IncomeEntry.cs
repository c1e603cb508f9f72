namespace Tidemark.Exchange.Contracts;

/// <summary>One change of a wallet.</summary>
/// <param name="TradeId">Null where no trade made it.</param>
internal sealed record IncomeEntry(long Id, IncomeKind Kind, string Symbol, decimal Amount, string Asset, Instant Time, long? TradeId);
