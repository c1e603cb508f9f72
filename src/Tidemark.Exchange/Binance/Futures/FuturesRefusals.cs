using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>What the exchange refuses, in the codes of the futures API.</summary>
internal static class FuturesRefusals
{
    public static BinanceError Of(OrderRefusal refusal) => refusal switch
    {
        OrderRefusal.PriceFilter => new BinanceError(-4014, "Price not increased by tick size."),
        OrderRefusal.LotSize => new BinanceError(-1111, "Precision is over the maximum defined for this asset."),
        OrderRefusal.MarketLotSize => new BinanceError(-4005, "Quantity greater than max quantity."),
        OrderRefusal.Notional => new BinanceError(-4164, "Order's notional must be no smaller than the minimum of the symbol (unless you choose reduce only)."),
        OrderRefusal.TooFarFromMark => new BinanceError(-4131, "The counterparty's best price does not meet the PERCENT_PRICE filter limit."),
        OrderRefusal.MaximumOrders => new BinanceError(-2025, "Reach max open order limit."),
        OrderRefusal.MaximumStopOrders => new BinanceError(-4045, "Reach max stop order limit."),
        OrderRefusal.InsufficientMargin or OrderRefusal.InsufficientBalance => new BinanceError(-2019, "Margin is insufficient."),
        OrderRefusal.NothingToReduce => new BinanceError(-2022, "ReduceOnly Order is rejected."),
        OrderRefusal.TooLargeForLeverage => new BinanceError(-2027, "Exceeded the maximum allowable position at current leverage."),
        OrderRefusal.WrongPositionSide => new BinanceError(-4061, "Order's position side does not match user's setting."),
        OrderRefusal.WouldTake => new BinanceError(-5022, "Due to the order could not be executed as maker, the Post Only order will be rejected."),
        OrderRefusal.WouldTrigger => new BinanceError(-2021, "Order would immediately trigger."),
        OrderRefusal.DuplicateClientOrderId => new BinanceError(-4116, "ClientOrderId is duplicated."),
        OrderRefusal.UnknownOrder => new BinanceError(-2011, "Unknown order sent."),
        _ => new BinanceError(-1128, "Combination of optional parameters invalid."),
    };
}
