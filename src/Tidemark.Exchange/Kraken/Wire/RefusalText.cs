using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>What the exchange refuses, in the venue's words.</summary>
internal static class RefusalText
{
    public static KrakenError Of(OrderRefusal refusal) => new(refusal switch
    {
        OrderRefusal.PriceFilter => "EOrder:Tick size check failed",
        OrderRefusal.LotSize or OrderRefusal.MarketLotSize => "EOrder:Order minimum not met",
        OrderRefusal.Notional => "EOrder:Cost minimum not met",
        OrderRefusal.PercentPrice => "EOrder:Invalid price",
        OrderRefusal.MaximumOrders or OrderRefusal.MaximumStopOrders => "EOrder:Orders limit exceeded",
        OrderRefusal.IcebergParts => "EGeneral:Invalid arguments:displayvol",
        OrderRefusal.InsufficientBalance => "EOrder:Insufficient funds",
        OrderRefusal.WouldTake => "EOrder:Post only order",
        OrderRefusal.WouldTrigger => "EOrder:Invalid price",
        OrderRefusal.DuplicateClientOrderId => "EOrder:Duplicate cl_ord_id",
        OrderRefusal.UnknownOrder => "EOrder:Unknown order",
        _ => "EOrder:Invalid order",
    });
}
