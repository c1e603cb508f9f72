using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Coinbase.Wire;

/// <summary>Reads products as instruments and trading rules.</summary>
/// <example><c>{"products":[{"product_id":"BTC-USD","base_increment":"0.00000001","price_increment":"0.01","quote_min_size":"1","base_min_size":"0.00000001","base_max_size":"3400","status":"online","base_currency_id":"BTC","quote_currency_id":"USD"}]}</c></example>
/// <remarks>Source: Coinbase's documentation, "List Public Products".</remarks>
internal static class InstrumentReader
{
    /// <summary>Quantities in books are as fine as this, also where orders are not.</summary>
    private const decimal FinestStep = 0.00000001m;

    private static readonly string[] Closed = ["is_disabled", "trading_disabled", "view_only", "cancel_only"];

    public static IReadOnlyList<VenueInstrument> Read(JsonElement root, Instant knownAt)
    {
        List<VenueInstrument> instruments = [];
        foreach (var product in root.GetProperty("products").EnumerateArray())
        {
            if (product.TextOrEmpty("product_type") is not ("SPOT" or "")) continue;
            // Assets may have names that no instrument can have here; such products are left out.
            if (!InstrumentId.TryParse($"{product.Text("base_currency_id")}/{product.Text("quote_currency_id")}@{CoinbaseProfile.Name}", out var id)) continue;
            var isTrading = product.TextOrEmpty("status") == "online" && !Closed.Any(flag => product.Flag(flag));
            var rules = ReadRules(product, knownAt);
            instruments.Add(new VenueInstrument(new Instrument(id, [rules]), product.Text("product_id"), isTrading)
            {
                BookQuantityStep = rules.QuantityStep is { } step && FinestStep % step != 0m ? FinestStep : null,
            });
        }
        return instruments;
    }

    private static TradingRules ReadRules(JsonElement product, Instant knownAt) =>
        new TradingRules(knownAt, product.ExactUnlessZero("price_increment") ?? product.ExactUnlessZero("quote_increment"), product.ExactUnlessZero("base_increment"),
            product.ExactUnlessZero("base_min_size"), product.ExactUnlessZero("quote_min_size"))
        {
            MaximumQuantity = product.ExactUnlessZero("base_max_size"),
            Bounds = (OrderBounds.None with { MaximumNotional = product.ExactUnlessZero("quote_max_size") }).OrNull(),
        }.Validate();
}
