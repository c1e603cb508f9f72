using System.Collections.Immutable;
using Tidemark.Engine.Ports;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance;

/// <summary>What there is to know of Binance.</summary>
/// <remarks>Source: Binance's documentation of the spot API, "General API Information", and of its testnet.</remarks>
public static class BinanceProfile
{
    public const string Name = "binance";

    private const VenueFeatures Native = VenueFeatures.StopOrders | VenueFeatures.StopLimitOrders | VenueFeatures.TakeProfitOrders | VenueFeatures.FillOrKill
        | VenueFeatures.PostOnly | VenueFeatures.Icebergs;

    private const VenueServices Services = VenueServices.PublicSpot | VenueServices.Trading | VenueServices.Amendments | VenueServices.OrderPairs | VenueServices.OrderStream
        | VenueServices.Balances | VenueServices.FeeRates | VenueServices.KeyRights;

    private const VenueFeatures NativeToContracts = VenueFeatures.StopOrders | VenueFeatures.StopLimitOrders | VenueFeatures.TakeProfitOrders | VenueFeatures.FillOrKill
        | VenueFeatures.PostOnly | VenueFeatures.ReduceOnly;

    private const VenueServices ContractServices = VenueServices.PublicSpot | VenueServices.FundingHistory | VenueServices.MarkPriceStream | VenueServices.Trading | VenueServices.Amendments
        | VenueServices.OrderStream | VenueServices.Balances | VenueServices.Positions | VenueServices.FeeRates | VenueServices.KeyRights | VenueServices.Leverage;

    /// <summary>The spot market. An order keeps its identity only while it is made smaller, so amendments are not native. Trailing stops are run by the engine: the venue has them, but sets their distance in steps of its own.</summary>
    public static readonly VenueProfile Spot = new(Name, Services, new VenueCapabilities(Native), ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create(VenueEnvironment.Live, new VenueEndpoints(new Uri("https://api.binance.com"), new Uri("wss://stream.binance.com:9443"), new Uri("wss://ws-api.binance.com/ws-api/v3"))),
        KeyValuePair.Create(VenueEnvironment.Testnet, new VenueEndpoints(new Uri("https://testnet.binance.vision"), new Uri("wss://stream.testnet.binance.vision"), new Uri("wss://ws-api.testnet.binance.vision/ws-api/v3"))),
    ]));

    /// <summary>
    /// The perpetuals that are margined in dollars. A resting limit order is changed in place; conditional ones are placed anew, so amendments
    /// are not native.
    /// </summary>
    /// <remarks>Source: Binance's documentation of USD-M futures, "General Info" and "Important WebSocket Change Notice".</remarks>
    public static readonly VenueProfile UsdM = new(Name, ContractServices, new VenueCapabilities(NativeToContracts), ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create(VenueEnvironment.Live, new VenueEndpoints(new Uri("https://fapi.binance.com"), new Uri("wss://fstream.binance.com"), new Uri("wss://fstream.binance.com/private/ws/"))),
        KeyValuePair.Create(VenueEnvironment.Testnet, new VenueEndpoints(new Uri("https://demo-fapi.binance.com"), new Uri("wss://fstream.binancefuture.com"), new Uri("wss://fstream.binancefuture.com/private/ws/"))),
    ]));

    /// <summary>The USD-M market at one server that speaks the venue's formats, such as a simulated exchange.</summary>
    public static VenueEndpoints UsdMAt(Uri server) => VenueEndpoints.OneServer(server, "private/ws/");

    /// <summary>Everything at one server that speaks the venue's formats, such as a simulated exchange.</summary>
    public static VenueEndpoints At(Uri server) => VenueEndpoints.OneServer(server, "ws-api/v3");
}
