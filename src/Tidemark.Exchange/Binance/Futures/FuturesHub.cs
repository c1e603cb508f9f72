using System.Globalization;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Binance.Streams;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>What listeners of the streams of contracts hear.</summary>
internal sealed class FuturesHub(BinanceVenue venue, ContractCore core) : StreamBoard(venue), IContractListener
{
    private const int StepsPerSecond = 10;
    private static readonly int[] PartialLevels = [5, 10, 20];
    private readonly Dictionary<Market, ((decimal, decimal)? Bid, (decimal, decimal)? Ask)> best = [];
    private readonly Dictionary<string, long> partialIds = new(StringComparer.Ordinal);
    private readonly Dictionary<ContractAccount, decimal> wallets = [];
    private long seconds;

    public void OnTrade(Market market, in PublicTrade trade)
    {
        if (Find(market, "@trade") is { } name) Tell(name, FuturesMessages.Trade(market, trade, core.Now));
    }

    public void OnCommandEnded(Market market, long lastAggregateBefore)
    {
        if (Find(market, "@aggTrade") is { } aggregates)
            foreach (var trade in market.AggregatesAfter(lastAggregateBefore)) Tell(aggregates, FuturesMessages.Aggregate(market, trade, core.Now));
        var (one, all) = (Find(market, "@bookTicker"), HasListeners("!bookTicker"));
        if (one is null && !all) return;
        var now = (market.Best(Side.Buy), market.Best(Side.Sell));
        if (best.TryGetValue(market, out var before) && before == now) return;
        best[market] = now;
        var message = FuturesMessages.BookTicker(market, core.Now);
        if (one is not null) Tell(one, message);
        if (all) Tell("!bookTicker", message);
    }

    public void OnReport(in ExecutionReport report)
    {
        if (report.Fill is { } fill && report.Order.Ticket.Contract is not { IsForced: true }) TellUser(report.Order.Account, FuturesUserMessages.TradeLite(fill, core.Now));
        TellUser(report.Order.Account, FuturesUserMessages.Order(report, core.Now));
    }

    public void OnBalances(ExchangeAccount account, IReadOnlyCollection<string> assets)
    {
        // Told with the positions.
    }

    public void OnPair(OrderPair pair)
    {
        // There are none for contracts.
    }

    public void OnCorrection(ExchangeFill before, ExchangeFill after) => OnAccount(core.Of(after.Order.Account), AccountChange.Order, []);

    public void OnAccount(ContractAccount account, AccountChange reason, IReadOnlyCollection<ContractPosition> positions)
    {
        if (account.Owner.IsAgent) return;
        account.Owner.UpdatedAt = core.Now;
        var margin = core.MarginOf(account.Owner);
        // The change that is told leaves out what trading earned and paid.
        var change = reason == AccountChange.Order ? 0 : margin.Wallet - wallets.GetValueOrDefault(account, margin.Wallet);
        wallets[account] = margin.Wallet;
        TellUser(account.Owner, FuturesUserMessages.Account(account, margin, reason, positions, change, core.Now));
    }

    public void OnMarginCall(ContractAccount account, IReadOnlyCollection<ContractPosition> positions) =>
        TellUser(account.Owner, FuturesUserMessages.MarginCall(account, core.MarginOf(account.Owner), positions, market => core.MarkOf(market).Mark, core.Now));

    public void OnForced(ExchangeOrder order)
    {
        var message = FuturesMessages.Forced(order, core.Now);
        if (Find(order.Market, "@forceOrder") is { } name) Tell(name, message);
        if (HasListeners("!forceOrder@arr")) Tell("!forceOrder@arr", message);
    }

    public void OnAlgo(ExchangeOrder order, AlgoEvent what) => TellUser(order.Account, FuturesUserMessages.Algo(order, what, core.Now));

    public void OnLeverage(ContractAccount account, Market market) => TellUser(account.Owner, FuturesUserMessages.Leverage(market, account.LeverageOf(market), core.Now));

    public void OnMarks()
    {
        var isThird = ++seconds % 3 == 0;
        foreach (var market in core.Markets)
        {
            var mark = core.MarkOf(market);
            if (Find(market, "@markPrice@1s") is { } fast) Tell(fast, JsonBody.Write(json => FuturesMessages.WriteMark(json, mark, core.Now)));
            if (isThird && Find(market, "@markPrice") is { } slow) Tell(slow, JsonBody.Write(json => FuturesMessages.WriteMark(json, mark, core.Now)));
        }
        TellAll("!markPrice@arr@1s", json => { foreach (var market in core.Markets) FuturesMessages.WriteMark(json, core.MarkOf(market), core.Now); });
        if (isThird) TellAll("!markPrice@arr", json => { foreach (var market in core.Markets) FuturesMessages.WriteMark(json, core.MarkOf(market), core.Now); });
    }

    public void OnStep(Instant now, long step)
    {
        // A quarter of a second, as near as tenths come.
        var isQuarter = step % 5 is 0 or 2;
        var isSecond = step % StepsPerSecond == 0;
        foreach (var market in core.Markets)
        {
            market.CollectChanges();
            TellDepth(market, market.Fast, ["@depth@100ms", "@depth@0ms"], now);
            TellPartial(market, "@100ms", now);
            if (isQuarter)
            {
                TellDepth(market, market.Slow, ["@depth", "@depth@250ms", "@depth@500ms"], now);
                TellPartial(market, "", now);
                TellPartial(market, "@500ms", now);
                TellKlines(market, now, isWhole: true, "@kline_", (interval, kline, isClosed) => StreamMessages.Kline(market, interval, kline, isClosed, now));
                TellKlines(market, now, isWhole: true, "_perpetual@continuousKline_", (interval, kline, isClosed) => FuturesMessages.ContinuousKline(market, interval, kline, isClosed, now));
            }
            if (!isSecond) continue;
            if (Find(market, "@ticker") is { } ticker) Tell(ticker, JsonBody.Write(json => FuturesMessages.WriteTicker(json, market, now)));
            if (Find(market, "@miniTicker") is { } mini) Tell(mini, JsonBody.Write(json => StreamMessages.WriteMiniTicker(json, market, now)));
        }
        if (!isSecond) return;
        TellAll("!ticker@arr", json => { foreach (var market in core.Markets) FuturesMessages.WriteTicker(json, market, now); });
        TellAll("!miniTicker@arr", json => { foreach (var market in core.Markets) StreamMessages.WriteMiniTicker(json, market, now); });
        TellExpired(now);
    }

    private void TellDepth(Market market, DepthChanges changes, string[] names, Instant now)
    {
        if (changes.IsEmpty) return;
        byte[]? message = null;
        foreach (var suffix in names)
            if (Find(market, suffix) is { } name) Tell(name, message ??= FuturesMessages.Depth(market, changes, now));
        changes.Clear();
    }

    private void TellPartial(Market market, string pace, Instant now)
    {
        foreach (var levels in PartialLevels)
        {
            if (Find(market, string.Create(CultureInfo.InvariantCulture, $"@depth{levels}{pace}")) is not { } name) continue;
            Tell(name, FuturesMessages.PartialDepth(market, levels, partialIds.GetValueOrDefault(name, market.UpdateId), now));
            partialIds[name] = market.UpdateId;
        }
    }
}
