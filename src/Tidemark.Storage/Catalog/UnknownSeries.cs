namespace Tidemark.Storage.Catalog;

/// <summary>Says what is missing, what is there instead and what was probably meant.</summary>
internal static class UnknownSeries
{
    private const int NamesShown = 3;

    public static BadInputException Bars(MarketCatalog catalog, BarSpec wanted)
    {
        var series = catalog.List();
        var intervals = series.Where(info => info.Instrument == wanted.Instrument && info.Interval is not null).Select(info => info.Interval!.Value.ToString()).ToList();
        if (intervals.Count > 0) return new BadInputException($"the catalog has no {wanted.Interval} bars of {wanted.Instrument}; it has {string.Join(", ", intervals)}");
        return Instrument(catalog, series, wanted.Instrument, series.Any(info => info.Instrument == wanted.Instrument) ? "bars" : "data");
    }

    public static BadInputException NothingFiner(MarketCatalog catalog, BarSpec wanted) => new(
        $"the catalog has nothing that {wanted.Interval} bars of {wanted.Instrument} can be built from; it has {string.Join(", ", catalog.List().Where(info => info.Instrument == wanted.Instrument).Select(info => info.Content))}");

    public static BadInputException Trades(MarketCatalog catalog, InstrumentId wanted) => Instrument(catalog, catalog.List(), wanted, "trades");

    public static BadInputException Book(MarketCatalog catalog, InstrumentId wanted) => Instrument(catalog, [.. catalog.List().Where(info => info.IsBook)], wanted, "order book");

    private static BadInputException Instrument(MarketCatalog catalog, IReadOnlyList<SeriesInfo> series, InstrumentId wanted, string what)
    {
        var others = series.Where(info => info.Instrument != wanted).Select(info => info.Instrument.ToString());
        var hint = NearestNames.Nearest(wanted.ToString(), others, NamesShown);
        if (series.Count == 0) hint = "; it is empty: import something first (tidemark data import --help)";
        return new BadInputException($"the catalog {catalog.Root} has no {what} of {wanted}{hint}");
    }
}
