using Tidemark.Storage.Catalog;
using Tidemark.Storage.Import;
using Tidemark.Storage.Import.Observations;

namespace Tidemark.Research.Features;

/// <summary>Finds what a list of features reads: bars and trades in the catalog, observations in their files.</summary>
public sealed class FeatureLoader(MarketCatalog catalog)
{
    /// <summary>The data of an instrument of the catalog.</summary>
    /// <param name="specification">What is needed.</param>
    /// <param name="instrument">Whose features.</param>
    /// <param name="interval">The length of its bars; built from finer ones where they are not stored.</param>
    /// <param name="to">Nothing that closes later or happens from then on is read; null for all there is.</param>
    /// <exception cref="BadInputException">Something is not there; the message names it.</exception>
    public FeatureData Load(FeatureSpecification specification, InstrumentId instrument, Interval interval, Instant? to = null)
    {
        var resolved = Resolve(instrument, interval);
        return Complete(specification, new FeatureData { Instrument = instrument, Bars = resolved.Bars, Source = resolved.Description, IsSynthetic = resolved.Source.IsSynthetic }, to);
    }

    /// <summary>The data around the bars of a file.</summary>
    /// <inheritdoc cref="Load"/>
    public FeatureData LoadFile(FeatureSpecification specification, string path, Interval? interval, InstrumentId? instrument = null, Instant? to = null, CancellationToken cancellation = default)
    {
        var bars = BarFileReader.Read(path, new ReadOptions { Instrument = instrument, Interval = interval }, null, cancellation).Bars;
        return Complete(specification, new FeatureData { Instrument = instrument, Bars = bars, Source = $"file {Path.GetFileName(path)}" }, to);
    }

    private FeatureData Complete(FeatureSpecification specification, FeatureData own, Instant? to)
    {
        var (list, end) = (specification.List, to ?? Instant.MaxValue);
        for (var source = 0; source <= list.Instruments.Length; source++)
            if (list.NeedsQuotes(source)) throw new BadInputException("a feature reads quotes, which the catalog does not keep: only a session can feed it");
        // A bar is known when it closes: one that begins before the end and closes behind it says what came later.
        var bars = FeatureData.ClosedBy(own.Bars, own.Bars.Interval, end);
        if (bars.Count == 0) throw new BadInputException($"{own.Instrument?.ToString() ?? own.Source}: no bar has closed by {end}");
        var trades = new Dictionary<int, TradeColumns>();
        for (var source = 0; source <= list.Instruments.Length; source++)
            if (list.NeedsTrades(source)) trades[source] = catalog.OpenTrades(IdOf(source)).Between(Instant.MinValue, end);
        return own with
        {
            Bars = bars,
            Others = [.. list.Instruments.Select((_, index) => OthersOf(index + 1))],
            Trades = trades,
            Observations = [.. specification.Observations.SelectMany(ObservationFileReader.Read).Where(row => row.Observation.KnownAt < end)],
        };

        InstrumentId IdOf(int source) => (source == 0 ? own.Instrument : list.Instruments[source - 1].Instrument ?? own.Instrument)
            ?? throw new BadInputException("features that read trades or longer bars need --instrument: bars of a file have no name in the catalog");

        BarColumns OthersOf(int source)
        {
            var (id, interval) = (IdOf(source), list.IntervalOf(source, own.Bars.Interval));
            return FeatureData.ClosedBy(Resolve(id, interval).Bars, interval, end);
        }
    }

    private Storage.Catalog.Resampling.ResampledBars Resolve(InstrumentId instrument, Interval interval)
    {
        var resolved = catalog.Resolve(new BarSpec(instrument, interval));
        MarketCatalog.Verify(resolved.Source);
        return resolved;
    }
}
