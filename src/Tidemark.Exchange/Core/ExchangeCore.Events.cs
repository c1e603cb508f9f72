using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Core;

/// <summary>What the book answered, turned into money, reports and public trades.</summary>
internal partial class ExchangeCore
{
    protected const int FeeDecimals = 8;
    private readonly Dictionary<ExchangeAccount, SortedSet<string>> touched = [];
    private readonly List<ExchangeOrder> losers = [];
    private ExchangeFill? makerFill;

    /// <summary>Books the events of one command and what follows from them.</summary>
    private void Carry(Market market, string? requestClientId)
    {
        market.UpdateId++;
        var lastAggregate = market.Aggregates.Count == 0 ? 0 : market.Aggregates[^1].Id;
        losers.Clear();
        foreach (ref readonly var item in events.Items)
            if (market.Live.TryGetValue(item.OrderId, out var order)) Apply(order, item, requestClientId);
        foreach (var account in touched)
        {
            account.Key.UpdatedAt = Now;
            if (!account.Key.IsAgent) Listener?.OnBalances(account.Key, account.Value);
        }
        touched.Clear();
        Listener?.OnCommandEnded(market, lastAggregate);
        foreach (var order in losers.ToArray())
        {
            if (order.IsLive) CancelOne(order, null, MatchReason.Expired);
            if (order.Pair is { IsDone: true } pair) Listener?.OnPair(pair);
        }
        AfterCommand(market);
    }

    /// <summary>All that followed from a command in a market has been booked.</summary>
    protected virtual void AfterCommand(Market market)
    {
    }

    private void Apply(ExchangeOrder order, in MatchEvent item, string? requestClientId)
    {
        order.UpdatedAt = Now;
        switch (item.Kind)
        {
            case MatchEventKind.Accepted when ReferenceEquals(order, reentering):
            case MatchEventKind.Amended:
                Touch(order.Account, order.LockedAsset);
                Report(new ExecutionReport(ReportKind.Replaced, order, null, requestClientId));
                break;
            case MatchEventKind.Accepted:
                if (!order.Ticket.Type.WaitsForTrigger()) order.WorkingAt = Now;
                Touch(order.Account, order.LockedAsset);
                Report(new ExecutionReport(ReportKind.New, order));
                break;
            case MatchEventKind.Triggered:
                order.WorkingAt = Now;
                Prefer(order);
                Report(new ExecutionReport(ReportKind.New, order));
                break;
            case MatchEventKind.Filled:
                Prefer(order);
                Settle(order, item);
                break;
            case MatchEventKind.Canceled:
                End(order, StateAfter(order, item.Reason), requestClientId);
                break;
            case MatchEventKind.Decremented:
                order.PreventedQuantity += order.Market.QuantityOf(item.QuantityLots);
                Report(new ExecutionReport(ReportKind.TradePrevention, order));
                break;
        }
    }

    /// <summary>The order of a pair that moves first takes over the money; the book has ended the other one already, or it ends after this command.</summary>
    private void Prefer(ExchangeOrder order)
    {
        if (order.Pair?.OtherThan(order) is not { IsLive: true } other || losers.Contains(other) || losers.Contains(order)) return;
        order.Locked += other.Locked;
        other.Locked = 0;
        losers.Add(other);
    }

    private void Settle(ExchangeOrder order, in MatchEvent item)
    {
        var (market, account) = (order.Market, order.Account);
        var price = market.PriceOf(item.PriceTicks);
        var quantity = market.QuantityOf(item.QuantityLots);
        var isMaker = item.Role == LiquidityRole.Maker;
        var (fee, gained) = Pay(order, price, quantity, isMaker);

        order.Executed += quantity;
        order.ExecutedQuote += price * quantity;
        order.State = item.RemainingLots == 0 ? OrderState.Filled : OrderState.PartiallyFilled;
        var fill = new ExchangeFill(order, item.TradeId, price, quantity, fee, order.FeeAsset, isMaker, Now) { RealizedPnl = gained };
        Ledger.Add(fill);
        if (!account.IsAgent) Faults?.AfterFill(fill);
        if (order.State == OrderState.Filled) Close(order);
        Report(new ExecutionReport(ReportKind.Trade, order, fill));
        if (isMaker) makerFill = fill;
        else Publish(market, fill);
    }

