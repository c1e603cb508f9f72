namespace Tidemark.Integration.Tests.Venues.Conformance;

public sealed class CoinbaseConformance(CoinbaseFixture fixture) : VenueConformance<CoinbaseFixture>(fixture);
