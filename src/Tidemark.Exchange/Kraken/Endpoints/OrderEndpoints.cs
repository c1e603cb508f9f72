using System.Text.Json;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken.Endpoints;

/// <summary>New orders, one or several at once.</summary>
internal static class OrderEndpoints
{
    private const int FewestInBatch = 2;
    private const int MostInBatch = 15;

    public static void Add(KrakenCall call, Utf8JsonWriter json)
    {
        var pair = call.Pair();
        var ticket = TicketReader.Read(call.Parameters, pair, call.Now);
        json.WriteStartObject();
        if (call.Parameters.Flag("validate")) call.Venue.Check(call.Account, pair, ticket);
        else
        {
            var order = call.Venue.Place(call.Account, pair, ticket);
            json.WriteStartArray("txid");
            json.WriteStringValue(call.Venue.IdOf(order));
            json.WriteEndArray();
        }
        WriteDescription(json, pair, ticket);
        json.WriteEndObject();
    }

    /// <summary>Everything is looked at before the first order is placed; one that cannot be paid then leaves the others be.</summary>
    public static void AddBatch(KrakenCall call, Utf8JsonWriter json)
    {
        var (pair, tickets) = ReadBatch(call);
        var isOnlyChecked = call.Parameters.Flag("validate");
        json.WriteStartObject();
        json.WriteStartArray("orders");
        foreach (var ticket in tickets)
        {
            json.WriteStartObject();
            try
            {
                if (!isOnlyChecked) json.WriteString("txid", call.Venue.IdOf(call.Venue.Place(call.Account, pair, ticket, PointsInBatch(tickets.Count))));
                WriteDescription(json, pair, ticket);
            }
            catch (KrakenError e)
            {
                json.WriteString("error", e.Message);
                WriteDescription(json, pair, ticket);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A batch raises the counter by half as much as its orders would.</summary>
    public static double PointsInBatch(int count) => (1 + count * 0.5) / count;

    public static (KrakenPair Pair, List<OrderTicket> Tickets) ReadBatch(KrakenCall call)
    {
        var pair = call.Pair();
        TicketReader.CheckDeadline(call.Parameters["deadline"], call.Now);
        var tickets = new List<OrderTicket>();
        for (var i = 0; call.Parameters.ItemOf("orders", i) is { } item; i++) tickets.Add(TicketReader.Read(item, pair, call.Now));
        if (tickets.Count is < FewestInBatch or > MostInBatch) throw KrakenError.Arguments("orders");
        foreach (var ticket in tickets) call.Venue.Check(call.Account, pair, ticket);
        return (pair, tickets);
    }

    public static void WriteDescription(Utf8JsonWriter json, KrakenPair pair, OrderTicket ticket)
    {
        json.WriteStartObject("descr");
        json.WriteString("order", OrderText.Describe(pair, ticket));
        if (OrderText.DescribeClose(ticket) is { Length: > 0 } close) json.WriteString("close", close);
        json.WriteEndObject();
    }
}
