using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Data;

/// <summary><c>data list</c>: what the catalog holds.</summary>
internal static class DataListCommand
{
    public static Command Create() =>
        new Command("list", "Show what the catalog holds")
            .With(SeriesFilter.Instrument, SeriesFilter.Interval, SeriesFilter.Venue, CommonOptions.Json)
            .Example("data list")
            .Example("data list --instrument BTC/USD@bitfinex --json -")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var catalog = MarketCatalog.Open(context.Home.Path);
        var survey = catalog.Survey();
        var series = SeriesFilter.Apply(context, catalog, survey);
        foreach (var damage in survey.Damaged) context.Error.WriteLine($"warning: {damage.Message}");
        if (series.Count == 0) context.Output.WriteLine($"the catalog {catalog.Root} is empty; fill it with ./tidemark data import, or try ./tidemark data generate");
        else WriteTable(context, series);
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("series");
            foreach (var info in series)
            {
                json.WriteStartObject();
                SeriesText.WriteProperties(json, info);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            SeriesText.WriteDamaged(json, survey);
            json.WriteEndObject();
        });
        return TidemarkCommandLine.Success;
    }

    private static void WriteTable(CommandContext context, IReadOnlyList<SeriesInfo> series)
    {
        var table = new TextTable("venue", "instrument", "interval", "from", "to", ">bars", "gaps", "source");
        foreach (var info in series)
        {
            table.Add(info.Instrument.Venue, info.Instrument.Symbol, info.Content, ToSecond(info.First), ToSecond(info.IsBars ? info.End : info.Last),
                SeriesText.Count(info.Rows), SeriesText.ShortGaps(info), SeriesText.Sources(info));
        }
        table.WriteTo(context.Output, context.OutputWidth);
    }

    /// <summary>Trades have times to the nanosecond; a list needs the room for their source.</summary>
    private static string ToSecond(Instant time)
    {
        var text = SeriesText.Time(time);
        return text.Length > "2024-01-31 23:59:59".Length ? text[.."2024-01-31 23:59:59".Length] : text;
    }
}
