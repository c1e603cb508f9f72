using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Kraken;
using Tidemark.Venues.Ports;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Kraken spot. Its shortest bars have a minute, so time runs faster.</summary>
public sealed class KrakenFixture : ExchangeFixture
{
    public override double Speed => 15;

    public override VenueProfile Profile => KrakenProfile.Spot;

    public override InstrumentId Instrument { get; } = InstrumentId.Spot("BTC", "USD", KrakenProfile.Name);

    public override InstrumentId OtherInstrument { get; } = InstrumentId.Spot("ETH", "USD", KrakenProfile.Name);

    public override InstrumentId UnknownInstrument { get; } = InstrumentId.Spot("BTX", "USD", KrakenProfile.Name);

    public override Interval Interval { get; } = Interval.Minutes(1);

    /// <summary>The venue gives its bars on one page.</summary>
    public override bool HasPagesOfBars => false;

    public override Duration TimeResolution => Duration.FromSeconds(1);

    public override int StreamedLevels => new KrakenOptions().BookDepth;

    public override VenueCredential? Key { get; } = new(new CredentialId(KrakenProfile.Name, VenueEnvironment.Live, CredentialId.DefaultAccount), "conformance-key", Convert.ToBase64String("conformance secret"u8), null, "a test");

    public override string? WrongSecret => Convert.ToBase64String("another secret than ours"u8);

    protected override string Dialect => "kraken";

    protected override AccountDefinition Account { get; } =
        new("alice", "conformance-key", Convert.ToBase64String("conformance secret"u8)) { Balances = new Dictionary<string, decimal> { ["USD"] = 100_000m, ["BTC"] = 2m } };

    public override VenueEndpoints EndpointsAt(Uri server) => KrakenProfile.At(server);

    /// <summary>
    /// While a market stands still there are no heartbeats either. The server counts the calls of all tests together, so that each connector makes few
    /// at once. What the server had not sent yet when it stood still is asked for after the silence of a book.
    /// </summary>
    public override IVenue Open(VenueOpening opening) => new KrakenVenue(new KrakenOptions
    {
        Endpoints = opening.Endpoints,
        Credential = opening.Key,
        Http = opening.Http,
        Sockets = opening.Sockets,
        Time = Time,
        Tier = KrakenTier.Pro,
        PublicCalls = 8,
        LongestSilence = 10 * Patience,
        LongestBookSilence = Patience / 4,
        LongestTradeSilence = 10 * Patience,
        BookAudit = Patience / 12,
        OrderDeadline = Duration.FromSeconds(45),
    });

    public override bool IsBookUpdate(string message) =>
        message.Contains("\"channel\":\"book\"", StringComparison.Ordinal) && message.Contains("\"type\":\"update\"", StringComparison.Ordinal) && message.Contains("\"BTC/USD\"", StringComparison.Ordinal);

    private protected override string SymbolOf(MarketRules rules) => rules.BaseAsset == "BTC" ? $"XBT{rules.QuoteAsset}" : rules.BaseAsset + rules.QuoteAsset;

    private protected override string TradeIdOf(JsonElement fill)
    {
        var market = KrakenPairs.Default.Select((rules, number) => (rules, number)).Single(item => item.rules.Symbol == fill.GetProperty("symbol").GetString()).number;
        return TransactionId.OfTrade(market, fill.GetProperty("tradeId").GetInt64(), fill.GetProperty("isMaker").GetBoolean());
    }
}
