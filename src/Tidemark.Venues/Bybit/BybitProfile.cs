using System.Collections.Immutable;
using Tidemark.Engine.Ports;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Bybit;

/// <summary>What there is to know of Bybit: public data of its spot market and of its linear contracts. Trading and accounts are declared away.</summary>
/// <remarks>Source: Bybit's documentation of its API V5, "Integration Guidance" and "Connect".</remarks>
public static class BybitProfile
{
    public const string Name = "bybit";

    private const VenueServices Services = VenueServices.Instruments | VenueServices.ServerTime | VenueServices.BarHistory | VenueServices.RecentTrades | VenueServices.BookSnapshots
        | VenueServices.FundingHistory | VenueServices.TradeStream | VenueServices.QuoteStream | VenueServices.BookStream | VenueServices.BarStream | VenueServices.MarkPriceStream;

    /// <summary>Spot and linear contracts; nothing is traded, so no feature of orders is named.</summary>
    public static readonly VenueProfile Public = new(Name, Services, new VenueCapabilities(VenueFeatures.None), ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create(VenueEnvironment.Live, new VenueEndpoints(new Uri("https://api.bybit.com"), new Uri("wss://stream.bybit.com"), new Uri("wss://stream.bybit.com/v5/private"))),
        KeyValuePair.Create(VenueEnvironment.Testnet, new VenueEndpoints(new Uri("https://api-testnet.bybit.com"), new Uri("wss://stream-testnet.bybit.com"), new Uri("wss://stream-testnet.bybit.com/v5/private"))),
    ]));

    /// <summary>Everything at one server that speaks the venue's formats.</summary>
    public static VenueEndpoints At(Uri server) => VenueEndpoints.OneServer(server, "v5/private");
}
