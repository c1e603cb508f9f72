using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Coinbase.Wire;

/// <summary>An order that is well said and refused all the same; the answer has status 200 and says why.</summary>
/// <param name="error">As <c>INSUFFICIENT_FUND</c>.</param>
/// <param name="preview">The same in the words of a preview, as <c>PREVIEW_INSUFFICIENT_FUND</c>.</param>
internal sealed class OrderRejection(string error, string preview, string message = "") : Exception(message)
{
    public string Error { get; } = error;

    public string Preview { get; } = preview;

    public static OrderRejection Unsupported(string message) => new("UNSUPPORTED_ORDER_CONFIGURATION", "PREVIEW_INVALID_ORDER_CONFIG", message);

    /// <summary>What the exchange refuses, in the venue's words.</summary>
    public static OrderRejection Of(OrderRefusal refusal, OrderTicket ticket, Markets.Market market) => refusal switch
    {
        OrderRefusal.PriceFilter => new OrderRejection("INVALID_PRICE_PRECISION", "PREVIEW_INVALID_PRICE_PRECISION", "The price has too many decimals or is out of range"),
        OrderRefusal.LotSize or OrderRefusal.MarketLotSize or OrderRefusal.Notional => OfSize(ticket, market),
        OrderRefusal.PercentPrice => new OrderRejection("INVALID_LIMIT_PRICE", "PREVIEW_INVALID_LIMIT_PRICE", "The limit price is too far from the market"),
        OrderRefusal.InsufficientBalance => new OrderRejection("INSUFFICIENT_FUND", "PREVIEW_INSUFFICIENT_FUND", "Insufficient balance in source account"),
        OrderRefusal.WouldTake => new OrderRejection("INVALID_LIMIT_PRICE_POST_ONLY", "PREVIEW_INVALID_LIMIT_PRICE_POST_ONLY", "Post only orders must not match at once"),
        OrderRefusal.WouldTrigger => new OrderRejection("UNKNOWN_FAILURE_REASON", IsRising(ticket) ? "PREVIEW_STOP_PRICE_BELOW_LAST_TRADE_PRICE" : "PREVIEW_STOP_PRICE_ABOVE_LAST_TRADE_PRICE"),
        OrderRefusal.MaximumOrders or OrderRefusal.MaximumStopOrders => new OrderRejection("COMMANDER_REJECTED_NEW_ORDER", "UNKNOWN_PREVIEW_FAILURE_REASON", "Too many open orders"),
        OrderRefusal.PairPrices => new OrderRejection("INVALID_REQUEST", "PREVIEW_INVALID_STOP_PRICE", "The stop price lies on the wrong side of the limit price"),
        _ => Unsupported("The order's terms do not go together"),
    };

    /// <summary>Whether the price must rise to its trigger.</summary>
    private static bool IsRising(OrderTicket ticket) => ticket.Side == Side.Buy == ticket.Type is OrderType.Stop or OrderType.StopLimit;

    private static OrderRejection OfSize(OrderTicket ticket, Markets.Market market)
    {
        var rules = market.Rules;
        if (ticket.QuoteQuantity is not null) return new OrderRejection("INVALID_REQUEST", "PREVIEW_INVALID_QUOTE_SIZE_TOO_SMALL", "The quote size is too small");
        if (ticket.Quantity > Math.Min(rules.MaximumQuantity, rules.MaximumMarketQuantity)) return new OrderRejection("INVALID_REQUEST", "PREVIEW_INVALID_BASE_SIZE_TOO_LARGE", "The base size is too large");
        return ticket.Quantity % rules.QuantityStep != 0
            ? new OrderRejection("INVALID_SIZE_PRECISION", "PREVIEW_INVALID_SIZE_PRECISION", "The base size has too many decimals")
            : new OrderRejection("INVALID_REQUEST", "PREVIEW_INVALID_BASE_SIZE_TOO_SMALL", "The base size is too small");
    }
}
