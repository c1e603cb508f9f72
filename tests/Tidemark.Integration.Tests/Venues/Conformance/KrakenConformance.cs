namespace Tidemark.Integration.Tests.Venues.Conformance;

public sealed class KrakenConformance(KrakenFixture fixture) : VenueConformance<KrakenFixture>(fixture);
