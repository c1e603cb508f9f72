using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Core;

/// <summary>The trading rules of a market, in the order in which Binance names its filters.</summary>
internal static class OrderFilters
{
    public static OrderRefusal Check(ExchangeCore core, ExchangeAccount account, Market market, OrderTicket ticket)
    {
        var refusal = CheckTerms(core, market, ticket);
        return refusal == OrderRefusal.None ? CheckCounts(account, market, ticket) : refusal;
    }

    /// <summary>What one order may be, however many there are.</summary>
    public static OrderRefusal CheckTerms(ExchangeCore core, Market market, OrderTicket ticket)
    {
        var rules = market.Rules;
        if (IsOffTick(rules, ticket.Price) || IsOffTick(rules, ticket.StopPrice)) return OrderRefusal.PriceFilter;
        if (ticket.Quantity is { } quantity && (quantity < rules.MinimumQuantity || quantity > rules.MaximumQuantity || quantity % rules.QuantityStep != 0)) return OrderRefusal.LotSize;
        if (ticket.IcebergQuantity is { } shown && (shown < rules.MinimumQuantity || shown % rules.QuantityStep != 0 || shown > ticket.Quantity)) return OrderRefusal.LotSize;
        if (ticket.IcebergQuantity is { } part && ticket.Quantity > part * rules.MaximumIcebergParts) return OrderRefusal.IcebergParts;
        if (!ticket.Type.HasLimit() && ticket.Quantity > rules.MaximumMarketQuantity) return OrderRefusal.MarketLotSize;
        var average = market.AveragePrice(core.Now);
        if (ticket.Price is { } limit && (limit > average * rules.MultiplierUp || limit < average * rules.MultiplierDown)) return OrderRefusal.PercentPrice;
        var notional = ticket.QuoteQuantity ?? ticket.Quantity!.Value * (ticket.Price ?? ticket.StopPrice ?? average);
        if (notional < rules.MinimumNotional || (ticket.Type.HasLimit() && notional > rules.MaximumNotional)) return OrderRefusal.Notional;
        return OrderRefusal.None;
    }

    private static OrderRefusal CheckCounts(ExchangeAccount account, Market market, OrderTicket ticket)
    {
        var (all, waiting) = (0, 0);
        foreach (var order in market.Live.Values)
        {
            if (!ReferenceEquals(order.Account, account)) continue;
            all++;
            if (order.WorkingAt is null) waiting++;
        }
        if (all >= market.Rules.MaximumOrders) return OrderRefusal.MaximumOrders;
        return ticket.Type.WaitsForTrigger() && waiting >= market.Rules.MaximumStopOrders ? OrderRefusal.MaximumStopOrders : OrderRefusal.None;
    }

    private static bool IsOffTick(MarketRules rules, decimal? price) =>
        price is { } value && (value < rules.MinimumPrice || value > rules.MaximumPrice || value % rules.PriceTick != 0);
}
