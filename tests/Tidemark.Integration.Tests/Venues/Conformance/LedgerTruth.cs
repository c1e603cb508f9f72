namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>What a server knows of our account.</summary>
/// <param name="Balances">Free and locked by asset.</param>
/// <param name="Orders">All that were ever accepted.</param>
/// <param name="Fills">All that were ever made.</param>
public sealed record LedgerTruth(IReadOnlyDictionary<string, BalanceTruth> Balances, IReadOnlyList<OrderTruth> Orders, IReadOnlyList<FillTruth> Fills);
