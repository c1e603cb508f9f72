using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Import.Repairs;
using Tidemark.Storage.Instruments;

namespace Tidemark.Cli.Commands.Data;

/// <summary><c>data instrument import</c>: trading rules with their dates from a venue's own description, all files or none.</summary>
internal static class InstrumentImportCommand
{
    private const decimal BasisPoint = 10_000m;
    private const Repair Usable = Repair.KeepFirst | Repair.KeepLast | Repair.SkipInvalid | Repair.DropDuplicates;

    private static readonly Argument<string[]> Paths = new("FILE")
    {
        Description = "Binance exchangeInfo (JSON) or a table of symbol properties (CSV), plain or gzip; told apart by content",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<Instant?> ValidFrom = ParsedOption.Value("--valid-from", "TIME",
        "From when the rules hold, or 'always' (default: what the file says: serverTime, or a column valid_from; else always)",
        text => text == "always" ? Instant.MinValue : Instant.Parse(text));

    private static readonly Option<string?> Venue = new("--venue") { Description = "The venue of an exchangeInfo (default binance), or the only one to take from a table", HelpName = "NAME" };
    private static readonly Option<string[]> Only = new("--instrument") { Description = "Only this one, written BASE/QUOTE@venue; repeatable", HelpName = "INSTRUMENT" };
    private static readonly Option<decimal?> Maker = ParsedOption.Value("--maker-bps", "N", "Fee tier to declare with the rules: fills that gave liquidity, in basis points", ParseNumber);
    private static readonly Option<decimal?> Taker = ParsedOption.Value("--taker-bps", "N", "Fee tier to declare with the rules: fills that took liquidity, in basis points", ParseNumber);

    private static readonly Option<string[]> Repairs = new("--repair")
    {
        Description = "keep-first or keep-last where other rules of the same date are there, skip-invalid for symbols with a defect (default: an error)",
        HelpName = "NAME",
    };

    public static Command Create() =>
        new Command("import", "Import trading rules with their dates: tick, step, smallest and largest orders, fee tier")
            .With(Paths, ValidFrom, Venue, Only, Maker, Taker, Repairs, CommonOptions.Json)
            .Example("data instrument import exchangeInfo.json --valid-from 2022-12-11")
            .Example("data instrument import symbol-properties-database.csv --venue kraken --valid-from always --maker-bps 25 --taker-bps 40")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var repairs = RepairNames.Parse(context.Get(Repairs) ?? []);
        if ((repairs & ~Usable & ~Repair.Skip) != 0) throw new BadInputException("--repair: rules can only be repaired with keep-first, keep-last and skip-invalid");
        var catalog = MarketCatalog.Open(context.Home.Path);
        var result = new InstrumentImporter(catalog, new InstrumentImportOptions
        {
            Venue = context.Get(Venue)?.ToLowerInvariant(),
            ValidFrom = context.Get(ValidFrom),
            Only = [.. (context.Get(Only) ?? []).Select(ParseInstrument)],
            Repairs = repairs,
            MakerFeeRate = context.Get(Maker) / BasisPoint,
            TakerFeeRate = context.Get(Taker) / BasisPoint,
        }).Import(context.Get(Paths)!);
        WriteText(context.Output, result);
        context.WriteJson(json => WriteJson(json, result));
        return TidemarkCommandLine.Success;
    }

    private static void WriteText(TextWriter output, InstrumentImportResult result)
    {
        var table = new TextTable("file", "layout", "rules from", ">symbols", ">left out");
        foreach (var file in result.Files) table.Add(Path.GetFileName(file.Name), file.Layout, From(file.ValidFrom), SeriesText.Count(file.Symbols), SeriesText.Count(file.Skipped.Length));
        table.WriteTo(output);
        output.WriteLine();
        output.WriteLine($"{SeriesText.Count(result.NewPeriods)} new periods of rules ({SeriesText.Count(result.NewInstruments)} instruments were new), {SeriesText.Count(result.Identical)} there already"
            + (result.Kept > 0 ? $", {SeriesText.Count(result.Kept)} with other values kept" : "") + (result.Replaced > 0 ? $", {SeriesText.Count(result.Replaced)} replaced" : ""));
        foreach (var reason in result.Files.SelectMany(file => file.Skipped).GroupBy(symbol => symbol.Reason))
            output.WriteLine($"left out: {SeriesText.Count(reason.Count())} ({string.Join(", ", reason.Take(3).Select(symbol => symbol.Symbol))}{(reason.Count() > 3 ? ", …" : "")}): {reason.Key}");
        foreach (var (name, note) in result.Files.SelectMany(file => file.Notes.Select(note => (file.Name, note)))) output.WriteLine($"note: {Path.GetFileName(name)}: {note}");
    }

    private static string From(Instant? time) => time is not { } from ? "row by row" : from == Instant.MinValue ? "always" : SeriesText.Time(from);

    private static void WriteJson(Utf8JsonWriter json, InstrumentImportResult result)
    {
        json.WriteStartObject();
        json.WriteNumber("newInstruments", result.NewInstruments);
        json.WriteNumber("newPeriods", result.NewPeriods);
        json.WriteNumber("identical", result.Identical);
        json.WriteNumber("conflictsKept", result.Kept);
        json.WriteNumber("conflictsReplaced", result.Replaced);
        json.WriteStartArray("files");
        foreach (var file in result.Files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("layout", file.Layout);
            if (file.ValidFrom is { } from && from != Instant.MinValue) json.WriteString("validFrom", from.ToString());
            json.WriteNumber("symbols", file.Symbols);
            json.WriteStartArray("leftOut");
            foreach (var symbol in file.Skipped)
            {
                json.WriteStartObject();
                json.WriteString("symbol", symbol.Symbol);
                json.WriteString("reason", symbol.Reason);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (var note in file.Notes) json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static InstrumentId ParseInstrument(string text) =>
        InstrumentId.TryParse(text, out var id) ? id : throw new BadInputException($"--instrument: '{text}' is not an instrument; write BASE/QUOTE@venue, such as BTC/USDT@binance");

    private static decimal ParseNumber(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw new FormatException($"'{text}' is not a number");
}