    /// <summary>Moves the money of one side of a trade.</summary>
    /// <returns>The fee, and what a closed part of a position gained, where there are positions.</returns>
    protected virtual (decimal Fee, decimal RealizedPnl) Pay(ExchangeOrder order, decimal price, decimal quantity, bool isMaker)
    {
        var (market, account) = (order.Market, order.Account);
        var (paid, received, receivedAsset) = order.Side == Side.Buy
            ? (price * quantity, quantity, market.Rules.BaseAsset)
            : (quantity, price * quantity, market.Rules.QuoteAsset);
        var feeOf = order.PaysFeeOnTop ? paid : received;
        var fee = Math.Round(feeOf * (isMaker ? account.MakerFeeRate : account.TakerFeeRate), FeeDecimals, MidpointRounding.ToZero);
        if (order.PaysFeeOnTop) paid += fee;
        else received -= fee;
        account.Of(order.LockedAsset).Locked -= paid;
        order.Locked -= paid;
        account.Of(receivedAsset).Free += received;
        House.Of(order.FeeAsset).Free += fee;
        if (order.Ticket.Type.HasLimit()) ReleasePart(order, Math.Min(order.Locked, HeldFor(order, quantity) - paid));
        Touch(account, order.LockedAsset);
        Touch(account, receivedAsset);
        return (fee, 0);
    }

    /// <summary>The taker's side comes directly after the maker's: now the public sees the trade.</summary>
    private void Publish(Market market, ExchangeFill taker)
    {
        var (buy, sell) = taker.Order.Side == Side.Buy ? (taker.Order.Id, makerFill!.Order.Id) : (makerFill!.Order.Id, taker.Order.Id);
        var trade = new PublicTrade(taker.TradeId, taker.Price, taker.Quantity, Now, taker.Order.Side == Side.Sell, buy, sell, taker.Order.Id) { IsTakerMarket = !taker.Order.Ticket.Type.HasLimit() };
        market.Add(trade);
        Listener?.OnTrade(market, trade);
    }

    private static OrderState StateAfter(ExchangeOrder order, MatchReason reason) => reason switch
    {
        MatchReason.Requested => OrderState.Canceled,
        MatchReason.SelfTrade => OrderState.ExpiredInMatch,
        // By quote quantity the order is done when the next lot would cost too much.
        MatchReason.NotionalSpent when order.Ticket.QuoteQuantity is not null && order.Executed > 0 => OrderState.Filled,
        _ => OrderState.Expired,
    };

    protected void End(ExchangeOrder order, OrderState state, string? requestClientId)
    {
        order.State = state;
        if (order.Ticket.QuoteQuantity is not null) order.Quantity = order.Executed;
        Close(order);
        Touch(order.Account, order.LockedAsset);
        if (state != OrderState.Filled) Report(new ExecutionReport(state == OrderState.Canceled ? ReportKind.Canceled : ReportKind.Expired, order, null, requestClientId));
        if (order.Pair?.OtherThan(order) is { IsLive: true } other && state != OrderState.Canceled && !losers.Contains(order) && !losers.Contains(other)) losers.Add(other);
    }

    private static void Close(ExchangeOrder order)
    {
        Release(order);
        order.Market.Live.Remove(order.Id);
        if (order.Pair is not null) order.Market.Engine.Unlink(order.Id);
    }

    /// <summary>What an order with a limit holds for a quantity of it.</summary>
    private static decimal HeldFor(ExchangeOrder order, decimal quantity) =>
        Funding.OfPart(order.Side, order.Ticket.Price!.Value, quantity, FeeReserve(order));

    private static decimal FeeReserve(ExchangeOrder order) => order.PaysFeeOnTop ? order.Account.HighestFeeRate : 0;

    private static void ReleasePart(ExchangeOrder order, decimal amount)
    {
        var balance = order.Account.Of(order.LockedAsset);
        balance.Locked -= amount;
        balance.Free += amount;
        order.Locked -= amount;
    }

    protected void Touch(ExchangeAccount account, string asset)
    {
        if (account.IsAgent) return;
        if (!touched.TryGetValue(account, out var assets)) touched.Add(account, assets = new SortedSet<string>(StringComparer.Ordinal));
        assets.Add(asset);
    }

    protected void Report(in ExecutionReport report)
    {
        if (report.Order.Account.IsAgent) return;
        Changes++;
        Listener?.OnReport(report);
    }
}
