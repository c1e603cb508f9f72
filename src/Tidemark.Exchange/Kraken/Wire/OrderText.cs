using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>Orders in the venue's words.</summary>
internal static class OrderText
{
    private static readonly OrderRemarks None = new() { OrderType = "limit" };

    public static OrderRemarks Remarks(ExchangeOrder order) => order.Ticket.Remarks as OrderRemarks ?? None;

    public static string Side(Side side) => side == Domain.Side.Buy ? "buy" : "sell";

    /// <summary>In REST and in version 1 of the WebSocket API.</summary>
    public static string Status(ExchangeOrder order) => order.State switch
    {
        OrderState.New or OrderState.PartiallyFilled => "open",
        OrderState.Filled => "closed",
        OrderState.Expired when HasRunOut(order) => "expired",
        _ => "canceled",
    };

    /// <summary>In version 2 of the WebSocket API.</summary>
    public static string StatusV2(ExchangeOrder order) => order.State switch
    {
        OrderState.New => "new",
        OrderState.PartiallyFilled => "partially_filled",
        OrderState.Filled => "filled",
        OrderState.Expired when HasRunOut(order) => "expired",
        _ => "canceled",
    };

    public static bool HasRunOut(ExchangeOrder order) => order.Ticket.ExpiresAt is { } end && order.UpdatedAt >= end;

    public static string Force(OrderTicket ticket) => ticket.TimeInForce switch { TimeInForce.Ioc => "IOC", TimeInForce.Fok => "FOK", TimeInForce.Gtd => "GTD", _ => "GTC" };

    public static string Flags(ExchangeOrder order)
    {
        var flags = new List<string>();
        if (order.Ticket.PostOnly) flags.Add("post");
        if (Remarks(order).IsVolumeInQuote) flags.Add("viqc");
        flags.Add(Remarks(order).FeesInBase ? "fcib" : "fciq");
        return string.Join(',', flags);
    }

    /// <summary>Such as <c>buy 0.01000000 XBTUSD @ limit 50000.0</c>.</summary>
    public static string Describe(KrakenPair pair, OrderTicket ticket) =>
        $"{Side(ticket.Side)} {pair.Quantity(ticket.QuoteQuantity ?? ticket.Quantity!.Value)} {pair.AltName} @ {Terms(pair, ticket)}";

    /// <summary>Such as <c>close position @ stop loss 27000.0 -> limit 26000.0</c>; empty where there is none.</summary>
    public static string DescribeClose(OrderTicket ticket)
    {
        if ((ticket.Remarks as OrderRemarks)?.Close is not { } close) return "";
        var name = close.OrderType.Replace("-limit", "", StringComparison.Ordinal).Replace('-', ' ');
        return $"close position @ {name} {close.Price}" + (close.Price2 is null ? "" : $" -> limit {close.Price2}");
    }

    private static string Terms(KrakenPair pair, OrderTicket ticket)
    {
        var name = (ticket.Remarks as OrderRemarks)?.OrderType ?? "limit";
        var words = name.Replace("-limit", "", StringComparison.Ordinal).Replace('-', ' ');
        if (ticket.StopPrice is not { } trigger) return ticket.Price is { } price ? $"{words} {pair.Price(price)}" : words;
        var first = (ticket.Remarks as OrderRemarks)?.Trail?.Text ?? pair.Price(trigger);
        return $"{words} {first}" + (ticket.Type.HasLimit() ? $" -> limit {pair.Price(ticket.Price!.Value)}" : "");
    }
}
