using System.Collections.Immutable;
using System.Text.Json;

namespace Tidemark.Storage.Catalog;

/// <summary>
/// What was declared about instruments: listing and delisting dates, trading rules with their validity. A JSON file,
/// <c>catalog/instruments.json</c>, that a person can read and edit.
/// </summary>
public sealed class InstrumentStore
{
    private const int FormatVersion = 1;
    private readonly MarketCatalog catalog;

    internal InstrumentStore(MarketCatalog catalog) => this.catalog = catalog;

    /// <summary>The file.</summary>
    public string FilePath => Path.Combine(catalog.Root, "instruments.json");

    /// <summary>Every declared instrument by name.</summary>
    /// <exception cref="BadInputException">The file cannot be read; the message says why.</exception>
    public IReadOnlyList<Instrument> List()
    {
        if (!File.Exists(FilePath)) return [];
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(FilePath));
            var version = document.RootElement.GetProperty("version").GetInt32();
            if (version > FormatVersion) throw new BadInputException($"{FilePath}: has format version {version}, this program reads up to {FormatVersion}: use a newer Tidemark");
            return [.. document.RootElement.GetProperty("instruments").EnumerateArray().Select(Read).OrderBy(instrument => instrument.Id)];
        }
        catch (Exception failure) when (failure is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new BadInputException($"{FilePath}: {failure.Message}", failure);
        }
    }

    /// <summary>What was declared of an instrument; a bare one without rules when nothing was.</summary>
    public Instrument Find(InstrumentId id) => List().FirstOrDefault(instrument => instrument.Id == id) ?? new Instrument(id);

    /// <summary>Declares an instrument, in place of what was declared of it before.</summary>
    public void Set(Instrument instrument) => catalog.Write(() =>
    {
        Instrument[] all = [.. List().Where(other => other.Id != instrument.Id).Append(instrument).OrderBy(other => other.Id)];
        catalog.Atomic.Replace(FilePath, catalog.Staging, stream => Write(stream, all));
        return true;
    });

    private static void Write(Stream stream, IEnumerable<Instrument> instruments)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        WriteJson(json, instruments);
    }

    /// <summary>Instruments in the form of the file.</summary>
    public static void WriteJson(Utf8JsonWriter json, IEnumerable<Instrument> instruments)
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
        if (rules.PriceTick is { } tick) json.WriteNumber("priceTick", tick);
        if (rules.QuantityStep is { } step) json.WriteNumber("quantityStep", step);
        if (rules.MinimumQuantity is { } quantity) json.WriteNumber("minimumQuantity", quantity);
        if (rules.MinimumNotional is { } notional) json.WriteNumber("minimumNotional", notional);
        json.WriteEndObject();
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
        ReadNumber(element, "minimumNotional"));

    private static Instant? ReadTime(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? Instant.Parse(value.GetString()) : null;

    private static decimal? ReadNumber(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetDecimal() : null;
}
