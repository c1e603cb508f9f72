using System.Collections.Immutable;
using Tidemark.Engine.Ports;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Kraken;

/// <summary>What there is to know of Kraken's spot market. It has no testnet.</summary>
/// <remarks>Source: Kraken's documentation, "Spot REST" and "Spot WebSocket v2".</remarks>
public static class KrakenProfile
{
    public const string Name = "kraken";

    private const VenueFeatures Native = VenueFeatures.StopOrders | VenueFeatures.StopLimitOrders | VenueFeatures.TakeProfitOrders | VenueFeatures.TrailingStops | VenueFeatures.Amendments
        | VenueFeatures.GoodTillDate | VenueFeatures.PostOnly | VenueFeatures.Icebergs;

    private const VenueServices Services = VenueServices.PublicSpot | VenueServices.Trading | VenueServices.Amendments | VenueServices.OrderStream | VenueServices.Balances
        | VenueServices.FeeRates | VenueServices.KeyRights;

    public static readonly VenueProfile Spot = new(Name, Services, new VenueCapabilities(Native), ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create(VenueEnvironment.Live, new VenueEndpoints(new Uri("https://api.kraken.com"), new Uri("wss://ws.kraken.com/v2"), new Uri("wss://ws-auth.kraken.com/v2"))),
    ]));

    /// <summary>Everything at one server that speaks the venue's formats, such as a simulated exchange.</summary>
    public static VenueEndpoints At(Uri server)
    {
        var one = VenueEndpoints.OneServer(server, "v2");
        return one with { Streams = one.Private };
    }
}
