using System.Globalization;
using System.Text.Json;

namespace Tidemark.Exchange.Binance.Wire;

/// <summary>Numbers as the venue writes them: exact ones as text with eight decimals, times as milliseconds.</summary>
internal static class BinanceNumber
{
    public static string Of(decimal value) => value.ToString("0.00000000", CultureInfo.InvariantCulture);

    public static void Put(this Utf8JsonWriter json, string name, decimal value) => json.WriteString(name, Of(value));

    public static void Put(this Utf8JsonWriter json, string name, Instant time) => json.WriteNumber(name, time.UnixMilliseconds);
}
