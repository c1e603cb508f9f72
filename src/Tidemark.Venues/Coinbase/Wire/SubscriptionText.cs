using System.Text;
using System.Text.Json;

namespace Tidemark.Venues.Coinbase.Wire;

/// <summary>Subscriptions as they are sent.</summary>
internal static class SubscriptionText
{
    /// <param name="type"><c>subscribe</c> or <c>unsubscribe</c>.</param>
    /// <param name="channel">One.</param>
    /// <param name="products">None for a channel without products, or for all.</param>
    /// <param name="token">Null without a key.</param>
    public static string Of(string type, string channel, IEnumerable<string> products, string? token)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("channel", channel);
            json.WriteStartArray("product_ids");
            foreach (var product in products) json.WriteStringValue(product);
            json.WriteEndArray();
            if (token is not null) json.WriteString("jwt", token);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
