using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Checking;

namespace Tidemark.Cli.Commands.Data;

/// <summary><c>data check</c>: looks at every stored row. Ends with 1 when something is damaged; gaps and odd prices are only reported.</summary>
internal static class DataCheckCommand
{
    private const int DetailsShown = 5;

    public static Command Create() =>
        new Command("check", "Look at every stored row: checksums, gaps, duplicates, outliers, zero volume")
            .With(SeriesFilter.Instrument, SeriesFilter.Interval, SeriesFilter.Venue, CommonOptions.Json)
            .Example("data check --instrument BTC/USD@bitfinex")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var catalog = MarketCatalog.Open(context.Home.Path);
        var survey = catalog.Survey();
        var series = SeriesFilter.Apply(context, catalog, survey);
        var checks = new List<SeriesCheck>();
        using (var progress = CommandContext.StartProgress("checking", series.Sum(info => info.Rows)))
        {
            foreach (var info in series)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                checks.Add(SeriesChecker.Check(catalog, info));
                progress.Report(checks.Sum(check => check.Series.Rows));
            }
        }
        WriteTable(context, checks);
        foreach (var check in checks) WriteDetails(context, check);
        foreach (var damage in survey.Damaged) context.Error.WriteLine($"damaged: {damage.Message}");
        context.WriteJson(json => WriteJson(json, checks, survey));
        return survey.Damaged.Count == 0 && checks.All(check => check.IsSound) ? TidemarkCommandLine.Success : TidemarkCommandLine.WorkFailed;
    }

    private static void WriteTable(CommandContext context, List<SeriesCheck> checks)
    {
        var table = new TextTable("series", ">rows", "checksums", ">duplicates", ">invalid", ">absent", ">longest gap", ">outliers", ">zero volume");
        foreach (var check in checks)
        {
            var series = check.Series;
            table.Add(series.Name, SeriesText.Count(series.Rows), check.Damage is null ? "ok" : "DAMAGED", SeriesText.Count(check.Duplicates), SeriesText.Count(check.Invalid),
                SeriesText.Share(series.AbsentBars, series.AbsentBars + series.Rows), SeriesText.Count(series.LongestGap), SeriesText.Count(check.Outliers.Length),
                SeriesText.Share(check.ZeroVolume, series.Rows));
        }
        table.WriteTo(context.Output);
    }

    private static void WriteDetails(CommandContext context, SeriesCheck check)
    {
        var output = context.Output;
        if (check.Damage is { } damage) context.Error.WriteLine($"damaged: {check.Series.FilePath}: {damage}");
        if (check.LongestGaps.Length == 0 && check.Outliers.Length == 0) return;
        output.WriteLine();
        output.WriteLine(check.Series.Name);
        if (check.LongestGaps.Length > 0)
            output.WriteLine($"  longest gaps: {string.Join(", ", check.LongestGaps.Take(DetailsShown).Select(gap => $"{SeriesText.Time(gap.From)} ({SeriesText.Count(gap.Bars)} bars)"))}");
        var furthest = check.Outliers.OrderByDescending(outlier => Math.Abs(Math.Log(outlier.Price / outlier.Typical))).Take(DetailsShown);
        if (check.Outliers.Length > 0) output.WriteLine($"  furthest outliers: {string.Join(", ", furthest.Select(OutlierText))}");
    }

    private static string OutlierText(PriceOutlier outlier) =>
        string.Create(CultureInfo.InvariantCulture, $"{SeriesText.Time(outlier.Time)} at {outlier.Price} among {outlier.Typical}");

    private static void WriteJson(Utf8JsonWriter json, List<SeriesCheck> checks, CatalogSurvey survey)
    {
        json.WriteStartObject();
        json.WriteStartArray("series");
        foreach (var check in checks)
        {
            json.WriteStartObject();
            SeriesText.WriteProperties(json, check.Series);
            json.WriteBoolean("sound", check.IsSound);
            if (check.Damage is { } damage) json.WriteString("damage", damage);
            json.WriteNumber("duplicates", check.Duplicates);
            json.WriteNumber("invalid", check.Invalid);
            json.WriteNumber("zeroVolumeBars", check.ZeroVolume);
            json.WriteNumber("longestZeroVolumeBars", check.LongestZeroVolume);
            json.WriteStartArray("longestGaps");
            foreach (var gap in check.LongestGaps)
            {
                json.WriteStartObject();
                json.WriteString("from", gap.From.ToString());
                json.WriteString("to", gap.To.ToString());
                json.WriteNumber("bars", gap.Bars);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("outliers");
            foreach (var outlier in check.Outliers)
            {
                json.WriteStartObject();
                json.WriteString("time", outlier.Time.ToString());
                json.WriteNumber("price", outlier.Price);
                json.WriteNumber("typicalPrice", outlier.Typical);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        SeriesText.WriteDamaged(json, survey);
        json.WriteEndObject();
    }
}
