using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tidemark.Exchange.Coinbase.Wire;

/// <summary>Numbers and times as the venue writes them: exact ones as text without zeros at the end, times as RFC 3339 with microseconds.</summary>
internal static class CoinbaseText
{
    public static string Of(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    public static string Of(Instant time) => time.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static void Put(this Utf8JsonWriter json, string name, decimal value) => json.WriteString(name, Of(value));

    public static void Put(this Utf8JsonWriter json, string name, Instant time) => json.WriteString(name, Of(time));

    public static void PutWhole(this Utf8JsonWriter json, string name, long value) => json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>An amount with its currency.</summary>
    public static void PutAmount(this Utf8JsonWriter json, string name, decimal value, string currency)
    {
        json.WriteStartObject(name);
        json.Put("value", value);
        json.WriteString("currency", currency);
        json.WriteEndObject();
    }

    /// <summary>An id that is always the same for the same thing.</summary>
    public static string IdOf(string thing)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(thing));
        (hash[6], hash[8]) = ((byte)(0x40 | hash[6] & 0x0f), (byte)(0x80 | hash[8] & 0x3f));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }
}
