namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>An instrument as its server has it. What is null is not compared.</summary>
public sealed record InstrumentTruth(string Symbol, decimal PriceTick, decimal QuantityStep, decimal? MinimumQuantity = null, decimal? MaximumQuantity = null, decimal? MinimumNotional = null);
