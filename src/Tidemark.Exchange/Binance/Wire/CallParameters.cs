using System.Globalization;

namespace Tidemark.Exchange.Binance.Wire;

/// <summary>The parameters of a request, from the query and the body or from a WebSocket request, as text.</summary>
internal sealed class CallParameters
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public string? this[string name] => values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public IEnumerable<KeyValuePair<string, string>> All => values;

    public void Set(string name, string value) => values[name] = value;

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

    public string Require(string name) => this[name] ?? throw BinanceError.Missing(name);

    public long? Whole(string name)
    {
        if (this[name] is not { } text) return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
            : throw new BinanceError(-1100, $"Illegal characters found in parameter '{name}'; legal range is '^[0-9]{{1,20}}$'.");
    }

    public Instant? Time(string name) => Whole(name) is { } milliseconds
        ? milliseconds is >= 0 and < 9_000_000_000_000 ? Instant.FromUnixMilliseconds(milliseconds) : throw new BinanceError(-1100, $"Illegal characters found in parameter '{name}'; legal range is '^[0-9]{{1,20}}$'.")
        : null;

    public int Limit(int usual, int most)
    {
        var limit = Whole("limit") ?? usual;
        if (limit < 1) throw new BinanceError(-1130, "Data sent for parameter 'limit' is not valid.");
        return (int)Math.Min(limit, most);
    }

    /// <summary>A positive exact number with at most eight decimals.</summary>
    public decimal? Number(string name)
    {
        if (this[name] is not { } text) return null;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || text.Length > 24)
            throw new BinanceError(-1100, $"Illegal characters found in parameter '{name}'; legal range is '^([0-9]{{1,20}})(\\.[0-9]{{1,20}})?$'.");
        if (value != Math.Round(value, 8)) throw new BinanceError(-1111, $"Parameter '{name}' has too much precision.");
        return value > 0 ? value : throw new BinanceError(-1013, $"Invalid {name}.");
    }

    public bool Flag(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
