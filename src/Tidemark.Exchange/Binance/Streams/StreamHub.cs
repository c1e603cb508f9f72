using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance.Streams;

/// <summary>What listeners of the spot streams hear.</summary>
internal sealed class StreamHub(BinanceVenue venue) : StreamBoard(venue), IExchangeListener
{
    private const int StepsPerSecond = 10;
    private static readonly int[] PartialLevels = [5, 10, 20];
    private readonly Dictionary<Market, ((decimal, decimal)? Bid, (decimal, decimal)? Ask)> best = [];

    public void OnTrade(Market market, in PublicTrade trade)
    {
        if (Find(market, "@trade") is not { } name) return;
        Tell(name, StreamMessages.Trade(market, trade, Venue.Core.Now));
    }

    public void OnCommandEnded(Market market, long lastAggregateBefore)
    {
        if (Find(market, "@aggTrade") is { } aggregates)
            foreach (var trade in market.AggregatesAfter(lastAggregateBefore)) Tell(aggregates, StreamMessages.Aggregate(market, trade, Venue.Core.Now));
        if (Find(market, "@bookTicker") is not { } name) return;
        var now = (market.Best(Side.Buy), market.Best(Side.Sell));
        if (best.TryGetValue(market, out var before) && before == now) return;
        best[market] = now;
        Tell(name, StreamMessages.BookTicker(market));
    }

    public void OnReport(in ExecutionReport report)
    {
        var message = UserMessages.Execution(report, Venue.NextExecution(), Venue.Core.Now);
        TellUser(report.Order.Account, message);
    }

    public void OnBalances(ExchangeAccount account, IReadOnlyCollection<string> assets) => TellUser(account, UserMessages.Balances(account, assets, Venue.Core.Now));

    public void OnPair(OrderPair pair) => TellUser(pair.First.Account, UserMessages.Pair(pair, Venue.Core.Now));

    public void OnStep(Instant now, long step)
    {
        var isSecond = step % StepsPerSecond == 0;
        foreach (var market in Venue.Core.Markets)
        {
            market.CollectChanges();
            TellDepth(market, market.Fast, "@100ms", now);
            if (isSecond) TellDepth(market, market.Slow, "", now);
            if (isSecond) TellSecond(market, now);
            if (step % (2 * StepsPerSecond) == 0 || isSecond) TellKlines(market, now, step % (2 * StepsPerSecond) == 0, "@kline_", (interval, kline, isClosed) => StreamMessages.Kline(market, interval, kline, isClosed, now));
        }
        if (!isSecond) return;
        TellAll("!ticker@arr", json => { foreach (var market in Venue.Core.Markets) StreamMessages.WriteTicker(json, market, now); });
        TellAll("!miniTicker@arr", json => { foreach (var market in Venue.Core.Markets) StreamMessages.WriteMiniTicker(json, market, now); });
        TellExpired(now);
    }

    private void TellDepth(Market market, DepthChanges changes, string pace, Instant now)
    {
        if (!changes.IsEmpty)
        {
            if (Find(market, "@depth" + pace) is { } name) Tell(name, StreamMessages.Depth(market, changes, now));
            if (pace.Length == 0 && Find(market, "@depth@1000ms") is { } slow) Tell(slow, StreamMessages.Depth(market, changes, now));
            changes.Clear();
        }
        foreach (var levels in PartialLevels)
            if (Find(market, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@depth{levels}{pace}")) is { } name) Tell(name, StreamMessages.PartialDepth(market, levels));
    }

    private void TellSecond(Market market, Instant now)
    {
        if (Find(market, "@ticker") is { } ticker) Tell(ticker, JsonBody.Write(json => StreamMessages.WriteTicker(json, market, now)));
        if (Find(market, "@miniTicker") is { } mini) Tell(mini, JsonBody.Write(json => StreamMessages.WriteMiniTicker(json, market, now)));
        if (Find(market, "@avgPrice") is { } average) Tell(average, StreamMessages.AveragePrice(market, now));
    }
}
