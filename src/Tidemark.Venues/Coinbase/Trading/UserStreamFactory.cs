using Tidemark.Venues.Coinbase.Access;
using Tidemark.Venues.Coinbase.Rest;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase.Trading;

/// <summary>Opens streams of our orders.</summary>
internal sealed class UserStreamFactory(CoinbaseOptions options, CoinbaseInstruments instruments, OrderHistory history, TokenSigner tokens, ClockKeeper keeper, VenueClock clock)
{
    public IOrderStream Open(IOrderListener listener) => new UserStream(options, new UserEvents(instruments, history, listener), tokens, listener, keeper, clock);
}
