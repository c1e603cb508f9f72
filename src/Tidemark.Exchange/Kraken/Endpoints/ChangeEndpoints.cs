using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken.Endpoints;

/// <summary>Changes and ends of orders.</summary>
internal static class ChangeEndpoints
{
    public const string Requested = "User requested";
    private const int MostInBatch = 50;

    public static void Amend(KrakenCall call, Utf8JsonWriter json)
    {
        var order = call.LiveOrder();
        TicketReader.CheckDeadline(call.Parameters["deadline"], call.Now);
        call.Venue.Amend(order, ReadChange(call.Parameters, call.Venue.Pairs.Of(order.Market), order));
        json.WriteStartObject();
        json.WriteString("amend_id", call.Venue.NextAmendId());
        json.WriteEndObject();
    }

    public static OrderChange ReadChange(CallParameters parameters, KrakenPair pair, ExchangeOrder order)
    {
        var (rules, last) = (pair.Market.Rules, pair.Market.LastPrice);
        decimal? Price(string name, decimal reference) =>
            parameters[name] is { } text ? TicketReader.OnTick(RelativePrice.Read(text, rules, reference, isAbove: order.Side == Side.Sell, name), pair) : null;
        var quantity = parameters.Number("order_qty");
        if (quantity % rules.QuantityStep > 0) throw KrakenError.Arguments("order_qty");
        var change = new OrderChange
        {
            Quantity = quantity,
            IcebergQuantity = parameters.Number("display_qty"),
            Price = Price("limit_price", last),
            StopPrice = Price("trigger_price", last),
            PostOnly = parameters.Flag("post_only") ? true : null,
        };
        if (change.Quantity is null && change.Price is null && change.StopPrice is null && change.IcebergQuantity is null) throw KrakenError.Arguments();
        if ((change.Price is not null && order.Ticket.Price is null) || (change.StopPrice is not null && order.WorkingAt is not null)) throw KrakenError.Arguments();
        return change;
    }

    public static void Edit(KrakenCall call, Utf8JsonWriter json)
    {
        var pair = call.Pair();
        var order = EditedOrder(call, pair);
        var ticket = EditedTicket(call.Parameters, pair, order, call.Venue.IdOf(order), call.Now);
        json.WriteStartObject();
        json.WriteString("status", "ok");
        json.WriteString("originaltxid", call.Venue.IdOf(order));
        if (call.Parameters.Flag("validate")) call.Venue.Check(call.Account, pair, ticket);
        else json.WriteString("txid", call.Venue.IdOf(call.Venue.Edit(order, ticket)));
        json.WriteString("volume", pair.Quantity(ticket.Quantity!.Value));
        if ((ticket.StopPrice ?? ticket.Price) is { } first) json.WriteString("price", pair.Price(first));
        json.WriteNumber("orders_cancelled", 1);
        OrderEndpoints.WriteDescription(json, pair, ticket);
        json.WriteEndObject();
    }

    /// <summary>The live order that a request names by its id or user reference.</summary>
    public static ExchangeOrder EditedOrder(KrakenCall call, KrakenPair pair)
    {
        var text = call.Parameters.Require("txid");
        var order = call.Venue.Find(call.Account, text) ?? ByReference(call, text).FirstOrDefault();
        return order is { IsLive: true } && order.Market == pair.Market ? order : throw KrakenError.UnknownOrder();
    }

