using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Data;

/// <summary>The options that narrow down the series a command looks at.</summary>
internal static class SeriesFilter
{
    public static readonly Option<InstrumentId?> Instrument = ParsedOption.Instrument(description: "Only this instrument: BTC/USDT@binance");
    public static readonly Option<Interval?> Interval = ParsedOption.Interval(description: "Only bars of this interval: 1m, 1h, 1d");
    public static readonly Option<string?> Venue = new("--venue") { Description = "Only this venue", HelpName = "VENUE" };

    /// <summary>The series that the options leave.</summary>
    /// <exception cref="BadInputException">A name does not occur in the catalog; the message names the nearest ones.</exception>
    public static IReadOnlyList<SeriesInfo> Apply(CommandContext context, MarketCatalog catalog, CatalogSurvey survey)
    {
        IEnumerable<SeriesInfo> series = survey.Series;
        if (context.Get(Venue) is { } venue)
        {
            var venues = survey.Series.Select(info => info.Instrument.Venue).Distinct().ToList();
            if (!venues.Contains(venue)) throw new BadInputException($"the catalog {catalog.Root} has nothing of the venue '{venue}'{NearestNames.Nearest(venue, venues)}");
            series = series.Where(info => info.Instrument.Venue == venue);
        }
        if (context.Get(Instrument) is { } instrument)
        {
            var names = survey.Series.Select(info => info.Instrument.ToString()).ToList();
            if (!names.Contains(instrument.ToString())) throw new BadInputException($"the catalog {catalog.Root} has nothing of {instrument}{NearestNames.Nearest(instrument.ToString(), names)}");
            series = series.Where(info => info.Instrument == instrument);
        }
        if (context.Get(Interval) is { } interval)
        {
            var intervals = series.Where(info => info.IsBars).Select(info => info.Interval!.Value.ToString()).Distinct().ToList();
            if (!intervals.Contains(interval.ToString()))
                throw new BadInputException($"there are no bars of {interval} there{(intervals.Count == 0 ? "" : $"; there are {string.Join(", ", intervals)}")}");
            series = series.Where(info => info.Interval == interval);
        }
        return [.. series];
    }
}
