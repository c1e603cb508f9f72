using Tidemark.Venues.Books;
using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Kraken.Rest;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken.Streams;

/// <summary>Public channels of version 2 of Kraken's WebSocket API.</summary>
/// <remarks>Source: Kraken's documentation, "Spot WebSocket v2".</remarks>
internal sealed class KrakenStreams(KrakenOptions options, KrakenHistory history, KrakenInstruments instruments, VenueClock clock) : IMarketStreams
{
    private const int ChannelsPerConnection = 200;

    public async Task<VenueResult<IMarketFeed>> OpenAsync(IReadOnlyList<MarketSubscription> subscriptions, IMarketListener listener, CancellationToken cancellation = default)
    {
        var recovery = new RecoveryGate(clock, options.Http.Seed);
        List<FeedChannel> channels = [];
        foreach (var subscription in subscriptions)
        {
            if (!(await instruments.FindAsync(subscription.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var pair, out var error)) return error;
            if (Open(subscription, pair, listener, recovery) is not { } channel) return VenueError.Final(VenueErrorKind.NotSupported, $"{subscription}: {KrakenProfile.Name} has no such channel");
            // The venue names the interval of a bar in its messages, but a connection is kept to one of each symbol.
            if (channels.Exists(other => other.Channel == channel.Channel && other.Symbol == channel.Symbol && other.Parameters == channel.Parameters))
                return VenueError.Final(VenueErrorKind.InvalidRequest, $"{subscription}: asked for twice");
            channels.Add(channel);
        }
        return new KrakenFeed([.. Spread(channels).Select(chunk => new FeedConnection(options, chunk, listener, recovery, clock))], recovery);
    }

    /// <summary>Over connections, so that none has two bars of one symbol, which are told apart by their channel alone.</summary>
    private static IEnumerable<FeedChannel[]> Spread(List<FeedChannel> channels)
    {
        List<List<FeedChannel>> chunks = [];
        foreach (var channel in channels)
        {
            var chunk = chunks.Find(item => item.Count < ChannelsPerConnection && !item.Exists(other => other.Channel == channel.Channel && other.Symbol == channel.Symbol));
            if (chunk is null) chunks.Add(chunk = []);
            chunk.Add(channel);
        }
        return chunks.Select(chunk => chunk.ToArray());
    }

    private FeedChannel? Open(MarketSubscription subscription, KrakenPair pair, IMarketListener listener, RecoveryGate recovery) => subscription switch
    {
        { Channel: MarketChannel.Trades } => new TradeChannel(subscription, pair, listener, recovery, (first, last, after, ct) => history.ReadTradesByIdAsync(pair, first, last, after, ct)),
        { Channel: MarketChannel.Quotes } => new QuoteChannel(subscription, pair, listener, recovery),
        { Channel: MarketChannel.Book } => new BookChannel(subscription, pair, options, listener, recovery),
        { Channel: MarketChannel.Bars, Interval: { } interval } when KrakenHistory.MinutesOf(interval) is { } minutes => new BarChannel(subscription, pair, minutes, listener, recovery,
            async (from, to, ct) => (await history.ReadBarsAsync(new BarSpec(pair.Instrument.Id, interval), from, to, null, ct).ConfigureAwait(false)).Select(page => page.Items)),
        _ => null,
    };
}
