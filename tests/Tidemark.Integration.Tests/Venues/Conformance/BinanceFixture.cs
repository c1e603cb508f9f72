using Tidemark.Exchange.Accounts;
using Tidemark.Venues.Binance;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Binance spot.</summary>
public sealed class BinanceFixture : ExchangeFixture
{
    public override VenueProfile Profile => BinanceProfile.Spot;

    public override InstrumentId Instrument { get; } = InstrumentId.Spot("BTC", "USDT", BinanceProfile.Name);

    public override InstrumentId OtherInstrument { get; } = InstrumentId.Spot("ETH", "USDT", BinanceProfile.Name);

    public override InstrumentId UnknownInstrument { get; } = InstrumentId.Spot("BTX", "USDT", BinanceProfile.Name);

    public override Interval Interval { get; } = new(1, IntervalUnit.Second);

    public override VenueCredential? Key { get; } = new(new CredentialId(BinanceProfile.Name, VenueEnvironment.Live, CredentialId.DefaultAccount), "conformance-key", "conformance-secret", null, "a test");

    public override string? WrongSecret => "another-secret-than-ours";

    protected override string Dialect => "binance";

    protected override AccountDefinition Account { get; } =
        new("alice", "conformance-key", "conformance-secret") { Balances = new Dictionary<string, decimal> { ["USDT"] = 100_000m, ["BTC"] = 2m } };

    public override VenueEndpoints EndpointsAt(Uri server) => BinanceProfile.At(server);

    /// <summary>Snapshots of 1,000 levels hold the whole book, and many of them fit into a minute.</summary>
    public override IVenue Open(VenueOpening opening) =>
        new BinanceVenue(new BinanceOptions { Endpoints = opening.Endpoints, Credential = opening.Key, Http = opening.Http, Sockets = opening.Sockets, Time = Time, SnapshotLevels = 1_000 });

    public override bool IsBookUpdate(string message) => message.Contains("\"btcusdt@depth", StringComparison.Ordinal);
}
