using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken.Streams;

/// <summary>What the venue does with orders by itself: triggers that trail, orders that close others, and the switch that cancels all.</summary>
internal sealed class OrderKeeper(KrakenVenue venue)
{
    private readonly List<ExchangeOrder> kept = [];
    private int seen;

    /// <summary>Notes how an order ended.</summary>
    public void Ended(ExchangeOrder order)
    {
        var remarks = OrderText.Remarks(order);
        remarks.ClosedAt = venue.Now;
        if (order.State == OrderState.Filled) return;
        remarks.Reason ??= order.State switch
        {
            OrderState.ExpiredInMatch => "Self trade prevention",
            OrderState.Expired when OrderText.HasRunOut(order) => "Order expired",
            _ => order.Ticket.TimeInForce == TimeInForce.Ioc ? "IOC order canceled" : "Insufficient liquidity",
        };
    }

    /// <summary>Once each step of the exchange's time, when the books are at rest.</summary>
    public void Act(Instant now)
    {
        var orders = venue.Core.Ledger.Orders;
        for (; seen < orders.Count; seen++)
            if (OrderText.Remarks(orders[seen]) is { } remarks && (remarks.Trail is not null || remarks.Close is not null)) kept.Add(orders[seen]);
        foreach (var order in kept.ToArray())
        {
            if (order.IsLive && order.WorkingAt is null && OrderText.Remarks(order).Trail is { } trail) Follow(order, trail);
            if (OrderText.Remarks(order).Close is { } plan && order.Executed > OrderText.Remarks(order).Covered) Close(order, plan);
            if (!order.IsLive && (OrderText.Remarks(order).Close is null || order.Executed == OrderText.Remarks(order).Covered)) kept.Remove(order);
        }
        foreach (var (account, due) in venue.Switches.ToArray())
        {
            if (now < due) continue;
            venue.Switches.Remove(account);
            venue.CancelAll(account, "Cancel all orders after");
        }
    }

    private void Follow(ExchangeOrder order, Trail trail)
    {
        var last = order.Market.LastPrice;
        if (order.Side == Side.Sell ? last <= trail.Peak : last >= trail.Peak) return;
        trail.Peak = last;
        var trigger = trail.TriggerOf(order.Side, order.Market.Rules.PriceTick);
        if (trigger == order.Ticket.StopPrice) return;
        var limit = trail.LimitOffset is { } offset ? Math.Max(order.Market.Rules.PriceTick, trigger + offset) : (decimal?)null;
        venue.Core.Amend(order, new OrderChange { StopPrice = trigger, Price = limit });
    }

    /// <summary>The other side of what has filled since the last look. Where it cannot be placed, it is not: as at the venue nobody is asked again.</summary>
    private void Close(ExchangeOrder order, ClosePlan plan)
    {
        var remarks = OrderText.Remarks(order);
        var quantity = order.Executed - remarks.Covered;
        remarks.Covered = order.Executed;
        var pair = venue.Pairs.Of(order.Market);
        var parameters = new CallParameters();
        parameters.Set("type", order.Side == Side.Buy ? "sell" : "buy");
        parameters.Set("ordertype", plan.OrderType);
        parameters.Set("volume", pair.Quantity(quantity));
        parameters.Set("price", plan.Price);
        parameters.Set("price2", plan.Price2);
        parameters.Set("refid", venue.IdOf(order));
        try
        {
            venue.Core.Place(order.Account, order.Market, TicketReader.Read(parameters, pair, venue.Now));
        }
        catch (KrakenError)
        {
            // A relative price that leads nowhere: there is no close order.
        }
    }
}
