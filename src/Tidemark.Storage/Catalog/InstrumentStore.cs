using System.Globalization;
using System.Text.Json;

namespace Tidemark.Storage.Catalog;

/// <summary>
/// What was declared about instruments: listing and delisting dates, trading rules with their validity. A JSON file,
/// <c>catalog/instruments.json</c>, that a person can read and edit.
/// </summary>
public sealed class InstrumentStore
{
    private readonly MarketCatalog catalog;

    internal InstrumentStore(MarketCatalog catalog) => this.catalog = catalog;

    /// <summary>The file.</summary>
    public string FilePath => Path.Combine(catalog.Root, "instruments.json");

    /// <summary>Every declared instrument by name.</summary>
    /// <exception cref="BadInputException">The file cannot be read; the message says why.</exception>
    public IReadOnlyList<Instrument> List() => List(out _);

    /// <summary>What was declared of an instrument; a bare one without rules when nothing was.</summary>
    /// <exception cref="BadInputException">The file cannot be read; the message says why.</exception>
    public Instrument Find(InstrumentId id) => Find([id])[0];

    /// <summary>The same of several, in their order; the file is read once.</summary>
    /// <exception cref="BadInputException">The file cannot be read; the message says why.</exception>
    public IReadOnlyList<Instrument> Find(IReadOnlyList<InstrumentId> ids)
    {
        if (!File.Exists(FilePath)) return [.. ids.Select(id => new Instrument(id))];
        var wanted = ids.ToHashSet();
        // Thousands may be declared; of those that are not asked for only the name is looked at.
        bool IsWanted(JsonElement name) => wanted.Count == 1 ? name.ValueEquals(ids[0].ToString()) : InstrumentId.TryParse(name.GetString(), out var id) && wanted.Contains(id);
        var found = new Dictionary<InstrumentId, Instrument>();
        foreach (var instrument in InstrumentFile.Read(FilePath, IsWanted, out _)) found.TryAdd(instrument.Id, instrument);
        return [.. ids.Select(id => found.GetValueOrDefault(id) ?? new Instrument(id))];
    }

    /// <summary>Declares an instrument, in place of what was declared of it before.</summary>
    public void Set(Instrument instrument) => Change(_ => [instrument]);

    /// <summary>Declares several at once, all of them or none. What is declared already with the same values changes nothing.</summary>
    /// <param name="change">Gets what is declared and gives the instruments to put in place of it.</param>
    /// <exception cref="BadInputException">The file cannot be read; the message says why.</exception>
    public void Change(Func<IReadOnlyList<Instrument>, IEnumerable<Instrument>> change) => catalog.Write(() =>
    {
        var before = List(out var version);
        var all = before.ToDictionary(instrument => instrument.Id);
        var changes = false;
        foreach (var instrument in change(before))
        {
            changes |= !all.TryGetValue(instrument.Id, out var there) || !IsSame(there, instrument);
            all[instrument.Id] = instrument;
        }
        if (!changes) return false;
        if (version is > 0 and < InstrumentFile.FormatVersion) KeepOld(version);
        Instrument[] sorted = [.. all.Values.OrderBy(instrument => instrument.Id)];
        catalog.Atomic.Replace(FilePath, catalog.Staging, stream =>
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            WriteJson(json, sorted);
        });
        return true;
    });

    /// <summary>Instruments in the form of the file.</summary>
    public static void WriteJson(Utf8JsonWriter json, IEnumerable<Instrument> instruments) => InstrumentFile.Write(json, instruments);

    private IReadOnlyList<Instrument> List(out int version)
    {
        version = 0;
        return File.Exists(FilePath) ? [.. InstrumentFile.Read(FilePath, _ => true, out version).OrderBy(instrument => instrument.Id)] : [];
    }

    private static bool IsSame(Instrument left, Instrument right) =>
        left.ListedAt == right.ListedAt && left.DelistedAt == right.DelistedAt && left.Rules.SequenceEqual(right.Rules);

    /// <summary>A file of an older format is kept beside the new one, once.</summary>
    private void KeepOld(int version)
    {
        var backup = Path.Combine(catalog.Root, string.Create(CultureInfo.InvariantCulture, $"instruments.v{version}.json"));
        if (!File.Exists(backup)) File.Copy(FilePath, backup);
    }
}
