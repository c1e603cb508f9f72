using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Core;

/// <summary>Cancellations, amendments and pairs.</summary>
internal partial class ExchangeCore
{
    private long nextPairId = 1;

    /// <summary>Ends a live order; a pair is canceled as a whole.</summary>
    /// <param name="requestClientId">The client id of the request, for the report.</param>
    public OrderRefusal Cancel(ExchangeOrder order, string? requestClientId = null)
    {
        if (!order.IsLive || Faults?.RefusesCancel(order) == true) return OrderRefusal.UnknownOrder;
        var other = order.Pair?.OtherThan(order);
        CancelOne(order, requestClientId, MatchReason.Requested);
        if (other is { IsLive: true }) CancelOne(other, requestClientId, MatchReason.Requested);
        if (order.Pair is { } pair) Listener?.OnPair(pair);
        return OrderRefusal.None;
    }

    /// <summary>Makes an order smaller without losing its place.</summary>
    public OrderRefusal Reduce(ExchangeOrder order, decimal quantity, string? newClientId)
    {
        if (!order.IsLive) return OrderRefusal.UnknownOrder;
        // The money of a pair covers both of its orders as they are.
        if (order.Pair is not null) return OrderRefusal.InvalidCombination;
        if (quantity >= order.Quantity || quantity <= order.Executed) return OrderRefusal.NotSmaller;
        var rules = order.Market.Rules;
        if (quantity < rules.MinimumQuantity || quantity % rules.QuantityStep != 0) return OrderRefusal.LotSize;
        if (order.Ticket.Price is { } price && quantity * price < rules.MinimumNotional) return OrderRefusal.Notional;
        var released = order.Side == Side.Buy && !order.Ticket.Type.HasLimit() ? 0 : Funding.OfPart(order.Side, order.Ticket.Price ?? 0, order.Quantity - quantity, FeeReserve(order));
        released = Math.Min(released, order.Locked);
        events.Clear();
        var market = order.Market;
        market.Engine.Amend(new MatchAmendment(order.Id, market.LotsOf(quantity), order.Ticket.Price is { } p ? market.TicksOf(p) : 0, order.Ticket.StopPrice is { } s ? market.TicksOf(s) : 0), events);
        if (events.Count > 0 && events.Items[0].Kind == MatchEventKind.AmendRejected) return OrderRefusal.InvalidCombination;
        order.Quantity = quantity;
        order.Locked -= released;
        var balance = order.Account.Of(order.LockedAsset);
        balance.Locked -= released;
        balance.Free += released;
        var before = order.ClientOrderId;
        if (newClientId is not null) order.ClientOrderId = newClientId;
        Ledger.NameAs(order);
        Carry(market, before);
        return OrderRefusal.None;
    }

    /// <summary>Places two orders of which only one shall trade; the dearer one holds the money for both.</summary>
    public (OrderPair? Pair, OrderRefusal Refusal) PlacePair(ExchangeAccount account, Market market, OrderTicket first, OrderTicket second, string clientId)
    {
        foreach (var ticket in (OrderTicket[])[first, second])
            if (Check(account, market, ticket) is not OrderRefusal.None and var refusal) return (null, refusal);
        // The one that rests goes in first: if it would trade at once, nothing has happened yet.
        var isSecondDearer = first.Side == Side.Buy && (second.Price ?? second.StopPrice) > (first.Price ?? first.StopPrice);
        var (holder, other) = isSecondDearer ? (second, first) : (first, second);
        var held = Submit(account, market, holder, isFunded: false, null);
        if (held.Order is null) return (null, held.Refusal);
        OrderPair? pair = null;
        var free = Submit(account, market, other, isFunded: true, order =>
        {
            pair = new OrderPair(nextPairId++, clientId, isSecondDearer ? order : held.Order, isSecondDearer ? held.Order : order, Now);
            held.Order.Pair = order.Pair = pair;
            market.Engine.Link(held.Order.Id, order.Id);
        });
        if (free.Order is null)
        {
            held.Order.Pair = null;
            market.Engine.Unlink(held.Order.Id);
            CancelOne(held.Order, null, MatchReason.Requested);
            return (null, free.Refusal);
        }
        Ledger.Add(pair!);
        Listener?.OnPair(pair!);
        return (pair, OrderRefusal.None);
    }

    /// <summary>Changes the price of a fill afterwards, and the money with it; the other side is an account that stands in for the venue.</summary>
    /// <returns>False where the account cannot pay for it.</returns>
    public bool Correct(ExchangeFill fill, decimal price, ExchangeAccount payer)
    {
        var (order, market) = (fill.Order, fill.Order.Market);
        var quote = order.Account.Of(market.Rules.QuoteAsset);
        var isBuy = order.Side == Side.Buy;
        var feeRate = fill.IsMaker ? order.Account.MakerFeeRate : order.Account.TakerFeeRate;
        var fee = fill.FeeAsset != market.Rules.QuoteAsset ? fill.Fee : Math.Round(price * fill.Quantity * feeRate, FeeDecimals, MidpointRounding.ToZero);
        var gained = (isBuy ? fill.Price - price : price - fill.Price) * fill.Quantity - (fee - fill.Fee);
        if (price <= 0 || quote.Free + gained < 0) return false;
        quote.Free += gained;
        payer.Of(market.Rules.QuoteAsset).Free -= gained + (fee - fill.Fee);
        House.Of(market.Rules.QuoteAsset).Free += fee - fill.Fee;
        order.ExecutedQuote += (price - fill.Price) * fill.Quantity;
        order.Account.UpdatedAt = Now;
        var corrected = fill with { Price = price, Fee = fee };
        Ledger.Replace(fill, corrected);
        Listener?.OnCorrection(fill, corrected);
        Listener?.OnBalances(order.Account, [market.Rules.QuoteAsset]);
        return true;
    }

    /// <summary>Makes an order smaller where the exchange itself must, however small that is.</summary>
    protected void Shrink(ExchangeOrder order, decimal quantity)
    {
        var market = order.Market;
        events.Clear();
        market.Engine.Amend(new MatchAmendment(order.Id, market.LotsOf(quantity), order.Ticket.Price is { } price ? market.TicksOf(price) : 0), events);
        order.Quantity = quantity;
        Carry(market, order.ClientOrderId);
    }

    protected virtual void CancelOne(ExchangeOrder order, string? requestClientId, MatchReason reason)
    {
        events.Clear();
        order.Market.Engine.Cancel(order.Id, events, reason);
        Carry(order.Market, requestClientId);
    }
}
