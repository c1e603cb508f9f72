using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>Orders in the venue's words, both ways.</summary>
/// <remarks>Source: Binance's documentation, "ENUM definitions".</remarks>
internal static class OrderWords
{
    public static string Side(Side side) => side == Domain.Side.Buy ? "BUY" : "SELL";

    public static Side ReadSide(string text) => text switch { "BUY" => Domain.Side.Buy, "SELL" => Domain.Side.Sell, _ => throw new FormatException($"'{text}' is no side") };

    /// <summary>The venue's type; null where it has none.</summary>
    public static string? Type(VenueOrderRequest request) => request.Type switch
    {
        OrderType.Market => "MARKET",
        OrderType.Limit => request.PostOnly ? "LIMIT_MAKER" : "LIMIT",
        OrderType.Stop => "STOP_LOSS",
        OrderType.StopLimit => "STOP_LOSS_LIMIT",
        OrderType.TakeProfit => "TAKE_PROFIT",
        OrderType.TakeProfitLimit => "TAKE_PROFIT_LIMIT",
        _ => null,
    };

    public static OrderType ReadType(string text) => text switch
    {
        "MARKET" => OrderType.Market,
        "LIMIT" or "LIMIT_MAKER" => OrderType.Limit,
        "STOP_LOSS" => OrderType.Stop,
        "STOP_LOSS_LIMIT" => OrderType.StopLimit,
        "TAKE_PROFIT" => OrderType.TakeProfit,
        "TAKE_PROFIT_LIMIT" => OrderType.TakeProfitLimit,
        _ => throw new FormatException($"'{text}' is no type of order"),
    };

    /// <summary>The venue's time in force; null where it has none.</summary>
    public static string? Force(TimeInForce force) => force switch { TimeInForce.Gtc => "GTC", TimeInForce.Ioc => "IOC", TimeInForce.Fok => "FOK", _ => null };

    public static TimeInForce ReadForce(string text) => text switch { "IOC" => TimeInForce.Ioc, "FOK" => TimeInForce.Fok, _ => TimeInForce.Gtc };

    /// <summary>Whether an order only rests: spot has a type for that, futures a time in force.</summary>
    public static bool IsPostOnly(string type, string force) => type == "LIMIT_MAKER" || force == "GTX";

    public static (OrderStatus Status, OrderReason Reason) ReadStatus(string text) => text switch
    {
        "NEW" or "PENDING_NEW" or "PENDING_CANCEL" => (OrderStatus.Open, OrderReason.None),
        "PARTIALLY_FILLED" => (OrderStatus.PartiallyFilled, OrderReason.None),
        "FILLED" => (OrderStatus.Filled, OrderReason.None),
        "CANCELED" => (OrderStatus.Canceled, OrderReason.Requested),
        "REJECTED" => (OrderStatus.Rejected, OrderReason.None),
        "EXPIRED" => (OrderStatus.Expired, OrderReason.NotImmediatelyFillable),
        "EXPIRED_IN_MATCH" => (OrderStatus.Expired, OrderReason.None),
        _ => throw new FormatException($"'{text}' is no status of an order"),
    };
}
