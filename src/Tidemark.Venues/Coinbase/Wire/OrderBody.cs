using System.Globalization;
using System.Text;
using System.Text.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Coinbase.Wire;

/// <summary>The bodies of requests about orders.</summary>
internal static class OrderBody
{
    /// <example><c>{"client_order_id":"0000","product_id":"BTC-USD","side":"BUY","order_configuration":{"limit_limit_gtc":{"base_size":"0.01","limit_price":"30000","post_only":false}}}</c></example>
    /// <param name="request">The order.</param>
    /// <param name="symbol">Of its instrument.</param>
    /// <param name="configuration">The venue's kind.</param>
    public static string Place(VenueOrderRequest request, string symbol, string configuration) => Write(json =>
    {
        json.WriteString("client_order_id", request.ClientId.ToString());
        json.WriteString("product_id", symbol);
        json.WriteString("side", OrderWords.Side(request.Side));
        json.WriteStartObject("order_configuration");
        json.WriteStartObject(configuration);
        json.WriteString("base_size", Text(request.Quantity));
        if (request.Type.HasLimit()) json.WriteString("limit_price", Text(request.LimitPrice!.Value));
        if (request.StopPrice is { } stop)
        {
            json.WriteString("stop_price", Text(stop));
            json.WriteString("stop_direction", OrderWords.StopDirection(request));
        }
        if (request is { TimeInForce: TimeInForce.Gtd, ExpiresAt: { } end }) json.WriteString("end_time", end.ToString());
        if (request.Type == OrderType.Limit && request.TimeInForce is TimeInForce.Gtc or TimeInForce.Gtd) json.WriteBoolean("post_only", request.PostOnly);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public static string Cancel(string orderId) => Write(json =>
    {
        json.WriteStartArray("order_ids");
        json.WriteStringValue(orderId);
        json.WriteEndArray();
    });

    public static string Edit(string orderId, decimal price, decimal quantity) => Write(json =>
    {
        json.WriteString("order_id", orderId);
        json.WriteString("price", Text(price));
        json.WriteString("size", Text(quantity));
    });

    private static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
