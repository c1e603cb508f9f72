using System.Globalization;
using System.Text.Json;

namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>
/// The parameters of a request as text: from a query, a form or JSON. Those inside others have names such as <c>close[price]</c> and
/// <c>orders[0][volume]</c>.
/// </summary>
internal sealed class CallParameters
{
    private const int MostListed = 100;
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public string? this[string name] => values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>Nothing is set where there is no value.</summary>
    public void Set(string name, string? value)
    {
        if (value is not null) values[name] = value;
    }

    /// <summary>Adds the pairs of a query string or a form.</summary>
    public void AddForm(string form)
    {
        foreach (var pair in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = at < 0 ? (pair, "") : (pair[..at], pair[(at + 1)..]);
            values[Decode(name)] = Decode(value);
        }
    }

    public void Add(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw KrakenError.Arguments();
        foreach (var property in root.EnumerateObject()) Add(property.Name, property.Value);
    }

    /// <summary>The parameters of the item with this number in a list of objects; null after the last.</summary>
    public CallParameters? ItemOf(string list, int number)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{list}[{number}]");
        var item = new CallParameters();
        foreach (var (name, value) in values)
        {
            if (!name.StartsWith(prefix + "[", StringComparison.Ordinal)) continue;
            var inner = name[(prefix.Length + 1)..];
            var end = inner.IndexOf(']', StringComparison.Ordinal);
            if (end > 0) item.values[inner[..end] + inner[(end + 1)..]] = value;
        }
        return item.values.Count == 0 ? null : item;
    }

    /// <summary>A list: repeated as <c>name[0]</c>, or one text with commas.</summary>
    public IReadOnlyList<string> List(string name)
    {
        var items = new List<string>();
        for (var i = 0; i < MostListed && this[string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]")] is { } item; i++) items.Add(item);
        if (items.Count == 0 && this[name] is { } text) items.AddRange(text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return items;
    }

    public string Require(string name) => this[name] ?? throw KrakenError.Arguments(name);

    public long? Whole(string name)
    {
        if (this[name] is not { } text) return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw KrakenError.Arguments(name);
    }

    /// <summary>A positive exact number.</summary>
    public decimal? Number(string name)
    {
        if (this[name] is not { } text) return null;
        if (!TryNumber(text, out var value)) throw KrakenError.Arguments(name);
        return value > 0 ? value : throw KrakenError.Arguments(name);
    }

    public bool Flag(string name) => this[name] is { } text && (text == "1" || text.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>A moment in seconds, which may have decimals.</summary>
    public Instant? Seconds(string name) => this[name] is { } text
        ? decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 9_000_000_000m ? new Instant((long)(seconds * Instant.NanosecondsPerSecond)) : throw KrakenError.Arguments(name)
        : null;

    public static bool TryNumber(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && text.Length <= 28 && Math.Abs(value) < 1e15m;

    private void Add(string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var inner in value.EnumerateObject()) Add($"{name}[{inner.Name}]", inner.Value);
                break;
            case JsonValueKind.Array:
                var number = 0;
                foreach (var inner in value.EnumerateArray()) Add(string.Create(CultureInfo.InvariantCulture, $"{name}[{number++}]"), inner);
                break;
            case JsonValueKind.Null:
                break;
            default:
                values[name] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
                break;
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
