namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>A balance.</summary>
public sealed record BalanceTruth(decimal Free, decimal Locked);
