using System.CommandLine;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Storage.Books;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Import;
using Tidemark.Storage.Import.Layouts;
using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Cli.Commands.Data;

/// <summary><c>data import</c>: files of bars, trades or an order book into the catalog, all of them or none.</summary>
internal static class ImportCommand
{
    private const int MostFilesShown = 20;

    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files to import, in any order: .csv, .csv.gz, or .zip with one or several .csv",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<InstrumentId?> Instrument = ParsedOption.Instrument();
    private static readonly Option<Interval?> Interval = ParsedOption.Interval(description: "Length of a bar: 1m, 1h, 1d (default: found out where it cannot be another)");

    private static readonly Option<string> Format = new("--format")
    {
        Description = $"Layout of the files: {LayoutNames.Auto} tells it from their content, or {string.Join(", ", LayoutNames.All.Select(layout => layout.Name))}; order books: {string.Join(", ", BookFormats.All)}",
        HelpName = "NAME",
        DefaultValueFactory = _ => LayoutNames.Auto,
    };

    private static readonly Option<string[]> Repairs = new("--repair")
    {
        Description = $"What may be done with defects, may be repeated: {string.Join(", ", RepairNames.All)} (default: nothing, a defect is an error)",
        HelpName = "NAME",
    };

    public static Command Create()
    {
        Instrument.Required = true;
        return new Command("import", "Import files of bars, trades or an order book into the catalog, all of them or none")
            .With(Paths, Instrument, Interval, Format, Repairs, CommonOptions.Json)
            .Example("data import bitfinex_BTCUSD_1m_2018.csv.gz --instrument BTC/USD@bitfinex --interval 1m")
            .Example("data import btcusdt_20240808.jsonl.gz --instrument BTC/USDT@binance --format hftbacktest")
            .Example("data import BTCUSDT-1m-*.zip --instrument BTC/USDT@binance --repair skip --repair fill")
            .Handle(Run);
    }

    private static int Run(CommandContext context)
    {
        if (BookImport.IsFor(context.Get(Format)!, context.Get(Paths)!)) return BookImport.Run(context, context.Get(Paths)!, context.Get(Instrument)!, context.Get(Format)!, context.Get(Repairs) is { Length: > 0 });
        var options = new ReadOptions
        {
            Interval = context.Get(Interval),
            Layout = LayoutNames.Resolve(context.Get(Format)!),
            Repairs = RepairNames.Parse(context.Get(Repairs) ?? []),
        };
        var paths = context.Get(Paths)!;
        var importer = new MarketImporter(MarketCatalog.Open(context.Home.Path), context.Get(Instrument)!, options);
        ImportResult result;
        using (var progress = CommandContext.StartProgress("importing", MarketImporter.BytesOf(paths)))
            result = importer.Import(paths, progress, context.Cancellation);
        WriteTable(context, result);
        context.WriteJson(json => WriteJson(json, result));
        return TidemarkCommandLine.Success;
    }

    private static void WriteTable(CommandContext context, ImportResult result)
    {
        var output = context.Output;
        var series = result.Outcome.Series;
        var noun = result.IsTrades ? "trades" : "bars";
        output.WriteLine($"{series.Name}: {SeriesText.Count(result.Outcome.Added)} new {noun} from {Files(result)}");
        output.WriteLine();
        var files = new TextTable("file", "layout", "interval", "from", "to", ">rows", ">kept");
        foreach (var table in result.Tables.Take(MostFilesShown))
        {
            var interval = table.Interval is { } known ? $"{known}{(table.IsIntervalInferred ? " (found out)" : "")}" : "trades";
            files.Add(table.ShortName, table.Layout, interval, SeriesText.Time(table.First), SeriesText.Time(EndOf(table)), SeriesText.Count(table.RowsRead), SeriesText.Count(table.RowsKept));
        }
        files.WriteTo(output);
        if (result.Tables.Length > MostFilesShown) output.WriteLine($"… and {SeriesText.Count(result.Tables.Length - MostFilesShown)} more (all with --json)");
        output.WriteLine();
        output.WriteLine($"new {SeriesText.Count(result.Outcome.Added)}, there already {SeriesText.Count(result.Outcome.Identical)}, repaired {SeriesText.Count(result.Repaired)}");
        foreach (var sentence in Repaired(result)) output.WriteLine($"  {sentence}");
        foreach (var same in result.Tables.SelectMany(table => table.Notes, (table, note) => (table.ShortName, Note: note)).GroupBy(pair => pair.Note))
            output.WriteLine($"note: {(same.Count() == 1 ? same.First().ShortName : $"{SeriesText.Count(same.Count())} files")}: {same.Key}");
        output.WriteLine($"the series now has {SeriesText.Count(series.Rows)} {noun}, {SeriesText.Time(series.First)} to {SeriesText.Time(series.IsBars ? series.End : series.Last)}{Gaps(series)}");
    }

