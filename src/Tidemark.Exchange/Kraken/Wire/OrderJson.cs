using System.Text.Json;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>Orders and fills as REST writes them.</summary>
internal static class OrderJson
{
    /// <summary>An order, as an object.</summary>
    /// <param name="hasTrades">Whether the ids of its fills come with it.</param>
    public static void Write(Utf8JsonWriter json, KrakenVenue venue, ExchangeOrder order, bool hasTrades)
    {
        var (pair, remarks, ticket) = (venue.Pairs.Of(order.Market), OrderText.Remarks(order), order.Ticket);
        json.WriteStartObject();
        json.WriteString("refid", remarks.ReferenceId);
        json.WriteNumber("userref", remarks.UserReference ?? 0);
        if (order.ClientOrderId.Length > 0) json.WriteString("cl_ord_id", order.ClientOrderId);
        json.WriteString("status", OrderText.Status(order));
        json.PutSeconds("opentm", order.CreatedAt);
        json.WriteNumber("starttm", 0);
        json.WriteNumber("expiretm", ticket.ExpiresAt?.UnixSeconds ?? 0);
        json.WritePropertyName("descr");
        WriteTerms(json, pair, ticket);
        json.WriteString("vol", pair.Quantity(ticket.QuoteQuantity ?? order.Quantity));
        json.WriteString("vol_exec", pair.Quantity(order.Executed));
        json.WriteString("cost", KrakenNumber.Of(order.ExecutedQuote, pair.CostDecimals));
        json.WriteString("fee", KrakenNumber.Of(order.Fills.Sum(FeeInQuote), pair.CostDecimals));
        json.WriteString("price", KrakenNumber.Of(AveragePrice(order), pair.CostDecimals));
        json.WriteString("stopprice", KrakenNumber.Of(ticket.StopPrice ?? 0, pair.CostDecimals));
        json.WriteString("limitprice", KrakenNumber.Of(order.WorkingAt is not null && ticket.StopPrice is not null ? ticket.Price ?? 0 : 0, pair.CostDecimals));
        json.WriteString("misc", remarks.IsAmended ? "amended" : "");
        json.WriteString("oflags", OrderText.Flags(order));
        if (ticket.StopPrice is not null) json.WriteString("trigger", "last");
        if (hasTrades && order.Fills.Count > 0)
        {
            json.WriteStartArray("trades");
            foreach (var fill in order.Fills) json.WriteStringValue(venue.IdOf(fill));
            json.WriteEndArray();
        }
        if (!order.IsLive)
        {
            json.PutSeconds("closetm", remarks.ClosedAt ?? order.UpdatedAt);
            json.WriteString("reason", remarks.Reason);
        }
        json.WriteEndObject();
    }

    /// <summary>What an order is, in the object <c>descr</c>.</summary>
    public static void WriteTerms(Utf8JsonWriter json, KrakenPair pair, OrderTicket ticket)
    {
        json.WriteStartObject();
        json.WriteString("pair", pair.AltName);
        json.WriteString("aclass", "forex");
        json.WriteString("type", OrderText.Side(ticket.Side));
        json.WriteString("ordertype", (ticket.Remarks as OrderRemarks)?.OrderType ?? "limit");
        var first = ticket.StopPrice ?? ticket.Price;
        var second = ticket.StopPrice is not null && ticket.Type.HasLimit() ? ticket.Price : null;
        json.WriteString("price", (ticket.Remarks as OrderRemarks)?.Trail?.Text ?? (first is { } value ? pair.Price(value) : "0"));
        json.WriteString("price2", second is { } limit ? pair.Price(limit) : "0");
        json.WriteString("leverage", "none");
        json.WriteString("order", OrderText.Describe(pair, ticket));
        json.WriteString("close", OrderText.DescribeClose(ticket));
        json.WriteEndObject();
    }

    /// <summary>A fill, as an object.</summary>
    public static void WriteFill(Utf8JsonWriter json, KrakenVenue venue, ExchangeFill fill)
    {
        var (order, pair) = (fill.Order, venue.Pairs.Of(fill.Order.Market));
        json.WriteStartObject();
        json.WriteString("ordertxid", venue.IdOf(order));
        json.WriteString("postxid", TransactionId.OfTrade(venue.NumberOf(order.Market), 0, isMaker: false));
        json.WriteString("pair", pair.Id);
        json.WriteString("aclass", "forex");
        json.PutSeconds("time", fill.Time);
        json.WriteString("type", OrderText.Side(order.Side));
        json.WriteString("ordertype", OrderText.Remarks(order).OrderType);
        json.WriteString("price", KrakenNumber.Of(fill.Price, pair.CostDecimals));
        json.WriteString("cost", KrakenNumber.Of(fill.QuoteQuantity, pair.CostDecimals));
        json.WriteString("fee", KrakenNumber.Of(FeeInQuote(fill), pair.CostDecimals));
        json.WriteString("vol", pair.Quantity(fill.Quantity));
        json.WriteString("margin", KrakenNumber.Of(0, pair.CostDecimals));
        json.WriteString("leverage", "0");
        json.WriteString("misc", "");
        json.WriteNumber("trade_id", fill.TradeId);
        json.WriteBoolean("maker", fill.IsMaker);
        json.WriteEndObject();
    }

    public static decimal AveragePrice(ExchangeOrder order) => order.Executed == 0 ? 0 : Math.Round(order.ExecutedQuote / order.Executed, 8);

    /// <summary>REST tells fees in quote currency, whatever they were taken in.</summary>
    public static decimal FeeInQuote(ExchangeFill fill) => fill.FeeAsset == fill.Order.Market.Rules.QuoteAsset ? fill.Fee : Math.Round(fill.Fee * fill.Price, 8);
}
