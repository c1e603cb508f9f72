namespace Tidemark.Venues.Kraken.Trading;

/// <summary>Orders in the venue's words, both ways.</summary>
/// <remarks>Source: Kraken's documentation, "Add Order", "Get Open Orders" and "Executions".</remarks>
internal static class OrderWords
{
    public static string Side(Side side) => side == Domain.Side.Buy ? "buy" : "sell";

    public static Side ReadSide(string text) => text switch { "buy" or "b" => Domain.Side.Buy, "sell" or "s" => Domain.Side.Sell, _ => throw new FormatException($"'{text}' is no side") };

    /// <summary>The venue's type.</summary>
    public static string Type(OrderType type) => type switch
    {
        OrderType.Market => "market",
        OrderType.Limit => "limit",
        OrderType.Stop => "stop-loss",
        OrderType.StopLimit => "stop-loss-limit",
        OrderType.TakeProfit => "take-profit",
        OrderType.TakeProfitLimit => "take-profit-limit",
        _ => "trailing-stop",
    };

    /// <summary>Ours; of types that we have not, the nearest.</summary>
    public static OrderType ReadType(string text) => text switch
    {
        "market" or "settle-position" => OrderType.Market,
        "limit" or "iceberg" => OrderType.Limit,
        "stop-loss" => OrderType.Stop,
        "stop-loss-limit" => OrderType.StopLimit,
        "take-profit" => OrderType.TakeProfit,
        "take-profit-limit" => OrderType.TakeProfitLimit,
        "trailing-stop" or "trailing-stop-limit" => OrderType.TrailingStop,
        _ => throw new FormatException($"'{text}' is no type of order"),
    };

    /// <param name="text">Of requests or of the stream.</param>
    /// <param name="reason">Why it ended, in the venue's words.</param>
    public static (OrderStatus Status, OrderReason Reason) ReadStatus(string text, string reason) => text switch
    {
        "pending" or "open" or "pending_new" or "new" => (OrderStatus.Open, OrderReason.None),
        "partially_filled" => (OrderStatus.PartiallyFilled, OrderReason.None),
        "closed" or "filled" => (OrderStatus.Filled, OrderReason.None),
        "canceled" => (OrderStatus.Canceled, ReadReason(reason)),
        "expired" => (OrderStatus.Expired, OrderReason.ExpiryReached),
        _ => throw new FormatException($"'{text}' is no status of an order"),
    };

    private static OrderReason ReadReason(string text)
    {
        bool Says(string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
        return Says("user") ? OrderReason.Requested
            : Says("post only") ? OrderReason.WouldTakeLiquidity
            : Says("insufficient funds") || Says("margin") ? OrderReason.InsufficientFunds
            : Says("IOC") || Says("liquidity") ? OrderReason.NotImmediatelyFillable
            : OrderReason.None;
    }
}
