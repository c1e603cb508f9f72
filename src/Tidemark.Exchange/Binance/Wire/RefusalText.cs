using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance.Wire;

/// <summary>What the exchange refuses, in the venue's codes.</summary>
internal static class RefusalText
{
    public static BinanceError Of(OrderRefusal refusal) => refusal switch
    {
        OrderRefusal.PriceFilter => BinanceError.Filter("PRICE_FILTER"),
        OrderRefusal.LotSize => BinanceError.Filter("LOT_SIZE"),
        OrderRefusal.MarketLotSize => BinanceError.Filter("MARKET_LOT_SIZE"),
        OrderRefusal.Notional => BinanceError.Filter("NOTIONAL"),
        OrderRefusal.PercentPrice => BinanceError.Filter("PERCENT_PRICE_BY_SIDE"),
        OrderRefusal.MaximumOrders => BinanceError.Filter("MAX_NUM_ORDERS"),
        OrderRefusal.MaximumStopOrders => BinanceError.Filter("MAX_NUM_ALGO_ORDERS"),
        OrderRefusal.IcebergParts => BinanceError.Filter("ICEBERG_PARTS"),
        OrderRefusal.InsufficientBalance => new BinanceError(-2010, "Account has insufficient balance for requested action."),
        OrderRefusal.WouldTake => new BinanceError(-2010, "Order would immediately match and take."),
        OrderRefusal.WouldTrigger => new BinanceError(-2010, "Stop price would trigger immediately."),
        OrderRefusal.DuplicateClientOrderId => new BinanceError(-2010, "Duplicate order sent."),
        OrderRefusal.PairPrices => new BinanceError(-2010, "The relationship of the prices for the orders is not correct."),
        OrderRefusal.UnknownOrder => new BinanceError(-2011, "Unknown order sent."),
        OrderRefusal.NotSmaller => new BinanceError(-2038, "The requested amendment is not valid: newQty must be below the order's quantity and above what has filled."),
        _ => new BinanceError(-1128, "Combination of optional parameters invalid."),
    };
}
