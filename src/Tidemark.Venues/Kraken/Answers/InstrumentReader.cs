using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Kraken.Answers;

/// <summary>Reads <c>AssetPairs</c>.</summary>
/// <example><c>{"XXBTZUSD":{"altname":"XBTUSD","wsname":"XBT/USD","base":"XXBT","quote":"ZUSD","cost_decimals":5,"pair_decimals":1,"lot_decimals":8,"ordermin":"0.00005","costmin":"0.5","tick_size":"0.1","status":"online"}}</c></example>
/// <remarks>Source: Kraken's documentation, "Get Tradable Asset Pairs".</remarks>
internal static class InstrumentReader
{
    private const int MostDecimals = 18;

    public static IReadOnlyList<KrakenPair> Read(JsonElement result, Instant knownAt)
    {
        List<KrakenPair> pairs = [];
        foreach (var item in result.EnumerateObject())
        {
            // Pairs without a name of this form are not traded in the book.
            var parts = item.Value.TextOrEmpty("wsname").Split('/');
            if (parts.Length != 2) continue;
            var symbol = $"{AssetNames.Common(parts[0])}/{AssetNames.Common(parts[1])}";
            if (!InstrumentId.TryParse($"{symbol}@{KrakenProfile.Name}", out var id)) continue;
            var (priceDecimals, quantityDecimals) = ((int)item.Value.Whole("pair_decimals"), (int)item.Value.Whole("lot_decimals"));
            if (priceDecimals is < 0 or > MostDecimals || quantityDecimals is < 0 or > MostDecimals) continue;
            var rules = new TradingRules(knownAt, item.Value.ExactUnlessZero("tick_size") ?? Step(priceDecimals), Step(quantityDecimals), item.Value.ExactUnlessZero("ordermin"), item.Value.ExactUnlessZero("costmin"))
            {
                MakerFeeRate = FirstRate(item.Value, "fees_maker") ?? FirstRate(item.Value, "fees"),
                TakerFeeRate = FirstRate(item.Value, "fees"),
            };
            var isTrading = item.Value.TextOrEmpty("status") is "" or "online" or "limit_only" or "post_only";
            pairs.Add(new KrakenPair(new VenueInstrument(new Instrument(id, [rules]), item.Value.Text("altname"), isTrading), item.Name, symbol, priceDecimals, quantityDecimals));
        }
        return pairs;
    }

    private static decimal Step(int decimals) => new(1, 0, 0, false, (byte)decimals);

    /// <summary>What who trades least pays; the venue writes percent.</summary>
    private static decimal? FirstRate(JsonElement pair, string name) =>
        pair.TryGetProperty(name, out var table) && table.ValueKind == JsonValueKind.Array && table.GetArrayLength() > 0 ? table[0][1].Exact() / 100 : null;
}
