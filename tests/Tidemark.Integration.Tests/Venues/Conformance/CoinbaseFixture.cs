using System.Security.Cryptography;
using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Venues.Coinbase;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Ports;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Coinbase Advanced Trade.</summary>
public sealed class CoinbaseFixture : ExchangeFixture
{
    /// <summary>Bars come by stream in five minutes only, which is long to wait for; a test of their own moves the clock instead.</summary>
    public override VenueProfile Profile { get; } = CoinbaseProfile.Spot with { Services = CoinbaseProfile.Spot.Services & ~VenueServices.BarStream };

    public override InstrumentId Instrument { get; } = InstrumentId.Spot("BTC", "USD", CoinbaseProfile.Name);

    public override InstrumentId OtherInstrument { get; } = InstrumentId.Spot("ETH", "USD", CoinbaseProfile.Name);

    public override InstrumentId UnknownInstrument { get; } = InstrumentId.Spot("BTX", "USD", CoinbaseProfile.Name);

    public override Interval Interval { get; } = Interval.Minutes(1);

    /// <summary>A page of bars holds more than the past does.</summary>
    public override bool HasPagesOfBars => false;

    public override VenueCredential? Key => new(new CredentialId(CoinbaseProfile.Name, VenueEnvironment.Live, CredentialId.DefaultAccount), Account.Key, Account.Secret, null, "a test");

    public override string? WrongSecret { get; } = NewSecret();

    protected override string Dialect => "coinbase";

    protected override AccountDefinition Account { get; } =
        new("alice", "organizations/conformance/apiKeys/1", NewSecret()) { Balances = new Dictionary<string, decimal> { ["USD"] = 100_000m, ["BTC"] = 2m } };

    public override VenueEndpoints EndpointsAt(Uri server) => CoinbaseProfile.At(server);

    /// <summary>While a market stands still there are no heartbeats either.</summary>
    public override IVenue Open(VenueOpening opening) => new CoinbaseVenue(new CoinbaseOptions
    {
        Endpoints = opening.Endpoints,
        Credential = opening.Key,
        Http = opening.Http,
        Sockets = opening.Sockets,
        Time = Time,
        LongestHeartbeatSilence = TimeSpan.FromHours(1),
    });

    public override bool IsBookUpdate(string message) =>
        message.Contains("\"l2_data\"", StringComparison.Ordinal) && message.Contains("\"update\"", StringComparison.Ordinal) && message.Contains("\"BTC-USD\"", StringComparison.Ordinal);

    private protected override string TradeIdOf(JsonElement fill) =>
        OrderIds.OfTrade(fill.GetProperty("side").GetString() == "buy" ? Side.Buy : Side.Sell, fill.GetProperty("symbol").GetString()!, fill.GetProperty("tradeId").GetInt64());

    private static string NewSecret()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportECPrivateKeyPem();
    }
}
