using Tidemark.Storage.Catalog;

namespace Tidemark.Research.Universes;

/// <summary>Finds the candidates of a universe in the catalog.</summary>
public sealed class UniverseLoader(MarketCatalog catalog)
{
    /// <summary>The names of the candidates.</summary>
    /// <exception cref="BadInputException">A named one has no bars, or none fits.</exception>
    /// <param name="definition">The universe.</param>
    /// <param name="interval">Only those with bars from which these can be built; null for all with bars. A named one is kept, so that loading it says what is missing.</param>
    public IReadOnlyList<InstrumentId> Candidates(UniverseDefinition definition, Interval? interval = null)
    {
        var stored = catalog.List().Where(series => series.IsBars && (interval is not { } wanted || definition.Instruments.Length > 0 || wanted.CanBeBuiltFrom(series.Interval!.Value))).Select(series => series.Instrument).Distinct().ToList();
        foreach (var named in definition.Instruments)
            if (!stored.Contains(named)) throw new BadInputException($"{definition.Source}: the catalog has no bars of {named}{NearestNames.Hint(named.ToString(), stored.Select(id => id.ToString()))}");
        if (definition.Instruments.Length > 0) return definition.Instruments;
        var fitting = stored.Where(id => (definition.Venue is null || id.Venue == definition.Venue)
            && (definition.Quotes.Length == 0 || definition.Quotes.Contains(id.Quote))
            && (definition.Kind is null || id.Kind == definition.Kind)).ToList();
        return fitting.Count > 0 ? fitting : throw new BadInputException($"{definition.Source}: no instrument of the catalog fits{Wanted(definition)}; see ./tidemark data list");
    }

    /// <summary>The interval of the bars that the rules look at: the file's, the given one, or the finest from which all candidates have bars.</summary>
    /// <exception cref="BadInputException">There is no such interval.</exception>
    public Interval IntervalFor(UniverseDefinition definition, IReadOnlyList<InstrumentId> candidates, Interval? given)
    {
        if ((definition.Interval ?? given) is { } chosen) return chosen;
        var wanted = candidates.ToHashSet();
        return catalog.List().Where(series => series.IsBars && wanted.Contains(series.Instrument)).GroupBy(series => series.Instrument)
            .Select(group => group.Select(series => series.Interval!.Value).MinBy(interval => interval.ApproximateNanoseconds)).MaxBy(interval => interval.ApproximateNanoseconds);
    }

    /// <summary>The candidates with their bars, memory-mapped where they are stored.</summary>
    /// <exception cref="BadInputException">Bars of that interval cannot be had of one; the message names it.</exception>
    public IReadOnlyList<UniverseCandidate> Load(IReadOnlyList<InstrumentId> candidates, Interval interval)
    {
        var instruments = catalog.Instruments.Find(candidates);
        return [.. instruments.Select(instrument => new UniverseCandidate(instrument, catalog.Resolve(new BarSpec(instrument.Id, interval)).Bars))];
    }

    private static string Wanted(UniverseDefinition definition) =>
        (definition.Venue is { } venue ? $" venue {venue}" : "") + (definition.Quotes.Length > 0 ? $" quote {string.Join(", ", definition.Quotes)}" : "") + (definition.Kind is { } kind ? $" kind {kind.ToString().ToLowerInvariant()}" : "");
}
