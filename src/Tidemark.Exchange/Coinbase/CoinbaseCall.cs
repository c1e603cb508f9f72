using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Coinbase;

/// <summary>A request that passed the gate, on its way to an endpoint.</summary>
/// <param name="arguments">What stands in the path in place of names in braces.</param>
/// <param name="body">A JSON object; an empty one where there was none.</param>
internal sealed class CoinbaseCall(CoinbaseVenue venue, IReadOnlyList<string> arguments, QueryParameters query, JsonElement body, ExchangeAccount? account)
{
    public CoinbaseVenue Venue { get; } = venue;

    public QueryParameters Query { get; } = query;

    public JsonElement Body { get; } = body;

    public ExchangeAccount Account => account!;

    public ExchangeCore Core => Venue.Core;

    public Instant Now => Core.Now;

    public string Argument => arguments[0];

    /// <summary>The market that stands in the path.</summary>
    public Market Market() => Venue.MarketOf(Argument);

    /// <summary>Refuses keys that may only look.</summary>
    public void RequireRightToTrade()
    {
        if (!Account.Key!.MayTrade) throw new CoinbaseError("PERMISSION_DENIED", "Missing required scopes", 403);
    }

    /// <returns>Null where the body has no text of this name.</returns>
    public string? Text(string name) => TextOf(Body, name);

    public string Require(string name) => Text(name) is { Length: > 0 } text ? text : throw CoinbaseError.Argument($"{name} is required");

    public static string? TextOf(JsonElement of, string name) => !of.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
