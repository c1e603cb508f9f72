using Tidemark.Venues.Binance.Access;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>Opens user data streams.</summary>
internal sealed class UserStreamFactory(BinanceOptions options, VenueHttp http, BinanceInstruments instruments, ClockKeeper clockKeeper, VenueClock clock)
{
    public IOrderStream Open(IOrderListener listener)
    {
        var credential = options.Credential!;
        var logon = new UserStreamLogon(credential.Key, new PayloadSigner(credential), options, clock, clockKeeper);
        return new UserStream(options, logon, new ListenKeys(http, "/api/v3/userDataStream", 2, new Uri(options.Endpoints.Streams, "/ws/")), new UserEvents(instruments, listener), listener, clock);
    }
}
