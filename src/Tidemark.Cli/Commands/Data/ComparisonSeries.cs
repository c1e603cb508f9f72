using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Resampling;
using Tidemark.Storage.Import;

namespace Tidemark.Cli.Commands.Data;

/// <summary>The real series that a generated one is compared with.</summary>
/// <param name="Name">For the heading.</param>
/// <param name="Bars">Bars of the generated interval.</param>
internal sealed record ComparisonSeries(string Name, BarColumns Bars)
{
    /// <param name="catalog">Where stored series are.</param>
    /// <param name="text">A file of bars, or a stored instrument.</param>
    /// <param name="interval">The interval of the generated bars; finer bars are resampled to it.</param>
    /// <exception cref="BadInputException">There is no such series, or it cannot be brought to the interval.</exception>
    public static ComparisonSeries Open(MarketCatalog catalog, string text, Interval interval)
    {
        if (InstrumentId.TryParse(text, out var instrument) && !File.Exists(text))
            return new ComparisonSeries(instrument.ToString(), catalog.Resolve(new BarSpec(instrument, interval)).Bars);
        if (!File.Exists(text)) throw new BadInputException($"--compare: '{text}' is neither a file nor an instrument such as BTC/USD@bitfinex");
        var bars = BarFileReader.Read(text).Bars;
        return new ComparisonSeries(Path.GetFileName(text), bars.Interval == interval ? bars : BarResampler.Resample(bars, interval).Bars);
    }
}
