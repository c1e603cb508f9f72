using System.Buffers.Text;
using System.Text.Json;

namespace Tidemark.Venues.Coinbase.Wire;

/// <summary>Reads the events of <c>l2_data</c> from their bytes.</summary>
/// <example><c>[{"type":"update","product_id":"BTC-USD","updates":[{"side":"bid","event_time":"2026-04-07T14:30:01.456789Z","price_level":"68900.00","new_quantity":"2.00000000"}]}]</c></example>
internal static class LevelReader
{
    /// <summary>Calls back with each event of a product.</summary>
    /// <param name="events">The array.</param>
    /// <param name="symbolOf">Whether a product is of interest: then its grid, else null.</param>
    /// <param name="into">Filled anew for each event.</param>
    /// <param name="take">Gets the product.</param>
    public static void Read(ReadOnlySpan<byte> events, Func<string, BookScale?> symbolOf, LevelEvent into, Action<string> take)
    {
        var reader = new Utf8JsonReader(events);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw new FormatException("there are no events");
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var (type, product, hasUpdates) = ("", "", false);
            Utf8JsonReader updates = default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("type"u8)) type = NextText(ref reader);
                else if (reader.ValueTextEquals("product_id"u8)) product = NextText(ref reader);
                else
                {
                    // Read when the product is known, wherever it stands.
                    if (reader.ValueTextEquals("updates"u8))
                    {
                        updates = reader;
                        hasUpdates = true;
                    }
                    reader.Skip();
                }
            }
            if (product.Length == 0 || !hasUpdates) throw new FormatException("an event has no product or no updates");
            if (symbolOf(product) is not { } scale) continue;
            into.Clear();
            into.IsSnapshot = type == "snapshot";
            ReadUpdates(ref updates, scale, into);
            into.Join();
            take(product);
        }
    }

    private static void ReadUpdates(ref Utf8JsonReader reader, BookScale scale, LevelEvent into)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw new FormatException("updates are no array");
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var (isBid, price, quantity) = ((bool?)null, -1L, -1L);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("side"u8))
                {
                    reader.Read();
                    isBid = reader.ValueTextEquals("bid"u8) ? true : reader.ValueTextEquals("offer"u8) ? false : throw new FormatException("a side is neither bid nor offer");
                }
                else if (reader.ValueTextEquals("price_level"u8)) price = NextSteps(ref reader, scale.PriceTick);
                else if (reader.ValueTextEquals("new_quantity"u8)) quantity = NextSteps(ref reader, scale.QuantityStep);
                else reader.Skip();
            }
            if (isBid is null || price < 0 || quantity < 0) throw new FormatException("an update lacks side, price or quantity");
            into.Add(isBid.Value, price, quantity);
        }
    }

    private static long NextSteps(ref Utf8JsonReader reader, decimal step)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || !Utf8Parser.TryParse(reader.ValueSpan, out decimal value, out var consumed) || consumed != reader.ValueSpan.Length)
            throw new FormatException("a number is none");
        return GridSteps.Of(value, step);
    }

    private static string NextText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString() ?? "";
    }
}
