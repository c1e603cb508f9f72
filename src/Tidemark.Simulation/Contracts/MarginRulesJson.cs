using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Tidemark.Simulation.Contracts;

/// <summary>Margin rules as JSON: the file of <c>--margin-tiers</c>, and the setting in a session's first record.</summary>
public static class MarginRulesJson
{
    /// <summary>Reads rules; <paramref name="name"/> is the file, for messages.</summary>
    /// <exception cref="BadInputException">The text is not of the form; the message names what.</exception>
    public static MarginRules Parse(string text, string name, MarginMode mode)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Read(document.RootElement, mode);
        }
        catch (Exception refused) when (refused is JsonException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            throw new BadInputException($"{name}: {refused.Message.ReplaceLineEndings(" ")}", refused);
        }
    }

    /// <summary>Writes rules on one line.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="symbols">The symbols that are needed; others are left out.</param>
    public static string Write(MarginRules rules, IReadOnlyCollection<string> symbols)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("source", rules.Source);
            writer.WriteString("maintenanceAt", rules.IsOnEntryValue ? "entry" : "mark");
            writer.WriteNumber("liquidationFeeRate", rules.LiquidationFeeRate);
            writer.WriteNumber("settlementFeeRate", rules.SettlementFeeRate);
            writer.WriteStartObject("instruments");
            foreach (var (symbol, table) in rules.Tables)
                if (symbol == MarginRules.AnySymbol || symbols.Contains(symbol)) WriteTable(writer, symbol, table);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteTable(Utf8JsonWriter writer, string symbol, MaintenanceTable table)
    {
        writer.WriteStartArray(symbol);
        foreach (var tier in table.Tiers)
        {
            writer.WriteStartObject();
            writer.WriteNumber("notionalFrom", tier.NotionalFrom);
            writer.WriteNumber("rate", tier.Rate);
            if (tier.MaximumLeverage is { } leverage) writer.WriteNumber("maximumLeverage", leverage);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static MarginRules Read(JsonElement root, MarginMode mode)
    {
        var tables = ImmutableSortedDictionary.CreateBuilder<string, MaintenanceTable>(StringComparer.Ordinal);
        foreach (var instrument in root.GetProperty("instruments").EnumerateObject())
        {
            try
            {
                tables.Add(instrument.Name, new MaintenanceTable(instrument.Value.EnumerateArray().Select(TierOf)));
            }
            catch (Exception refused) when (refused is ArgumentException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new ArgumentException($"{instrument.Name}: {refused.Message}", refused);
            }
        }
        if (tables.Count == 0) throw new ArgumentException("\"instruments\" is empty");
        return new MarginRules(mode, tables.ToImmutable())
        {
            Source = root.TryGetProperty("source", out var source) ? source.GetString() ?? "given" : "given",
            IsOnEntryValue = IsOnEntry(root),
            LiquidationFeeRate = Fraction(root, "liquidationFeeRate", MarginRules.Default.LiquidationFeeRate),
            SettlementFeeRate = Fraction(root, "settlementFeeRate", 0m),
        };
    }

    private static MaintenanceTier TierOf(JsonElement tier) => new(tier.GetProperty("notionalFrom").GetDecimal(), tier.GetProperty("rate").GetDecimal(),
        tier.TryGetProperty("maximumLeverage", out var leverage) ? leverage.GetDecimal() : null);

    private static bool IsOnEntry(JsonElement root)
    {
        if (!root.TryGetProperty("maintenanceAt", out var at)) return false;
        return at.GetString() switch
        {
            "entry" => true,
            "mark" => false,
            var other => throw new ArgumentException($"\"maintenanceAt\": '{other}' is not mark or entry"),
        };
    }

    private static decimal Fraction(JsonElement root, string name, decimal otherwise)
    {
        var value = root.TryGetProperty(name, out var element) ? element.GetDecimal() : otherwise;
        return value is >= 0m and < 1m ? value : throw new ArgumentException($"\"{name}\": {value} must be a fraction from 0 to below 1");
    }
}
