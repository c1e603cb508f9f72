namespace Tidemark.Storage.Instruments;

/// <summary>One symbol of a file as rules of an instrument.</summary>
/// <param name="Symbol">As the file writes it.</param>
/// <param name="Id">What it is called here.</param>
/// <param name="Rules">Its rules with the date from which they hold.</param>
/// <param name="ListedAt">First moment of trading, where the file says it.</param>
/// <param name="DelistedAt">End of trading, where the file says it.</param>
internal sealed record DeclaredSymbol(string Symbol, InstrumentId Id, TradingRules Rules, Instant? ListedAt, Instant? DelistedAt);
