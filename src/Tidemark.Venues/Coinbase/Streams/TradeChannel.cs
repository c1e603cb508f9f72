using System.Text.Json;
using Tidemark.Venues.Books;
using Tidemark.Venues.Coinbase.Wire;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Trades;

namespace Tidemark.Venues.Coinbase.Streams;

/// <summary>Trades, each once and in order, from <c>market_trades</c>; missing ones are asked for.</summary>
internal sealed class TradeChannel : FeedChannel, ITradeSink
{
    private readonly TradeKeeper keeper;

    public TradeChannel(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery,
        Func<long, long, CancellationToken, Task<VenueResult<IReadOnlyList<Trade>>>> readTrades)
        : base(subscription, instrument.Symbol, "market_trades", listener, recovery) => keeper = new TradeKeeper(this, readTrades, recovery);

    public override void Take(JsonElement item, Instant receivedAt)
    {
        var trade = MarketReader.Trade(item);
        if (trade.Defect() is { } defect) throw new FormatException(defect);
        keeper.Take(trade, receivedAt);
    }

    public void OnTrade(in Trade trade, Instant receivedAt) => Listener.OnTrade(Index, trade, receivedAt);

    public void OnMissing(long firstId, long lastId, string reason) => Tell(FeedNoticeKind.Problem, $"trades {firstId}-{lastId} are missing: {reason}");
}
