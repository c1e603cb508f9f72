using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Kraken.Endpoints;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken.Streams;

/// <summary>Orders through version 2 of the WebSocket API.</summary>
internal sealed class V2Orders(KrakenVenue venue)
{
    private const int FewestInBatch = 2;
    private const int MostInBatch = 15;

    /// <returns>The answers; a cancellation of several orders has one for each.</returns>
    public IEnumerable<byte[]> Carry(V2Request request, Func<V2Request, ExchangeAccount> owner)
    {
        if (request.Method is not ("add_order" or "amend_order" or "edit_order" or "cancel_order" or "cancel_all" or "cancel_all_orders_after" or "batch_add" or "batch_cancel"))
            throw new KrakenError("Unsupported method");
        var account = owner(request);
        if (!account.Key!.MayTrade) throw new KrakenError("EGeneral:Permission denied");
        return request.Method switch
        {
            "add_order" => [Add(request, account)],
            "amend_order" => [Amend(request, account)],
            "edit_order" => [Edit(request, account)],
            "cancel_order" => Cancel(request, account),
            "cancel_all" => [Count(request, venue.CancelAll(account, ChangeEndpoints.Requested))],
            "cancel_all_orders_after" => [CancelAfter(request, account)],
            "batch_add" => [AddBatch(request, account)],
            _ => [CancelBatch(request, account)],
        };
    }

    private byte[] Add(V2Request request, ExchangeAccount account)
    {
        var pair = PairOf(request);
        var ticket = TicketReader.Read(SocketOrder.ToRest(request.Parameters, pair.Symbol), pair, venue.Now);
        if (request.Parameters.Flag("validate"))
        {
            venue.Check(account, pair, ticket);
            return request.Succeed(venue.Now, json => WritePlaced(json, null, ticket));
        }
        var order = venue.Place(account, pair, ticket);
        return request.Succeed(venue.Now, json => WritePlaced(json, venue.IdOf(order), ticket));
    }

    private byte[] AddBatch(V2Request request, ExchangeAccount account)
    {
        var pair = PairOf(request);
        TicketReader.CheckDeadline(request.Parameters["deadline"], venue.Now);
        var tickets = new List<OrderTicket>();
        for (var i = 0; request.Parameters.ItemOf("orders", i) is { } item; i++) tickets.Add(TicketReader.Read(SocketOrder.ToRest(item, pair.Symbol), pair, venue.Now));
        if (tickets.Count is < FewestInBatch or > MostInBatch) throw KrakenError.Arguments("orders");
        foreach (var ticket in tickets) venue.Check(account, pair, ticket);
        return request.Succeed(venue.Now, json =>
        {
            json.WriteStartArray();
            foreach (var ticket in tickets)
                try
                {
                    WritePlaced(json, request.Parameters.Flag("validate") ? null : venue.IdOf(venue.Place(account, pair, ticket, OrderEndpoints.PointsInBatch(tickets.Count))), ticket);
                }
                catch (KrakenError e)
                {
                    json.WriteStartObject();
                    if (ticket.ClientOrderId.Length > 0) json.WriteString("cl_ord_id", ticket.ClientOrderId);
                    json.WriteBoolean("success", false);
                    json.WriteString("error", e.Message);
                    json.WriteEndObject();
                }
            json.WriteEndArray();
        });
    }

    private byte[] Amend(V2Request request, ExchangeAccount account)
    {
        var call = new KrakenCall(venue, request.Parameters, account);
        var order = call.LiveOrder("order_id");
        TicketReader.CheckDeadline(request.Parameters["deadline"], venue.Now);
        venue.Amend(order, ChangeEndpoints.ReadChange(request.Parameters, venue.Pairs.Of(order.Market), order));
        return request.Succeed(venue.Now, json =>
        {
            json.WriteStartObject();
            json.WriteString("amend_id", venue.NextAmendId());
            if (request.Parameters["order_id"] is { } id) json.WriteString("order_id", id);
            if (request.Parameters["cl_ord_id"] is { } clientId) json.WriteString("cl_ord_id", clientId);
            json.WriteEndObject();
        });
    }