    /// <summary>The terms of an order with those of the request in their place. What has filled stays with the old order.</summary>
    public static OrderTicket EditedTicket(CallParameters parameters, KrakenPair pair, ExchangeOrder order, string orderId, Instant now)
    {
        var (old, remarks, rules) = (order.Ticket, OrderText.Remarks(order), pair.Market.Rules);
        if (remarks.Close is not null || (old.StopPrice is not null && order.WorkingAt is not null) || remarks.IsVolumeInQuote || remarks.Trail is not null) throw new KrakenError("EOrder:Invalid order");
        TicketReader.CheckDeadline(parameters["deadline"], now);
        var flags = parameters["oflags"] is null ? null : parameters.List("oflags");
        var hasTrigger = old.StopPrice is not null;
        decimal? Price(string name, decimal reference) =>
            parameters[name] is { } text ? TicketReader.OnTick(RelativePrice.Read(text, rules, reference, isAbove: order.Side == Side.Sell, name), pair) : null;
        var first = Price("price", pair.Market.LastPrice);
        var second = hasTrigger && old.Type.HasLimit() ? Price("price2", first ?? old.StopPrice!.Value) : null;
        var volume = parameters.Number("volume") ?? order.Quantity;
        if (volume % rules.QuantityStep != 0) throw KrakenError.Arguments("volume");
        if (volume <= order.Executed) throw KrakenError.Arguments("volume");
        return old with
        {
            ClientOrderId = "",
            Quantity = volume - order.Executed,
            Price = hasTrigger ? second ?? old.Price : first ?? old.Price,
            StopPrice = hasTrigger ? first ?? old.StopPrice : null,
            IcebergQuantity = parameters.Number("displayvol") ?? old.IcebergQuantity,
            PostOnly = flags?.Contains("post") ?? old.PostOnly,
            Remarks = new OrderRemarks
            {
                OrderType = remarks.OrderType,
                UserReference = parameters.Whole("userref") ?? remarks.UserReference,
                FeesInBase = remarks.FeesInBase,
                ReferenceId = orderId,
            },
        };
    }

    public static void Cancel(KrakenCall call, Utf8JsonWriter json)
    {
        var found = Named(call).ToList();
        if (found.Count == 0) throw KrakenError.UnknownOrder();
        foreach (var order in found) call.Venue.Cancel(order, Requested);
        WriteCount(json, found.Count);
    }

    public static void CancelBatch(KrakenCall call, Utf8JsonWriter json)
    {
        var ids = call.Parameters.List("orders").Concat(call.Parameters.List("cl_ord_ids")).ToList();
        if (ids.Count is 0 or > MostInBatch) throw KrakenError.Arguments("orders");
        WriteCount(json, CancelEach(call, ids));
    }

    /// <summary>Ends what these ids of the venue, of the client, or user references name; tells how many.</summary>
    public static int CancelEach(KrakenCall call, IEnumerable<string> ids)
    {
        var count = 0;
        foreach (var id in ids)
            foreach (var order in ById(call, id).Where(order => order.IsLive).ToArray())
            {
                call.Venue.Cancel(order, Requested);
                count++;
            }
        return count;
    }

    public static void CancelAll(KrakenCall call, Utf8JsonWriter json) => WriteCount(json, call.Venue.CancelAll(call.Account, Requested));

    public static void CancelAllAfter(KrakenCall call, Utf8JsonWriter json)
    {
        var trigger = call.Venue.Switch(call.Account, call.Parameters.Whole("timeout") ?? throw KrakenError.Arguments("timeout"));
        json.WriteStartObject();
        json.WriteString("currentTime", KrakenNumber.Whole(call.Now));
        json.WriteString("triggerTime", trigger is { } time ? KrakenNumber.Whole(time) : "0");
        json.WriteEndObject();
    }

    private static IEnumerable<ExchangeOrder> Named(KrakenCall call)
    {
        if (call.Parameters["txid"] is { } id) return ById(call, id).Where(order => order.IsLive);
        if (call.Parameters["cl_ord_id"] is not null) return [call.LiveOrder()];
        return call.Parameters["userref"] is { } reference ? ByReference(call, reference) : throw KrakenError.Arguments("txid");
    }

    private static IEnumerable<ExchangeOrder> ById(KrakenCall call, string id) =>
        (call.Venue.Find(call.Account, id) ?? call.Venue.FindByClientId(call.Account, id)) is { } order ? [order] : ByReference(call, id);

    private static IEnumerable<ExchangeOrder> ByReference(KrakenCall call, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var reference)
            ? [.. call.Venue.LiveOrders(call.Account).Where(order => OrderText.Remarks(order).UserReference == reference)] : [];

    private static void WriteCount(Utf8JsonWriter json, int count)
    {
        json.WriteStartObject();
        json.WriteNumber("count", count);
        json.WriteEndObject();
    }
}
