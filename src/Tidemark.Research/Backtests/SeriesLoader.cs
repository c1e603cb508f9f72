using Tidemark.Storage.Catalog;

namespace Tidemark.Research.Backtests;

/// <summary>Finds the bars of a request in the catalog.</summary>
public sealed class SeriesLoader(MarketCatalog catalog)
{
    /// <summary>The bars of an instrument, whole, resampled from the finest stored ones where the interval is not stored.</summary>
    /// <exception cref="BadInputException">There are none; the message names the nearest.</exception>
    public SeriesInput Load(InstrumentId instrument, Interval interval)
    {
        var resolved = catalog.Resolve(new BarSpec(instrument, interval));
        return new SeriesInput(catalog.Instruments.Find(instrument), resolved.Bars, resolved.Description, resolved.IsResampled, resolved.Source.IsSynthetic, 0);
    }
}
