namespace Tidemark.Cli.Commands.Bench.Faults;

/// <summary>A book as the exchange itself has it.</summary>
/// <param name="Symbol">The exchange's name.</param>
/// <param name="UpdateId">Of the last change.</param>
/// <param name="LastTradeId">Of its last trade.</param>
internal sealed record ExchangeBook(string Symbol, long UpdateId, long LastTradeId, IReadOnlyList<(double Price, double Quantity)> Bids, IReadOnlyList<(double Price, double Quantity)> Asks);
