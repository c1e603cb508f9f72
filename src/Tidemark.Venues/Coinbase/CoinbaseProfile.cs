using System.Collections.Immutable;
using Tidemark.Engine.Ports;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Coinbase;

/// <summary>What there is to know of Coinbase Advanced Trade.</summary>
/// <remarks>Source: Coinbase's documentation of the Advanced Trade API. The venue has a sandbox, which only answers with examples and is no testnet.</remarks>
public static class CoinbaseProfile
{
    public const string Name = "coinbase";

    /// <summary>Stops of the venue always have a limit; those without one are run by the engine.</summary>
    private const VenueFeatures Native = VenueFeatures.StopLimitOrders | VenueFeatures.Amendments | VenueFeatures.FillOrKill | VenueFeatures.GoodTillDate | VenueFeatures.PostOnly;

    /// <summary>Bars come by stream in five minutes only.</summary>
    private const VenueServices Services = VenueServices.PublicSpot | VenueServices.Trading | VenueServices.Amendments | VenueServices.OrderStream | VenueServices.Balances
        | VenueServices.FeeRates | VenueServices.KeyRights;

    public static readonly VenueProfile Spot = new(Name, Services, new VenueCapabilities(Native), ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create(VenueEnvironment.Live, new VenueEndpoints(new Uri("https://api.coinbase.com"), new Uri("wss://advanced-trade-ws.coinbase.com"), new Uri("wss://advanced-trade-ws-user.coinbase.com"))),
    ]));

    /// <summary>Everything at one server that speaks the venue's formats, such as a simulated exchange.</summary>
    public static VenueEndpoints At(Uri server) => VenueEndpoints.OneServer(server, "user");
}
