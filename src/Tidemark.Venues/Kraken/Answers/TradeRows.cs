namespace Tidemark.Venues.Kraken.Answers;

/// <summary>A page of trades.</summary>
/// <param name="Trades">Oldest first.</param>
/// <param name="Last">The moment from which the next page follows.</param>
internal sealed record TradeRows(IReadOnlyList<Trade> Trades, Instant Last);
