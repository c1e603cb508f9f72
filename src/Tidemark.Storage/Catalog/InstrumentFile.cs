using System.Collections.Immutable;
using System.Text.Json;

namespace Tidemark.Storage.Catalog;

/// <summary>The JSON form of declared instruments: version 1 had no largest quantities and no fee rates, version 2 no bounds.</summary>
internal static class InstrumentFile
{
    public const int FormatVersion = 3;

    /// <summary>The instruments whose id is wanted, in the order of the file; each is looked at without being read first.</summary>
    /// <exception cref="BadInputException">The file cannot be read; the message says why.</exception>
    public static IEnumerable<Instrument> Read(string path, Func<JsonElement, bool> isWanted, out int version)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            version = document.RootElement.GetProperty("version").GetInt32();
            if (version > FormatVersion) throw new BadInputException($"{path}: has format version {version}, this program reads up to {FormatVersion}: use a newer Tidemark");
            return [.. document.RootElement.GetProperty("instruments").EnumerateArray().Where(element => isWanted(element.GetProperty("id"))).Select(Read)];
        }
        catch (Exception failure) when (failure is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new BadInputException($"{path}: {failure.Message}", failure);
        }
    }

    public static void Write(Utf8JsonWriter json, IEnumerable<Instrument> instruments)
    {
        json.WriteStartObject();
        json.WriteNumber("version", FormatVersion);
        json.WriteStartArray("instruments");
        foreach (var instrument in instruments)
        {
            json.WriteStartObject();
            json.WriteString("id", instrument.Id.ToString());
            if (instrument.ListedAt is { } listed) json.WriteString("listedAt", listed.ToString());
            if (instrument.DelistedAt is { } delisted) json.WriteString("delistedAt", delisted.ToString());
            json.WriteStartArray("rules");
            foreach (var rules in instrument.Rules) Write(json, rules);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TradingRules rules)
    {
        json.WriteStartObject();
        if (rules.ValidFrom != Instant.MinValue) json.WriteString("validFrom", rules.ValidFrom.ToString());
        Write(json, "priceTick", rules.PriceTick);
        Write(json, "quantityStep", rules.QuantityStep);
        Write(json, "minimumQuantity", rules.MinimumQuantity);
        Write(json, "minimumNotional", rules.MinimumNotional);
        Write(json, "maximumQuantity", rules.MaximumQuantity);
        Write(json, "maximumMarketQuantity", rules.MaximumMarketQuantity);
        Write(json, "makerFeeRate", rules.MakerFeeRate);
        Write(json, "takerFeeRate", rules.TakerFeeRate);
        if (rules.Bounds is { } bounds) Write(json, bounds);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OrderBounds bounds)
    {
        json.WriteStartObject("bounds");
        Write(json, "buyPriceUp", bounds.BuyPriceUp);
        Write(json, "buyPriceDown", bounds.BuyPriceDown);
        Write(json, "sellPriceUp", bounds.SellPriceUp);
        Write(json, "sellPriceDown", bounds.SellPriceDown);
        Write(json, "maximumNotional", bounds.MaximumNotional);
        if (!bounds.HasMinimumForMarket) json.WriteBoolean("minimumForMarket", false);
        if (!bounds.HasMaximumForMarket) json.WriteBoolean("maximumForMarket", false);
        Write(json, "maximumOrders", bounds.MaximumOrders);
        Write(json, "maximumTriggerOrders", bounds.MaximumTriggerOrders);
        json.WriteEndObject();
    }

    private static OrderBounds ReadBounds(JsonElement element) => new()
    {
        BuyPriceUp = ReadNumber(element, "buyPriceUp"),
        BuyPriceDown = ReadNumber(element, "buyPriceDown"),
        SellPriceUp = ReadNumber(element, "sellPriceUp"),
        SellPriceDown = ReadNumber(element, "sellPriceDown"),
        MaximumNotional = ReadNumber(element, "maximumNotional"),
        HasMinimumForMarket = !element.TryGetProperty("minimumForMarket", out var minimum) || minimum.GetBoolean(),
        HasMaximumForMarket = !element.TryGetProperty("maximumForMarket", out var maximum) || maximum.GetBoolean(),
        MaximumOrders = element.TryGetProperty("maximumOrders", out var orders) ? orders.GetInt32() : null,
        MaximumTriggerOrders = element.TryGetProperty("maximumTriggerOrders", out var waiting) ? waiting.GetInt32() : null,
    };

    private static void Write(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }

    private static Instrument Read(JsonElement element) => new(
        InstrumentId.Parse(element.GetProperty("id").GetString()!),
        element.TryGetProperty("rules", out var rules) ? [.. rules.EnumerateArray().Select(ReadRules)] : ImmutableArray<TradingRules>.Empty,
        ReadTime(element, "listedAt"),
        ReadTime(element, "delistedAt"));

    private static TradingRules ReadRules(JsonElement element) => new(
        ReadTime(element, "validFrom") ?? Instant.MinValue,
        ReadNumber(element, "priceTick"),
        ReadNumber(element, "quantityStep"),
        ReadNumber(element, "minimumQuantity"),
        ReadNumber(element, "minimumNotional"))
    {
        MaximumQuantity = ReadNumber(element, "maximumQuantity"),
        MaximumMarketQuantity = ReadNumber(element, "maximumMarketQuantity"),
        MakerFeeRate = ReadNumber(element, "makerFeeRate"),
        TakerFeeRate = ReadNumber(element, "takerFeeRate"),
        Bounds = element.TryGetProperty("bounds", out var bounds) ? ReadBounds(bounds) : null,
    };

    private static Instant? ReadTime(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? Instant.Parse(value.GetString()) : null;

    private static decimal? ReadNumber(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetDecimal() : null;
}
