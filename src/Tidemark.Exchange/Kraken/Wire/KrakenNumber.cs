using System.Globalization;
using System.Text.Json;

namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>Numbers as the venue writes them: exact ones in REST as text, in version 2 of the WebSocket API as JSON numbers; times as seconds or RFC 3339.</summary>
internal static class KrakenNumber
{
    private const long NanosecondsPerTick = 100;

    /// <summary>With at least so many decimals, and with more where it has them.</summary>
    public static string Of(decimal value, int decimals) => value.ToString(string.Concat("0.", new string('0', decimals), new string('#', 28 - decimals)), CultureInfo.InvariantCulture);

    /// <summary>Seconds with four decimals, as in REST.</summary>
    public static string Seconds(Instant time) => Of(Math.Round((decimal)time.Nanoseconds / Instant.NanosecondsPerSecond, 4, MidpointRounding.ToZero), 4);

    /// <summary>Seconds with six decimals, as in version 1 of the WebSocket API.</summary>
    public static string Micros(Instant time) => Of(Math.Round((decimal)time.Nanoseconds / Instant.NanosecondsPerSecond, 6, MidpointRounding.ToZero), 6);

    /// <summary><c>2022-12-25T09:30:59.123456Z</c>.</summary>
    public static string Text(Instant time) => time.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary><c>2022-12-25T09:30:59Z</c>.</summary>
    public static string Whole(Instant time) => time.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A JSON number written as this text.</summary>
    public static void Raw(this Utf8JsonWriter json, string name, string number)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(number);
    }

    public static void PutSeconds(this Utf8JsonWriter json, string name, Instant time) => json.Raw(name, Seconds(time));

    /// <summary>A JSON number without zeros that mean nothing.</summary>
    public static void Put(this Utf8JsonWriter json, string name, decimal value) => json.Raw(name, Of(value, 1));

    public static void Put(this Utf8JsonWriter json, string name, Instant time) => json.WriteString(name, Text(time));

    /// <summary>A time in RFC 3339 with any offset.</summary>
    public static bool TryParse(string text, out Instant time)
    {
        var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed);
        time = isTime ? new Instant((parsed.UtcTicks - DateTime.UnixEpoch.Ticks) * NanosecondsPerTick) : default;
        return isTime;
    }
}
