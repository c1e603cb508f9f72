namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>An execution.</summary>
public sealed record FillTruth(string TradeId, string ClientId, decimal Price, decimal Quantity, decimal Fee, string FeeAsset, bool IsMaker);
