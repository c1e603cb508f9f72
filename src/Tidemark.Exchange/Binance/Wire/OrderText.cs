using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Binance.Wire;

/// <summary>Orders in the venue's words.</summary>
internal static class OrderText
{
    public static readonly string[] Types = ["LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"];

    public static readonly string[] PreventionModes = ["NONE", "EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT"];

    public static string Type(OrderTicket ticket) => ticket.Type switch
    {
        OrderType.Market => "MARKET",
        OrderType.Limit => ticket.PostOnly ? "LIMIT_MAKER" : "LIMIT",
        OrderType.Stop => "STOP_LOSS",
        OrderType.StopLimit => "STOP_LOSS_LIMIT",
        OrderType.TakeProfit => "TAKE_PROFIT",
        _ => "TAKE_PROFIT_LIMIT",
    };

    public static string Side(Side side) => side == Domain.Side.Buy ? "BUY" : "SELL";

    public static string Force(TimeInForce force) => force switch { TimeInForce.Ioc => "IOC", TimeInForce.Fok => "FOK", _ => "GTC" };

    public static string Prevention(SelfTradePrevention mode) => mode switch
    {
        SelfTradePrevention.None => "NONE",
        SelfTradePrevention.CancelTaker => "EXPIRE_TAKER",
        SelfTradePrevention.CancelMaker => "EXPIRE_MAKER",
        SelfTradePrevention.CancelBoth => "EXPIRE_BOTH",
        _ => "DECREMENT",
    };

    public static string State(OrderState state) => state switch
    {
        OrderState.New => "NEW",
        OrderState.PartiallyFilled => "PARTIALLY_FILLED",
        OrderState.Filled => "FILLED",
        OrderState.Canceled => "CANCELED",
        OrderState.ExpiredInMatch => "EXPIRED_IN_MATCH",
        _ => "EXPIRED",
    };
}
