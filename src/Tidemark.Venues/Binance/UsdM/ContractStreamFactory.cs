using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance.UsdM;

/// <summary>Opens streams of an account with contracts: by listen key, which the futures API has kept.</summary>
internal sealed class ContractStreamFactory(BinanceOptions options, VenueHttp http, BinanceInstruments instruments, VenueClock clock)
{
    public TriggeredOrders Triggered { get; } = new();

    public IOrderStream Open(IOrderListener listener) =>
        new UserStream(options, null, new ListenKeys(http, "/fapi/v1/listenKey", 1, options.Endpoints.Private), new ContractEvents(instruments, Triggered, listener), listener, clock);
}
