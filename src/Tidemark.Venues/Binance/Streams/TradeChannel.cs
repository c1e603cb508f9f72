using Tidemark.Venues.Binance.Wire;
using Tidemark.Venues.Books;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Trades;

namespace Tidemark.Venues.Binance.Streams;

/// <summary>Trades, each once and in order, from <c>@aggTrade</c> or <c>@trade</c>; missing ones are asked for.</summary>
internal sealed class TradeChannel : FeedChannel, ITradeSink
{
    private readonly TradeKeeper keeper;

    public TradeChannel(MarketSubscription subscription, VenueInstrument instrument, IMarketListener listener, RecoveryGate recovery, BinanceTrades kind,
        Func<long, long, CancellationToken, Task<VenueResult<IReadOnlyList<Trade>>>> readTrades)
        : base(subscription, StreamNames.Trades(instrument.Symbol, kind), listener, recovery)
    {
        keeper = new TradeKeeper(this, readTrades, recovery);
    }

    public override void Take(ReadOnlySpan<byte> message, Instant receivedAt)
    {
        var result = TradeParser.Read(message, out var update);
        if (result.IsOk) keeper.Take(update.ToTrade(), receivedAt);
        else Complain(result);
    }

    public void OnTrade(in Trade trade, Instant receivedAt) => Listener.OnTrade(Index, trade, receivedAt);

    public void OnMissing(long firstId, long lastId, string reason) => Tell(FeedNoticeKind.Problem, $"trades {firstId}-{lastId} are missing: {reason}");
}
