namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>What a server knows of our account.</summary>
/// <param name="Balances">Free and locked by asset.</param>
/// <param name="Orders">All that were ever accepted.</param>
/// <param name="Fills">All that were ever made.</param>
public sealed record LedgerTruth(IReadOnlyDictionary<string, BalanceTruth> Balances, IReadOnlyList<OrderTruth> Orders, IReadOnlyList<FillTruth> Fills);

/// <summary>A balance.</summary>
public sealed record BalanceTruth(decimal Free, decimal Locked);

/// <summary>An order.</summary>
/// <param name="ClientId">As it is on the wire.</param>
/// <param name="Quantity">In force.</param>
/// <param name="Filled">Of it.</param>
/// <param name="IsOpen">Whether it works.</param>
public sealed record OrderTruth(string ClientId, decimal Quantity, decimal Filled, bool IsOpen);

/// <summary>An execution.</summary>
public sealed record FillTruth(string TradeId, string ClientId, decimal Price, decimal Quantity, decimal Fee, string FeeAsset, bool IsMaker);
