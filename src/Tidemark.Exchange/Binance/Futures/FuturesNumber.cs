using System.Globalization;
using System.Text.Json;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>Numbers as the futures API writes them: prices and quantities without ballast.</summary>
internal static class FuturesNumber
{
    public static string Of(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    public static void Plain(this Utf8JsonWriter json, string name, decimal value) => json.WriteString(name, Of(value));
}
