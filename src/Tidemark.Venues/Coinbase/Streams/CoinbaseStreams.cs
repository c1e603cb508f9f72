using Tidemark.Venues.Books;
using Tidemark.Venues.Coinbase.Access;
using Tidemark.Venues.Coinbase.Rest;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase.Streams;

/// <summary>Public streams of Coinbase Advanced Trade.</summary>
/// <remarks>Source: Coinbase's documentation, "Advanced Trade WebSocket Overview" and "Channels".</remarks>
/// <param name="options">Where and how patiently.</param>
/// <param name="history">What streams leave out is asked for here.</param>
/// <param name="tokens">Signs subscriptions, by which they are more reliable; null without a key.</param>
/// <param name="clock">The venue's time.</param>
internal sealed class CoinbaseStreams(CoinbaseOptions options, CoinbaseHistory history, TokenSigner? tokens, VenueClock clock) : IMarketStreams
{
    /// <summary>One lost message makes all books of a connection doubtful, so it carries few.</summary>
    private const int ProductsPerConnection = 20;

    /// <summary>The only bars that come by stream.</summary>
    private static readonly Interval StreamedBars = Interval.Minutes(5);

    public async Task<VenueResult<IMarketFeed>> OpenAsync(IReadOnlyList<MarketSubscription> subscriptions, IMarketListener listener, CancellationToken cancellation = default)
    {
        var recovery = new RecoveryGate(clock, options.Http.Seed);
        HashSet<(InstrumentId, MarketChannel)> seen = [];
        Dictionary<string, List<FeedChannel>> products = new(StringComparer.Ordinal);
        foreach (var subscription in subscriptions)
        {
            if (!(await history.FindInstrumentAsync(subscription.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return error;
            if (!seen.Add((subscription.Instrument, subscription.Channel))) return VenueError.Final(VenueErrorKind.InvalidRequest, $"{subscription}: asked for twice");
            if (!products.TryGetValue(instrument.Symbol, out var channels)) products.Add(instrument.Symbol, channels = []);
            if (!TryOpen(subscription, instrument, channels, listener, recovery)) return VenueError.Final(VenueErrorKind.NotSupported, $"{subscription}: {CoinbaseProfile.Name} has no such stream{(subscription.Channel == MarketChannel.Bars ? $"; its bars are of {StreamedBars}" : "")}");
        }
        var connections = products.Values.Chunk(ProductsPerConnection).Select(chunk => new FeedConnection(options, [.. chunk.SelectMany(channels => channels)], listener, recovery, tokens, clock)).ToArray();
        return new CoinbaseFeed(connections, recovery);
    }

    private bool TryOpen(MarketSubscription subscription, VenueInstrument instrument, List<FeedChannel> channels, IMarketListener listener, RecoveryGate recovery)
    {
        switch (subscription)
        {
            case { Channel: MarketChannel.Trades }:
                channels.Add(new TradeChannel(subscription, instrument, listener, recovery, (first, last, ct) => history.ReadTradesByIdAsync(instrument, first, last, ct), clock));
                return true;
            case { Channel: MarketChannel.Book or MarketChannel.Quotes }:
                // Quotes are the best prices of the book: the venue's ticker tells them at trades only.
                if (channels.OfType<LevelChannel>().FirstOrDefault() is not { } level) channels.Add(level = new LevelChannel(subscription, instrument, listener, recovery, options.SnapshotTimeout, clock));
                level.Tell(subscription);
                return true;
            case { Channel: MarketChannel.Bars, Interval: { } interval } when interval == StreamedBars:
                channels.Add(new BarChannel(subscription, instrument, listener, recovery,
                    async (from, to, ct) => (await history.ReadBarsAsync(new BarSpec(instrument.Id, interval), from, to, null, ct).ConfigureAwait(false)).Select(page => page.Items)));
                return true;
            default:
                return false;
        }
    }
}
