using Tidemark.Venues.Kraken.Rest;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken.Trading;

/// <summary>Opens streams of orders.</summary>
internal sealed class OrderStreamFactory(KrakenOptions options, KrakenPrivate access, KrakenInstruments instruments, LatestTime latest, VenueClock clock)
{
    public IOrderStream Open(IOrderListener listener) => new OrderStream(options, access, new ExecutionEvents(name => instruments.ByName(name)?.Instrument.Id, listener, latest), listener, clock);
}
