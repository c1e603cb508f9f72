namespace Tidemark.Integration.Tests.Venues.Conformance;

public sealed class BybitConformance(BybitFixture fixture) : VenueConformance<BybitFixture>(fixture);
