using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Binance.Wire;

/// <summary>A new order out of its parameters, with the venue's refusals for what does not go together.</summary>
internal static class TicketReader
{
    /// <param name="clientId">Its client id.</param>
    public static OrderTicket Read(CallParameters parameters, string clientId)
    {
        var side = ReadSide(parameters);
        var (type, isPostOnly) = TypeOf(parameters.Require("type"));
        var ticket = new OrderTicket
        {
            ClientOrderId = clientId,
            Side = side,
            Type = type,
            PostOnly = isPostOnly,
            Quantity = parameters.Number("quantity"),
            QuoteQuantity = parameters.Number("quoteOrderQty"),
            Price = parameters.Number("price"),
            StopPrice = parameters.Number("stopPrice"),
            IcebergQuantity = parameters.Number("icebergQty"),
            TimeInForce = ReadForce(parameters["timeInForce"]),
            Prevention = ReadPrevention(parameters),
        };
        if (parameters["trailingDelta"] is not null) throw new BinanceError(-1013, "Filter failure: TRAILING_DELTA");
        CheckTerms(ticket, parameters);
        return ticket;
    }

    public static Side ReadSide(CallParameters parameters) => parameters.Require("side") switch
    {
        "BUY" => Side.Buy,
        "SELL" => Side.Sell,
        _ => throw new BinanceError(-1117, "Invalid side."),
    };

    public static (OrderType Type, bool IsPostOnly) TypeOf(string text) => text switch
    {
        "LIMIT" => (OrderType.Limit, false),
        "LIMIT_MAKER" => (OrderType.Limit, true),
        "MARKET" => (OrderType.Market, false),
        "STOP_LOSS" => (OrderType.Stop, false),
        "STOP_LOSS_LIMIT" => (OrderType.StopLimit, false),
        "TAKE_PROFIT" => (OrderType.TakeProfit, false),
        "TAKE_PROFIT_LIMIT" => (OrderType.TakeProfitLimit, false),
        _ => throw new BinanceError(-1116, "Invalid orderType."),
    };

    public static TimeInForce ReadForce(string? text) => text switch
    {
        null or "GTC" => TimeInForce.Gtc,
        "IOC" => TimeInForce.Ioc,
        "FOK" => TimeInForce.Fok,
        _ => throw new BinanceError(-1115, "Invalid timeInForce."),
    };

    public static SelfTradePrevention ReadPrevention(CallParameters parameters) => parameters["selfTradePreventionMode"] switch
    {
        null or "EXPIRE_MAKER" => SelfTradePrevention.CancelMaker,
        "NONE" => SelfTradePrevention.None,
        "EXPIRE_TAKER" => SelfTradePrevention.CancelTaker,
        "EXPIRE_BOTH" => SelfTradePrevention.CancelBoth,
        "DECREMENT" => SelfTradePrevention.Decrement,
        _ => throw new BinanceError(-1013, "This symbol does not allow the specified self-trade prevention mode."),
    };

    private static void CheckTerms(OrderTicket ticket, CallParameters parameters)
    {
        var isLimit = ticket.Type.HasLimit();
        if (isLimit && !ticket.PostOnly) _ = parameters.Require("timeInForce");
        if (!isLimit || ticket.PostOnly) Unwanted(parameters, "timeInForce");
        if (ticket.Type == OrderType.Market)
        {
            if (ticket.Quantity is null && ticket.QuoteQuantity is null) throw new BinanceError(-1102, "Param 'quantity' or 'quoteOrderQty' must be sent, but both were empty/null!");
            if (ticket.Quantity is not null && ticket.QuoteQuantity is not null) throw new BinanceError(-1128, "Combination of optional parameters invalid. Recommendation: 'quantity' and 'quoteOrderQty' should not both be sent");
        }
        else
        {
            _ = parameters.Require("quantity");
            Unwanted(parameters, "quoteOrderQty");
        }
        if (isLimit) _ = parameters.Require("price");
        else Unwanted(parameters, "price");
        if (ticket.Type.WaitsForTrigger()) _ = parameters.Require("stopPrice");
        else Unwanted(parameters, "stopPrice");
        if (ticket.IcebergQuantity is null) return;
        if (!isLimit) Unwanted(parameters, "icebergQty");
        if (ticket.TimeInForce != TimeInForce.Gtc) throw new BinanceError(-1013, "timeInForce must be GTC for icebergs.");
    }

    private static void Unwanted(CallParameters parameters, string name)
    {
        if (parameters[name] is not null) throw new BinanceError(-1106, $"Parameter '{name}' sent when not required.");
    }
}
