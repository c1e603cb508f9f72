using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Tidemark.Exchange.Coinbase.Wire;

/// <summary>What stands behind the question mark; names may come several times.</summary>
internal sealed class QueryParameters(IQueryCollection query)
{
    public string? this[string name] => query.TryGetValue(name, out var values) && values.Count > 0 && values[0] is { Length: > 0 } text ? text : null;

    /// <summary>All values of a name, also where they come with brackets or with commas.</summary>
    public string[] All(string name) =>
        [.. query[name].Concat(query[name + "[]"]).OfType<string>().SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    public string Require(string name) => this[name] ?? throw CoinbaseError.Argument($"{name} is required");

    public long? Whole(string name) => this[name] is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : throw CoinbaseError.Argument($"parsing field \"{name}\": {text} is not a whole number");

    public int Limit(int usual, int most)
    {
        var limit = Whole("limit") ?? usual;
        return limit < 1 ? usual : (int)Math.Min(limit, most);
    }

    public decimal? Number(string name) => this[name] is not { } text ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value
        : throw CoinbaseError.Argument($"parsing field \"{name}\": {text} is not a number");

    /// <summary>A time in seconds of Unix time.</summary>
    public Instant? Seconds(string name) => Whole(name) is not { } seconds ? null
        : seconds < 10_000_000_000 ? Instant.FromUnixSeconds(seconds) : throw CoinbaseError.Argument($"parsing field \"{name}\": seconds of Unix time are expected");

    /// <summary>A time as RFC 3339.</summary>
    public Instant? Time(string name) => this[name] is { } text ? ReadTime(name, text) : null;

    public static Instant ReadTime(string name, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year is > 1970 and < 2200
            ? Instant.FromDateTime(time.UtcDateTime)
            : throw CoinbaseError.Argument($"parsing field \"{name}\": {text} is not a time as in RFC 3339");
}