    private static string Files(ImportResult result) => result.Tables.Length == 1 ? result.Tables[0].ShortName : $"{SeriesText.Count(result.Tables.Length)} files";

    private static string Gaps(SeriesInfo series) => !series.IsBars ? ""
        : series.GapCount == 0 ? ", without gaps"
        : $"; {SeriesText.Gaps(series)}, the longest of {SeriesText.Count(series.LongestGap)}";

    private static IEnumerable<string> Repaired(ImportResult result)
    {
        foreach (var table in result.Tables)
            foreach (var repair in table.Repairs) yield return $"{table.ShortName}: {repair}";
        if (result.Outcome.Kept > 0) yield return $"keep-first: {SeriesText.Count(result.Outcome.Kept)} that were there with other values were kept";
        if (result.Outcome.Replaced > 0) yield return $"keep-last: {SeriesText.Count(result.Outcome.Replaced)} that were there with other values were replaced";
        if (result.Filled > 0) yield return $"fill-gaps: {SeriesText.Count(result.Filled)} bars without volume made ({string.Join("; ", result.FilledGaps.Select(gap => $"{SeriesText.Count(gap.Bars)} from {SeriesText.Time(gap.From)}"))}{(result.FilledGaps.Sum(gap => gap.Bars) < result.Filled ? "; …" : "")})";
    }

    private static Instant EndOf(TableReport table) => table.Interval is { } interval ? interval.CloseOf(table.Last) : table.Last;

    private static void WriteJson(Utf8JsonWriter json, ImportResult result)
    {
        json.WriteStartObject();
        json.WriteString("kind", result.IsTrades ? "trades" : "bars");
        json.WriteNumber("rowsRead", result.RowsRead);
        json.WriteNumber("rowsKept", result.RowsKept);
        json.WriteNumber("new", result.Outcome.Added);
        json.WriteNumber("identical", result.Outcome.Identical);
        json.WriteNumber("repaired", result.Repaired);
        json.WriteNumber("conflictsKept", result.Outcome.Kept);
        json.WriteNumber("conflictsReplaced", result.Outcome.Replaced);
        json.WriteNumber("filled", result.Filled);
        json.WriteString("from", result.First.ToString());
        json.WriteString("to", result.Tables.Max(EndOf).ToString());
        json.WriteStartArray("files");
        foreach (var table in result.Tables) Write(json, table);
        json.WriteEndArray();
        json.WriteStartObject("series");
        SeriesText.WriteProperties(json, result.Outcome.Series);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TableReport table)
    {
        json.WriteStartObject();
        json.WriteString("name", table.Name);
        json.WriteString("layout", table.Layout);
        if (table.Interval is { } interval)
        {
            json.WriteString("interval", interval.ToString());
            json.WriteBoolean("intervalFoundOut", table.IsIntervalInferred);
        }
        json.WriteNumber("rowsRead", table.RowsRead);
        json.WriteNumber("rowsKept", table.RowsKept);
        json.WriteString("from", table.First.ToString());
        json.WriteString("to", EndOf(table).ToString());
        json.WriteBoolean("newestFirst", table.WasDescending);
        json.WriteStartArray("repairs");
        foreach (var repair in table.Repairs)
        {
            json.WriteStartObject();
            json.WriteString("name", repair.Name);
            json.WriteNumber("rows", repair.Rows);
            json.WriteStartArray("examples");
            foreach (var example in repair.Examples) json.WriteStringValue(example);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in table.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
