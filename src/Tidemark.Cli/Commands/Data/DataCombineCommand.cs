using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Storage.Catalog;
using Tidemark.Venues.Aggregation;

namespace Tidemark.Cli.Commands.Data;

/// <summary><c>data combine</c>: bars of one thing at several venues as one series, outliers left out.</summary>
internal static class DataCombineCommand
{
    private static readonly Option<string[]> Instruments = new("--instrument") { Description = "What is combined, twice or more: BTC/USD@coinbase", HelpName = "INSTRUMENT", Required = true };
    private static readonly Option<Interval?> Interval = Required(ParsedOption.Interval());
    private static readonly Option<InstrumentId?> As = Required(ParsedOption.Instrument("--as", "The name of the result: BTC/USD@composite"));
    private static readonly Option<int> FewestVenues = new("--fewest-venues") { Description = "No bar where fewer count", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> Deviations = new("--deviations") { Description = "A close is an outlier beyond so many scaled median absolute deviations from the median", HelpName = "N", DefaultValueFactory = _ => OutlierRule.Usual.Deviations };

    public static Command Create() =>
        new Command("combine", "Bars of several venues as one series: prices weighted by volume, outliers left out, stored under a name of its own")
            .With(Instruments, Interval, As, FewestVenues, Deviations, CommonOptions.Json)
            .Example("data combine --instrument BTC/USD@bitfinex --instrument BTC/USD@coinbase --interval 1h --as BTC/USD@composite")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var catalog = MarketCatalog.Open(context.Home.Path);
        var (interval, name) = (context.Get(Interval)!.Value, context.Get(As)!);
        var ids = context.Get(Instruments)!.Select(text => ParsedOption.InstrumentOf("--instrument", text)).Distinct().ToList();
        if (ids.Count < 2) throw new BadInputException("--instrument: give at least two different instruments to combine");
        if (ids.Contains(name)) throw new BadInputException($"--as {name}: is one of those that are combined; choose another name, such as {name.Symbol}@composite");
        if (context.Get(FewestVenues) < 1 || context.Get(FewestVenues) > ids.Count) throw new BadInputException($"--fewest-venues: is from 1 to {ids.Count}, the number of instruments");
        if (!(context.Get(Deviations) > 0)) throw new BadInputException("--deviations: must be positive");
        var resolved = ids.ConvertAll(id => catalog.Resolve(new BarSpec(id, interval)));
        var combined = CrossVenueBars.Combine([.. ids.Select((id, i) => (id.ToString(), resolved[i].Bars))], OutlierRule.Usual with { Deviations = context.Get(Deviations) }, context.Get(FewestVenues));
        if (combined.Bars.Count == 0) throw new BadInputException("there is no time at which enough venues have a bar");
        var notes = combined.Sources.Select(source => string.Create(CultureInfo.InvariantCulture, $"{source.Venue}: {source.Bars} bars, {source.Outliers} left out as outliers"));
        var series = catalog.ReplaceBars(name, combined.Bars, new SeriesSource($"combined of {string.Join(", ", ids)}", "combined", combined.Bars.Count, [.. notes], resolved.Exists(r => r.Source.IsSynthetic)));
        Write(context, combined, series);
        return TidemarkCommandLine.Success;
    }

    private static void Write(CommandContext context, CombinedBars combined, SeriesInfo series)
    {
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{series.Name}: {combined.Bars.Count:N0} bars, {SeriesText.Time(series.First)} to {SeriesText.Time(series.End)}; {combined.PassedOver:N0} times with too few venues"));
        foreach (var source in combined.Sources) context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {source.Venue}: {source.Bars:N0} bars, {source.Outliers:N0} left out as outliers"));
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("bars", combined.Bars.Count);
            json.WriteNumber("passedOver", combined.PassedOver);
            json.WriteStartArray("sources");
            foreach (var source in combined.Sources)
            {
                json.WriteStartObject();
                json.WriteString("instrument", source.Venue);
                json.WriteNumber("bars", source.Bars);
                json.WriteNumber("outliers", source.Outliers);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("series");
            SeriesText.WriteProperties(json, series);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static Option<T> Required<T>(Option<T> option)
    {
        option.Required = true;
        return option;
    }
}
