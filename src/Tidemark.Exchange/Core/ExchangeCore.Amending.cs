using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Core;

/// <summary>New terms for live orders: in place, or as a new order.</summary>
internal partial class ExchangeCore
{
    private ExchangeOrder? reentering;

    /// <summary>
    /// Changes the terms of a live order, which keeps its id and what it has filled. Less quantity at the same price keeps its place in the
    /// queue; anything else goes to the end, and a price that reaches the other side trades. Refused, it is as it was.
    /// </summary>
    /// <param name="requestClientId">The client id of the request, for the report.</param>
    public OrderRefusal Amend(ExchangeOrder order, OrderChange change, string? requestClientId = null)
    {
        if (!order.IsLive) return OrderRefusal.UnknownOrder;
        if (order.Pair is not null || order.Ticket.QuoteQuantity is not null) return OrderRefusal.InvalidCombination;
        var before = order.Ticket;
        var after = Changed(order, change);
        if (after.Quantity <= order.Executed) return OrderRefusal.LotSize;
        if (OrderFilters.CheckTerms(this, order.Market, after) is not OrderRefusal.None and var refusal) return refusal;
        var mayRest = after.Type.HasLimit() && after.TimeInForce is TimeInForce.Gtc or TimeInForce.Gtd;
        if (!mayRest && (after.PostOnly || after.IcebergQuantity is not null)) return OrderRefusal.InvalidCombination;
        if (order.WorkingAt is null && order.Market.Rules.RefusesReachedTriggers && IsReached(order.Market, after)) return OrderRefusal.WouldTrigger;
        if (after.PostOnly && order.WorkingAt is not null && Crosses(order, after.Price)) return OrderRefusal.WouldTake;
        var reserve = FeeReserve(order);
        var left = after.Quantity!.Value - order.Executed;
        if (FundAmended(order, after with { Quantity = left }, reserve, out var need) is not OrderRefusal.None and var unfunded) return unfunded;

        var isInPlace = order.WorkingAt is not null && after.IcebergQuantity == before.IcebergQuantity && after.PostOnly == before.PostOnly;
        events.Clear();
        (order.Ticket, order.Quantity) = (after, after.Quantity.Value);
        if (isInPlace) order.Market.Engine.Amend(new MatchAmendment(order.Id, order.Market.LotsOf(order.Quantity), order.Market.TicksOf(after.Price ?? 0)), events);
        else Reenter(order, left, need.NotionalLimit);
        if (events.Count > 0 && events.Items[0].Kind is MatchEventKind.AmendRejected)
        {
            (order.Ticket, order.Quantity) = (before, before.Quantity!.Value);
            return OrderRefusal.InvalidCombination;
        }
        if (need.Locked - order.Locked is not 0 and var more)
        {
            var balance = order.Account.Of(order.LockedAsset);
            (balance.Free, balance.Locked, order.Locked) = (balance.Free - more, balance.Locked + more, need.Locked);
        }
        if (change.ClientOrderId is { } id) order.ClientOrderId = id;
        if (change.ExpiresAt is { } end) expiring.Enqueue(order, end);
        Ledger.NameAs(order);
        Carry(order.Market, requestClientId);
        reentering = null;
        return OrderRefusal.None;
    }

    /// <summary>What an order needs on its new terms, and whether the account has it.</summary>
    protected virtual OrderRefusal FundAmended(ExchangeOrder order, OrderTicket after, decimal feeReserve, out Funding need) =>
        Funding.TryCompute(order.Market, order.Account, after, feeReserve, out need) && need.Locked - order.Locked <= order.Account.Of(order.LockedAsset).Free
            ? OrderRefusal.None : OrderRefusal.InsufficientBalance;

    /// <summary>Ends a live order and places another in its stead, which may use the money of the first. Refused, the first is as it was.</summary>
    public PlaceResult Replace(ExchangeOrder order, OrderTicket ticket, string? requestClientId = null)
    {
        if (!order.IsLive) return OrderRefusal.UnknownOrder;
        if (order.Pair is not null) return OrderRefusal.InvalidCombination;
        var (account, market) = (order.Account, order.Market);
        if (OrderFilters.CheckTerms(this, market, ticket) is not OrderRefusal.None and var refusal) return refusal;
        if (ticket.PostOnly && !ticket.Type.WaitsForTrigger() && Crosses(order, ticket.Price)) return OrderRefusal.WouldTake;
        var asset = ticket.Side == Side.Buy ? market.Rules.QuoteAsset : market.Rules.BaseAsset;
        var rate = FeeAssetOf(market, ticket) == asset ? account.HighestFeeRate : 0;
        var free = account.Of(asset).Free + (asset == order.LockedAsset ? order.Locked : 0);
        if (!Funding.TryCompute(market, account, ticket, rate, out var need) || need.Locked > free) return OrderRefusal.InsufficientBalance;
        CancelOne(order, requestClientId, MatchReason.Requested);
        return Submit(account, market, ticket, isFunded: false, null);
    }

    private static OrderTicket Changed(ExchangeOrder order, OrderChange change)
    {
        var ticket = order.Ticket;
        return ticket with
        {
            Quantity = change.Quantity ?? order.Quantity,
            Price = ticket.Type.HasLimit() ? change.Price ?? ticket.Price : ticket.Price,
            StopPrice = ticket.Type.WaitsForTrigger() ? change.StopPrice ?? ticket.StopPrice : ticket.StopPrice,
            IcebergQuantity = change.IcebergQuantity ?? ticket.IcebergQuantity,
            PostOnly = change.PostOnly ?? ticket.PostOnly,
            ExpiresAt = change.ExpiresAt ?? ticket.ExpiresAt,
            ClientOrderId = change.ClientOrderId ?? ticket.ClientOrderId,
        };
    }

    /// <summary>Takes an order out of the book and puts what is left of it in again; the book's first answer then counts as an amendment.</summary>
    private void Reenter(ExchangeOrder order, decimal left, decimal notionalLimit)
    {
        var forBook = ToMatchOrder(order, notionalLimit) with { QuantityLots = order.Market.LotsOf(left) };
        if (order.WorkingAt is not null) forBook = forBook with { Type = OrderType.Limit, TriggerTicks = 0 };
        order.Market.Engine.Cancel(order.Id, events);
        events.Clear();
        order.Market.Engine.Submit(forBook, events);
        // Nothing that the book refuses is left: the terms were looked at, and the money is there.
        if (events.Items[0].Kind == MatchEventKind.Rejected) throw new InvalidOperationException($"the book refused amended order {order.Id}: {events.Items[0].Reason}");
        reentering = order;
    }

    private static bool IsReached(Market market, OrderTicket ticket)
    {
        var waitsForRise = ticket.Side == Side.Buy == (ticket.Type is OrderType.Stop or OrderType.StopLimit);
        return waitsForRise ? market.LastPrice >= ticket.StopPrice : market.LastPrice <= ticket.StopPrice;
    }

    private static bool Crosses(ExchangeOrder order, decimal? price) =>
        price is { } limit && order.Market.Best(order.Side == Side.Buy ? Side.Sell : Side.Buy) is { } best && (order.Side == Side.Buy ? limit >= best.Price : limit <= best.Price);
}
