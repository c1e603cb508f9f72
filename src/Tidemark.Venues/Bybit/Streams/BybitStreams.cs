using Tidemark.Venues.Books;
using Tidemark.Venues.Bybit.Rest;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Bybit.Streams;

/// <summary>Public streams of Bybit. Spot and linear contracts have a socket each.</summary>
/// <remarks>Source: Bybit's documentation, "Connect" and the public streams.</remarks>
internal sealed class BybitStreams(BybitOptions options, BybitHistory history, VenueClock clock) : IMarketStreams
{
    private const int TopicsPerConnection = 200;

    public async Task<VenueResult<IMarketFeed>> OpenAsync(IReadOnlyList<MarketSubscription> subscriptions, IMarketListener listener, CancellationToken cancellation = default)
    {
        var recovery = new RecoveryGate(clock, options.Http.Seed);
        List<StreamChannel> channels = [];
        foreach (var subscription in subscriptions)
        {
            if (!(await history.FindInstrumentAsync(subscription.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return error;
            if (Open(subscription, instrument, listener, recovery) is not { } channel) return VenueError.Final(VenueErrorKind.NotSupported, $"{subscription}: {BybitProfile.Name} has no such stream");
            if (channels.Exists(other => other.Topic == channel.Topic && CategoryOf(other) == CategoryOf(channel))) return VenueError.Final(VenueErrorKind.InvalidRequest, $"{subscription}: asked for twice");
            channels.Add(channel);
        }
        var connections = channels.GroupBy(CategoryOf).SelectMany(group => group.Chunk(TopicsPerConnection).Select(chunk => new StreamConnection(options, group.Key, chunk, listener, recovery, clock)));
        return new BybitFeed([.. connections], recovery);
    }

    private static string CategoryOf(StreamChannel channel) => BybitInstruments.CategoryOf(channel.Subscription.Instrument);

    private StreamChannel? Open(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery) => subscription switch
    {
        { Channel: MarketChannel.Trades } => new TradeChannel(subscription, instrument, listener, recovery, token => history.ReadLatestTradesAsync(instrument, CallPriority.Normal, token)),
        { Channel: MarketChannel.Quotes } => new QuoteChannel(subscription, instrument, listener, recovery),
        { Channel: MarketChannel.Book } => new BookChannel(subscription, instrument, options, listener, recovery, clock),
        { Channel: MarketChannel.Bars, Interval: { } interval } when BybitIntervals.NameOf(interval) is { } name => new BarChannel(subscription, instrument, name, listener, recovery,
            async (from, to, token) => (await history.ReadBarsAsync(new BarSpec(instrument.Id, interval), from, to, null, token).ConfigureAwait(false)).Select(page => page.Items)),
        { Channel: MarketChannel.MarkPrice } when instrument.Id.Kind == InstrumentKind.Perpetual => new MarkPriceChannel(subscription, instrument, listener, recovery),
        _ => null,
    };
}
