namespace Tidemark.Integration.Tests.Venues.Conformance;

public sealed class BinanceConformance(BinanceFixture fixture) : VenueConformance<BinanceFixture>(fixture);
