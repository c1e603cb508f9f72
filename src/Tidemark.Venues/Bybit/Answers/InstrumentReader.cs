using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Bybit.Answers;

/// <summary>Reads <c>instruments-info</c> of the spot market and of linear contracts.</summary>
/// <example><c>{"symbol":"BTCUSDT","baseCoin":"BTC","quoteCoin":"USDT","status":"Trading","lotSizeFilter":{"basePrecision":"0.000001","minOrderAmt":"5"},"priceFilter":{"tickSize":"0.1"}}</c></example>
/// <remarks>Source: Bybit's documentation, "Get Instruments Info".</remarks>
internal static class InstrumentReader
{
    /// <summary>The instruments of a page, and where the next one begins; null after the last one.</summary>
    public static (IReadOnlyList<VenueInstrument> Instruments, string? Cursor) Read(JsonElement root, Instant knownAt)
    {
        var result = root.GetProperty("result");
        List<VenueInstrument> instruments = [];
        foreach (var row in result.GetProperty("list").EnumerateArray())
        {
            // Assets may have names that no instrument can have here; such symbols are left out.
            if (NameOf(row) is not { } name || !InstrumentId.TryParse(name, out var id)) continue;
            var rules = id.Kind == InstrumentKind.Spot ? SpotRules(row, knownAt) : ContractRules(row, knownAt);
            var listed = row.TryGetProperty("launchTime", out var launch) && launch.Whole() is var time and > 0 ? Instant.FromUnixMilliseconds(time) : (Instant?)null;
            instruments.Add(new VenueInstrument(new Instrument(id, [rules], listed), row.Text("symbol"), row.Text("status") == "Trading"));
        }
        return (instruments, result.TextOrEmpty("nextPageCursor") is { Length: > 0 } cursor ? cursor : null);
    }

    private static string? NameOf(JsonElement row)
    {
        var pair = $"{row.Text("baseCoin")}/{row.Text("quoteCoin")}";
        if (!row.TryGetProperty("contractType", out var type)) return $"{pair}@{BybitProfile.Name}";
        var contract = $"{pair}:{row.Text("settleCoin")}";
        return type.GetString() switch
        {
            "LinearPerpetual" => $"{contract}@{BybitProfile.Name}",
            "LinearFutures" => $"{contract}-{row.Time("deliveryTime").ToDateTime().ToString("yyMMdd", CultureInfo.InvariantCulture)}@{BybitProfile.Name}",
            _ => null,
        };
    }

    private static TradingRules SpotRules(JsonElement row, Instant knownAt)
    {
        var lots = row.GetProperty("lotSizeFilter");
        return new TradingRules(knownAt, row.GetProperty("priceFilter").ExactUnlessZero("tickSize"), lots.ExactUnlessZero("basePrecision"), lots.ExactUnlessZero("minOrderQty"), lots.ExactUnlessZero("minOrderAmt"))
        {
            MaximumQuantity = lots.ExactUnlessZero("maxLimitOrderQty") ?? lots.ExactUnlessZero("maxOrderQty"),
            MaximumMarketQuantity = lots.ExactUnlessZero("maxMarketOrderQty"),
            Bounds = (OrderBounds.None with { MaximumNotional = lots.ExactUnlessZero("maxOrderAmt") }).OrNull(),
        };
    }

    private static TradingRules ContractRules(JsonElement row, Instant knownAt)
    {
        var lots = row.GetProperty("lotSizeFilter");
        return new TradingRules(knownAt, row.GetProperty("priceFilter").ExactUnlessZero("tickSize"), lots.ExactUnlessZero("qtyStep"), lots.ExactUnlessZero("minOrderQty"), lots.ExactUnlessZero("minNotionalValue"))
        {
            MaximumQuantity = lots.ExactUnlessZero("maxOrderQty"),
            MaximumMarketQuantity = lots.ExactUnlessZero("maxMktOrderQty"),
        };
    }
}
