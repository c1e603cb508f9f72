using System.Text.Json;
using Tidemark.Venues.Books;
using Tidemark.Venues.Coinbase.Wire;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;
using Tidemark.Venues.Trades;

namespace Tidemark.Venues.Coinbase.Streams;

/// <summary>Trades, each once and in order, from <c>market_trades</c>; missing ones are asked for.</summary>
/// <remarks>A subscription begins with trades of the past. They fill what a lost connection left out; at the very beginning they are not news.</remarks>
internal sealed class TradeChannel : FeedChannel, ITradeSink
{
    private static readonly Duration OldestNews = Duration.FromSeconds(10);
    private readonly TradeKeeper keeper;
    private readonly VenueClock clock;
    private bool hasBegun;

    public TradeChannel(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery,
        Func<long, long, CancellationToken, Task<VenueResult<IReadOnlyList<Trade>>>> readTrades, VenueClock clock)
        : base(subscription, instrument.Symbol, "market_trades", listener, recovery)
    {
        keeper = new TradeKeeper(this, readTrades, recovery);
        this.clock = clock;
    }

    public override void Take(JsonElement item, Instant receivedAt)
    {
        var trade = MarketReader.Trade(item);
        if (trade.Defect() is { } defect) throw new FormatException(defect);
        if (!hasBegun && clock.Now - trade.Time > OldestNews) return;
        hasBegun = true;
        keeper.Take(trade, receivedAt);
    }

    public void OnTrade(in Trade trade, Instant receivedAt) => Listener.OnTrade(Index, trade, receivedAt);

    public void OnMissing(long firstId, long lastId, string reason) => Tell(FeedNoticeKind.Problem, $"trades {firstId}-{lastId} are missing: {reason}");
}
