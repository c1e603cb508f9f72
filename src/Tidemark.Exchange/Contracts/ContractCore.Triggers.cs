using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Contracts;

/// <summary>Conditional orders, which wait beside the book for the last or the mark price, and orders that may only reduce.</summary>
internal sealed partial class ContractCore
{
    private readonly List<ExchangeOrder> waiting = [];
    private bool isTriggering;

    public override PlaceResult Place(ExchangeAccount account, Market market, OrderTicket ticket)
    {
        if (!ticket.Type.WaitsForTrigger()) return base.Place(account, market, ticket);
        if (Check(account, market, ticket) is not OrderRefusal.None and var refusal) return refusal;
        if (IsReached(market, ticket)) return OrderRefusal.WouldTrigger;
        var order = new ExchangeOrder(market.NextOrderId++, market, account, ticket, ticket.Quantity ?? 0, FeeAssetOf(market, ticket), Now);
        Register(order);
        waiting.Add(order);
        if (ticket.Contract!.IsAlgo) Hearer?.OnAlgo(order, AlgoEvent.New);
        else Report(new ExecutionReport(ReportKind.New, order));
        return new PlaceResult(order);
    }

    public override void Restore(ExchangeOrder order)
    {
        if (!order.IsLive || !order.Ticket.Type.WaitsForTrigger())
        {
            base.Restore(order);
            return;
        }
        Register(order);
        waiting.Add(order);
    }

    protected override void CancelOne(ExchangeOrder order, string? requestClientId, MatchReason reason)
    {
        if (!waiting.Remove(order))
        {
            base.CancelOne(order, requestClientId, reason);
            return;
        }
        order.UpdatedAt = Now;
        EndWaiting(order, reason == MatchReason.Requested ? OrderState.Canceled : OrderState.Expired, requestClientId);
    }

    protected override void AfterCommand(Market market)
    {
        Trim(market);
        TellChanges(AccountChange.Order);
        Trigger(market);
    }

    /// <summary>Wakes what has reached its trigger, one after the other: each may move the price for the next.</summary>
    private void Trigger(Market market)
    {
        if (isTriggering || waiting.Count == 0) return;
        isTriggering = true;
        while (waiting.Find(order => order.Market == market && IsReached(market, order.Ticket)) is { } order)
        {
            waiting.Remove(order);
            Wake(order);
        }
        isTriggering = false;
    }

    private void Wake(ExchangeOrder order)
    {
        var before = order.Ticket;
        var terms = before.Contract!;
        (order.BeforeTrigger, order.TriggeredAt, order.UpdatedAt) = (before, Now, Now);
        order.Ticket = before with { Type = before.Type.HasLimit() ? OrderType.Limit : OrderType.Market, Contract = terms with { IsAlgo = false } };
        if (terms.IsAlgo) Hearer?.OnAlgo(order, AlgoEvent.Triggered);
        var refusal = Fund(order.Account, order.Market, order.Ticket, false, order.FeeAsset, out var need);
        if (refusal == OrderRefusal.None)
        {
            order.Quantity = need.Quantity;
            refusal = Enter(order, 0);
            // Refused by the book it is not as if it had never been: it has waited.
            if (refusal != OrderRefusal.None) Ledger.Add(order);
        }
        if (refusal != OrderRefusal.None) EndWaiting(order, OrderState.Expired, null);
        if (terms.IsAlgo) Hearer?.OnAlgo(order, refusal == OrderRefusal.None ? AlgoEvent.Finished : AlgoEvent.Rejected);
    }

    private void EndWaiting(ExchangeOrder order, OrderState state, string? requestClientId)
    {
        var isAlgo = order.Ticket.Contract!.IsAlgo;
        order.State = state;
        order.Market.Live.Remove(order.Id);
        if (isAlgo) Hearer?.OnAlgo(order, state == OrderState.Canceled ? AlgoEvent.Canceled : AlgoEvent.Expired);
        else Report(new ExecutionReport(state == OrderState.Canceled ? ReportKind.Canceled : ReportKind.Expired, order, null, requestClientId));
    }

    /// <summary>Orders that may only reduce never reach beyond the position that is left.</summary>
    private void Trim(Market market)
    {
        foreach (var order in market.Live.Values.Where(order => order.WorkingAt is not null && !order.Account.IsAgent && Reduces(order.Ticket)).OrderBy(order => order.Id).ToArray())
        {
            var held = Of(order.Account).Find(market, order.Ticket.Contract!.Position)?.Quantity ?? 0;
            var most = order.Side == Side.Sell ? Math.Max(0, held) : Math.Max(0, -held);
            if (!order.IsLive || order.Quantity - order.Executed <= most) continue;
            if (most == 0) CancelOne(order, null, MatchReason.Expired);
            else Shrink(order, order.Executed + most);
        }
    }

    private bool IsReached(Market market, OrderTicket ticket)
    {
        var price = ticket.Contract!.TriggersByMark ? MarkOf(market).Mark : market.LastPrice;
        var waitsForRise = ticket.Side == Side.Buy == ticket.Type.IsStop();
        return waitsForRise ? price >= ticket.StopPrice : price <= ticket.StopPrice;
    }

    private void TellChanges(AccountChange reason)
    {
        if (changed.Count == 0) return;
        var told = changed.ToArray();
        changed.Clear();
        foreach (var (holder, positions) in told) Hearer?.OnAccount(holder, reason, positions);
    }
}
