using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>A new order for a contract out of its parameters.</summary>
internal static class FuturesTicketReader
{
    public static OrderTicket Read(CallParameters parameters, string clientId, bool isAlgo = false)
    {
        var type = FuturesText.TypeOf(parameters.Require("type"));
        var force = parameters["timeInForce"];
        var closes = parameters.Flag("closePosition");
        var ticket = new OrderTicket
        {
            ClientOrderId = clientId,
            Side = TicketReader.ReadSide(parameters),
            Type = type,
            Price = type.HasLimit() ? Positive(parameters, "price") ?? throw BinanceError.Missing("price") : null,
            Quantity = Positive(parameters, "quantity"),
            StopPrice = type.WaitsForTrigger() ? Positive(parameters, isAlgo ? "triggerPrice" : "stopPrice") ?? throw BinanceError.Missing(isAlgo ? "triggerPrice" : "stopPrice") : null,
            TimeInForce = force switch { "GTX" or null or "GTC" => TimeInForce.Gtc, "GTD" => TimeInForce.Gtd, _ => TicketReader.ReadForce(force) },
            PostOnly = force == "GTX",
            ExpiresAt = force == "GTD" ? parameters.Time("goodTillDate") ?? throw BinanceError.Missing("goodTillDate") : null,
            Prevention = TicketReader.ReadPrevention(parameters),
            Contract = new ContractTerms
            {
                Position = FuturesText.PositionOf(parameters["positionSide"]),
                ReduceOnly = parameters.Flag("reduceOnly"),
                ClosesPosition = closes,
                TriggersByMark = ReadWorkingType(parameters["workingType"]),
                IsAlgo = isAlgo,
            },
        };
        Check(ticket, parameters);
        return ticket;
    }

    private static void Check(OrderTicket ticket, CallParameters parameters)
    {
        var terms = ticket.Contract!;
        if (ticket.Type == OrderType.Limit) _ = parameters.Require("timeInForce");
        if (terms.ClosesPosition)
        {
            if (ticket.Type is not (OrderType.Stop or OrderType.TakeProfit)) throw new BinanceError(-4136, "Target strategy invalid for orderType, closePosition true.");
            if (ticket.Quantity is not null) throw new BinanceError(-4137, "Quantity must be zero with closePosition equals true");
            if (terms.ReduceOnly) throw new BinanceError(-4138, "Reduce only must be true with closePosition equals true");
        }
        else if (ticket.Quantity is null) throw BinanceError.Missing("quantity");
        if (terms.Position != Contracts.ContractSide.Both && parameters["reduceOnly"] is not null) throw new BinanceError(-1106, "Parameter 'reduceonly' sent when not required.");
        if (parameters["priceMatch"] is { } match and not "NONE") throw new BinanceError(-1130, $"Data sent for parameter 'priceMatch' is not valid: this exchange has no {match}.");
    }

    private static decimal? Positive(CallParameters parameters, string name) => parameters[name] is "0" or "0.0" ? null : parameters.Number(name);

    private static bool ReadWorkingType(string? text) => text switch
    {
        null or "CONTRACT_PRICE" => false,
        "MARK_PRICE" => true,
        _ => throw new BinanceError(-1102, "Mandatory parameter 'workingtype' was not sent, was empty/null, or malformed."),
    };
}
