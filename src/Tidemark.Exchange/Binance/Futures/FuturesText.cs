using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>Orders in the words of the futures API.</summary>
internal static class FuturesText
{
    public static readonly string[] Types = ["LIMIT", "MARKET", "STOP", "STOP_MARKET", "TAKE_PROFIT", "TAKE_PROFIT_MARKET"];

    public static string Type(OrderTicket ticket) => ticket.Type switch
    {
        // What the exchange closes a position with is told as a limit order.
        OrderType.Market => ticket.Contract is { IsForced: true } ? "LIMIT" : "MARKET",
        OrderType.Limit => "LIMIT",
        OrderType.StopLimit => "STOP",
        OrderType.Stop => "STOP_MARKET",
        OrderType.TakeProfitLimit => "TAKE_PROFIT",
        _ => "TAKE_PROFIT_MARKET",
    };

    public static OrderType TypeOf(string text) => text switch
    {
        "LIMIT" => OrderType.Limit,
        "MARKET" => OrderType.Market,
        "STOP" => OrderType.StopLimit,
        "STOP_MARKET" => OrderType.Stop,
        "TAKE_PROFIT" => OrderType.TakeProfitLimit,
        "TAKE_PROFIT_MARKET" => OrderType.TakeProfit,
        _ => throw new BinanceError(-1116, "Invalid orderType."),
    };

    public static string Force(OrderTicket ticket) => ticket.Contract is { IsForced: true } ? "IOC" : ticket.PostOnly ? "GTX" : ticket.TimeInForce switch
    {
        TimeInForce.Ioc => "IOC",
        TimeInForce.Fok => "FOK",
        TimeInForce.Gtd => "GTD",
        _ => "GTC",
    };

    public static string Position(ContractSide side) => side switch { ContractSide.Long => "LONG", ContractSide.Short => "SHORT", _ => "BOTH" };

    public static ContractSide PositionOf(string? text) => text switch
    {
        null or "BOTH" => ContractSide.Both,
        "LONG" => ContractSide.Long,
        "SHORT" => ContractSide.Short,
        _ => throw new BinanceError(-4060, "Invalid position side."),
    };

    public static string WorkingType(OrderTicket ticket) => ticket.Contract is { TriggersByMark: true } ? "MARK_PRICE" : "CONTRACT_PRICE";

    /// <summary>The terms with which the order came.</summary>
    public static OrderTicket Original(ExchangeOrder order) => order.BeforeTrigger ?? order.Ticket;

    /// <summary>Whether an order is told of as an order: a conditional one of its own kind is not before its trigger.</summary>
    public static bool IsVisible(ExchangeOrder order) => order.Ticket.Contract is not { IsAlgo: true };

    public static string AlgoState(ExchangeOrder order) => order switch
    {
        { TriggeredAt: not null, IsLive: true } => "TRIGGERED",
        { TriggeredAt: not null, State: OrderState.Expired, Executed: 0 } => "REJECTED",
        { TriggeredAt: not null } => "FINISHED",
        { State: OrderState.Canceled } => "CANCELED",
        { IsLive: true } => "NEW",
        _ => "EXPIRED",
    };
}
