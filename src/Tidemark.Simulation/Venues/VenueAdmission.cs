using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Risk;

namespace Tidemark.Simulation.Venues;

/// <summary>What the venue refuses when an order arrives: what it cannot do, what has no parent, what its rules of that day forbid.</summary>
internal static class VenueAdmission
{
    public static OrderReason RefusalOf(OrderRequest request, VenueState venue, WorkingOrders orders, VenueCapabilities capabilities)
    {
        if (request.IsContingent && orders.Find(request.Parent) is null) return OrderReason.ParentClosed;
        if (!capabilities.CanDo(request)) return OrderReason.NotSupported;
        if (request.Options?.ExpiresAt <= venue.Now) return OrderReason.ExpiryReached;
        var instrument = venue.Setup.Instruments[request.Instrument.Value];
        if (instrument.Id.ExpiresAt <= venue.Now) return OrderReason.NotTrading;
        var rules = instrument.RulesAt(venue.Now);
        var refusal = TradingRulesCheck.Grid(request, rules);
        // The notional of a market order was checked before it was sent.
        if (refusal == OrderReason.None) refusal = TradingRulesCheck.Size(request, rules, instrument.Id.IsInverse ? 1m : (request.LimitPrice ?? request.StopPrice)?.Value);
        return refusal == OrderReason.None && rules.Bounds is { } bounds ? BoundsRefusalOf(request, rules, bounds, venue, orders) : refusal;
    }

    private static OrderReason BoundsRefusalOf(OrderRequest request, TradingRules rules, OrderBounds bounds, VenueState venue, WorkingOrders orders)
    {
        var present = orders.At(request.Instrument);
        var refusal = TradingRulesCheck.Band(request.Side, request.LimitPrice, rules, venue.Book.LastPrice(request.Instrument));
        return refusal != OrderReason.None ? refusal : TradingRulesCheck.Number(request, bounds, present.Count, present.Count(order => order.Request.Type.WaitsForTrigger() && !order.IsTriggered));
    }

    /// <summary>Why new terms are refused: what changes is held against the rules of the day. What has filled already counts into a quantity.</summary>
    public static OrderReason RefusalOf(Amendment change, RestingOrder order, VenueState venue, VenueCapabilities capabilities)
    {
        if (!capabilities.Has(VenueFeatures.Amendments)) return OrderReason.NotSupported;
        if (change.Quantity is { } quantity && quantity.Value <= order.Filled.Value) return OrderReason.QuantityNotPositive;
        var instrument = venue.InstrumentOf(order);
        var rules = instrument.RulesAt(venue.Now);
        var price = change.LimitPrice ?? change.StopPrice ?? order.Agreed.LimitPrice ?? order.Agreed.StopPrice;
        var refusal = TradingRulesCheck.Change(order.Request, change, rules, instrument.Id.IsInverse ? 1m : price?.Value);
        return refusal != OrderReason.None ? refusal : TradingRulesCheck.Band(order.Request.Side, change.LimitPrice, rules, venue.Book.LastPrice(order.Request.Instrument));
    }

    /// <summary>In an instrument that is not traded any more a position can only be closed, and only at the last price.</summary>
    public static OrderReason SettlementRefusalOf(OrderRequest request, VenueState venue)
    {
        if (request.Type != OrderType.Market || request.IsContingent) return OrderReason.NotTrading;
        var closing = Funds.ClosingPart(venue.ReducibleBy(request), request.Side, request.Quantity.Value);
        if (closing == 0m) return request.ReduceOnly ? OrderReason.NothingToReduce : OrderReason.NotTrading;
        return venue.Book.LastPrice(request.Instrument) > 0 ? OrderReason.None : OrderReason.NoMarketPrice;
    }
}
