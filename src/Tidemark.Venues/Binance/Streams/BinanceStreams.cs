using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Books;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance.Streams;

/// <summary>Public streams of a market of Binance.</summary>
/// <remarks>Source: Binance's documentation, "WebSocket Streams".</remarks>
internal sealed class BinanceStreams(BinanceOptions options, BinanceHistory history, VenueClock clock, BinanceMarket market) : IMarketStreams
{
    /// <summary>The venue takes 1,024; fewer are spread over more connections.</summary>
    private const int StreamsPerConnection = 200;

    public async Task<VenueResult<IMarketFeed>> OpenAsync(IReadOnlyList<MarketSubscription> subscriptions, IMarketListener listener, CancellationToken cancellation = default)
    {
        var recovery = new RecoveryGate(clock, options.Http.Seed);
        List<FeedChannel> channels = [];
        foreach (var subscription in subscriptions)
        {
            if (!(await history.FindInstrumentAsync(subscription.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return error;
            if (Open(subscription, instrument, listener, recovery) is not { } channel) return VenueError.Final(VenueErrorKind.NotSupported, $"{subscription}: {market.Name} has no such stream");
            if (channels.Exists(other => other.Stream == channel.Stream)) return VenueError.Final(VenueErrorKind.InvalidRequest, $"{subscription}: asked for twice");
            channels.Add(channel);
        }
        var connections = channels.GroupBy(channel => market.StreamsPath(channel.Subscription.Channel), StringComparer.Ordinal)
            .SelectMany(group => group.Chunk(StreamsPerConnection), (group, chunk) => new FeedConnection(options, group.Key, chunk, listener, recovery, clock)).ToArray();
        return new BinanceFeed(connections, recovery);
    }

    private FeedChannel? Open(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery) => subscription switch
    {
        { Channel: MarketChannel.Trades } => new TradeChannel(subscription, instrument, listener, recovery, options.Trades, (first, last, ct) => history.ReadTradesByIdAsync(instrument, first, last, ct)),
        { Channel: MarketChannel.Quotes } => new QuoteChannel(subscription, instrument, listener, recovery),
        { Channel: MarketChannel.Book } => new BookChannel(subscription, instrument, listener, recovery, market.BookRule, ct => history.ReadBookAsync(instrument, options.SnapshotLevels, ct)),
        { Channel: MarketChannel.Bars, Interval: { } interval } when history.HasBarsOf(interval) => new BarChannel(subscription, instrument, listener, recovery,
            async (from, to, ct) => (await history.ReadBarsAsync(new BarSpec(instrument.Id, interval), from, to, null, CallPriority.Normal, ct).ConfigureAwait(false)).Select(page => page.Items)),
        { Channel: MarketChannel.MarkPrice } when market.HasFunding => new MarkPriceChannel(subscription, instrument, listener, recovery),
        _ => null,
    };
}