    private byte[] Edit(V2Request request, ExchangeAccount account)
    {
        var pair = PairOf(request);
        var found = venue.Find(account, request.Parameters.Require("order_id")) ?? throw KrakenError.UnknownOrder();
        var rest = SocketOrder.EditToRest(request.Parameters, found.Ticket.StopPrice is not null);
        var order = ChangeEndpoints.EditedOrder(new KrakenCall(venue, rest, account), pair);
        var ticket = ChangeEndpoints.EditedTicket(rest, pair, order, venue.IdOf(order), venue.Now);
        if (request.Parameters.Flag("validate")) venue.Check(account, pair, ticket);
        var edited = request.Parameters.Flag("validate") ? order : venue.Edit(order, ticket);
        return request.Succeed(venue.Now, json =>
        {
            json.WriteStartObject();
            json.WriteString("order_id", venue.IdOf(edited));
            json.WriteString("original_order_id", venue.IdOf(order));
            json.WriteEndObject();
        });
    }

    private List<byte[]> Cancel(V2Request request, ExchangeAccount account)
    {
        var answers = new List<byte[]>();
        foreach (var id in request.Parameters.List("order_id")) answers.Add(CancelOne(request, venue.Find(account, id)));
        foreach (var id in request.Parameters.List("cl_ord_id")) answers.Add(CancelOne(request, venue.FindByClientId(account, id)));
        foreach (var text in request.Parameters.List("order_userref"))
        {
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var reference)) throw KrakenError.Arguments("order_userref");
            var found = venue.LiveOrders(account).Where(order => OrderText.Remarks(order).UserReference == reference).ToList();
            answers.AddRange(found.Count == 0 ? [CancelOne(request, null)] : found.Select(order => CancelOne(request, order)));
        }
        return answers.Count > 0 ? answers : throw KrakenError.Arguments("order_id");
    }

    private byte[] CancelOne(V2Request request, ExchangeOrder? order)
    {
        if (order is not { IsLive: true }) return request.Refuse("EOrder:Unknown order", venue.Now);
        venue.Cancel(order, ChangeEndpoints.Requested);
        return request.Succeed(venue.Now, json =>
        {
            json.WriteStartObject();
            json.WriteString("order_id", venue.IdOf(order));
            if (order.ClientOrderId.Length > 0) json.WriteString("cl_ord_id", order.ClientOrderId);
            json.WriteEndObject();
        });
    }

    private byte[] CancelBatch(V2Request request, ExchangeAccount account)
    {
        var ids = request.Parameters.List("orders").Concat(request.Parameters.List("cl_ord_id")).ToList();
        if (ids.Count is < FewestInBatch or > 50) throw KrakenError.Arguments("orders");
        return Count(request, ChangeEndpoints.CancelEach(new KrakenCall(venue, request.Parameters, account), ids));
    }

    private byte[] CancelAfter(V2Request request, ExchangeAccount account)
    {
        var trigger = venue.Switch(account, request.Parameters.Whole("timeout") ?? throw KrakenError.Arguments("timeout"));
        return request.Succeed(venue.Now, json =>
        {
            json.WriteStartObject();
            json.WriteString("currentTime", KrakenNumber.Text(venue.Now));
            json.WriteString("triggerTime", trigger is { } time ? KrakenNumber.Text(time) : "0");
            json.WriteEndObject();
        });
    }

    private byte[] Count(V2Request request, int count) => request.Succeed(venue.Now, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("count", count);
        json.WriteEndObject();
    });

    private static void WritePlaced(Utf8JsonWriter json, string? id, OrderTicket ticket)
    {
        json.WriteStartObject();
        if (id is not null) json.WriteString("order_id", id);
        if (ticket.ClientOrderId.Length > 0) json.WriteString("cl_ord_id", ticket.ClientOrderId);
        if ((ticket.Remarks as OrderRemarks)?.UserReference is { } reference) json.WriteNumber("order_userref", reference);
        json.WriteEndObject();
    }

    private KrakenPair PairOf(V2Request request)
    {
        var symbol = request.Parameters.Require("symbol");
        return venue.Pairs.Find(symbol) is { } pair && pair.Symbol == symbol ? pair : throw new KrakenError($"Currency pair not supported {symbol}");
    }
}
