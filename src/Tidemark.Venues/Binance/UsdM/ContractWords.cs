using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.UsdM;

/// <summary>Orders in the words of the futures API where they are not those of spot: a STOP has a limit here, and a STOP_MARKET has none.</summary>
/// <remarks>Source: Binance's documentation of USD-M futures, "Public Endpoints Info".</remarks>
internal static class ContractWords
{
    /// <summary>The venue's type; null where it has none.</summary>
    public static string? Type(OrderType type) => type switch
    {
        OrderType.Market => "MARKET",
        OrderType.Limit => "LIMIT",
        OrderType.Stop => "STOP_MARKET",
        OrderType.StopLimit => "STOP",
        OrderType.TakeProfit => "TAKE_PROFIT_MARKET",
        OrderType.TakeProfitLimit => "TAKE_PROFIT",
        _ => null,
    };

    /// <summary>A type; that of an order by which the venue closes a position counts as a limit order, which it is.</summary>
    public static OrderType ReadType(string text) => text switch
    {
        "MARKET" => OrderType.Market,
        "LIMIT" or "LIQUIDATION" => OrderType.Limit,
        "STOP_MARKET" => OrderType.Stop,
        "STOP" => OrderType.StopLimit,
        "TAKE_PROFIT_MARKET" => OrderType.TakeProfit,
        "TAKE_PROFIT" => OrderType.TakeProfitLimit,
        "TRAILING_STOP_MARKET" => OrderType.TrailingStop,
        _ => throw new FormatException($"'{text}' is no type of order"),
    };

    /// <summary>The venue's time in force; null where it has none for the order.</summary>
    public static string? Force(VenueOrderRequest request) => request.PostOnly ? "GTX" : OrderWords.Force(request.TimeInForce);

    /// <summary>States of conditional orders; null of one that has gone on as another order, whose states count.</summary>
    public static (OrderStatus Status, OrderReason Reason)? ReadAlgoStatus(string text) => text switch
    {
        "NEW" => (OrderStatus.Open, OrderReason.None),
        "TRIGGERING" or "TRIGGERED" or "FINISHED" => null,
        "CANCELED" => (OrderStatus.Canceled, OrderReason.Requested),
        "REJECTED" => (OrderStatus.Rejected, OrderReason.None),
        "EXPIRED" => (OrderStatus.Expired, OrderReason.None),
        _ => throw new FormatException($"'{text}' is no status of a conditional order"),
    };

    /// <summary>States of orders, those of forced ones included.</summary>
    public static (OrderStatus Status, OrderReason Reason) ReadStatus(string text) => text switch
    {
        "NEW_INSURANCE" or "NEW_ADL" => (OrderStatus.Open, OrderReason.None),
        _ => OrderWords.ReadStatus(text),
    };

    public static PositionSide ReadPosition(string text, decimal quantity) => text switch
    {
        "LONG" => PositionSide.Long,
        "SHORT" => PositionSide.Short,
        _ => quantity > 0m ? PositionSide.Long : quantity < 0m ? PositionSide.Short : PositionSide.Flat,
    };
}
