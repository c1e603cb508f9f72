using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Downloads;
using Tidemark.Cli.Downloads.Archives;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Import;
using Tidemark.Storage.Import.Repairs;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Commands.Data;

/// <summary><c>data download</c>: bars or trades of a venue into the catalog, by request or from its public archive; goes on where it was.</summary>
internal static class DataDownloadCommand
{
    private const string Api = "api";
    private const string Archive = "archive";
    private static readonly Uri BinanceArchive = new("https://data.binance.vision/");

    private static readonly Option<string> Instrument = new("--instrument") { Description = "Instrument, with or without @venue: BTC/USDT", HelpName = "INSTRUMENT", Required = true };
    private static readonly Option<Interval?> Interval = ParsedOption.Interval();
    private static readonly Option<bool> Trades = new("--trades") { Description = "Trades instead of bars" };
    private static readonly Option<Instant?> From = ParsedOption.Time("--from", "Beginning, inclusive");
    private static readonly Option<Instant?> To = ParsedOption.Time("--to", "End, exclusive (default: now)");
    private static readonly Option<string> Source = new("--source") { Description = "api asks the venue; archive takes the files of its public archive (binance), verified by checksum", HelpName = "api|archive", DefaultValueFactory = _ => Api };
    private static readonly Option<InstrumentId?> As = ParsedOption.Instrument("--as", "Store it under this name instead");
    private static readonly Option<bool> KeepFiles = new("--keep-files") { Description = "Keep the files of the archive in the home's downloads folder" };
    private static readonly Option<string[]> Repairs = new("--repair") { Description = $"For files of the archive, what may be done with defects, may be repeated: {string.Join(", ", RepairNames.All)}", HelpName = "NAME" };

    public static Command Create()
    {
        From.Required = true;
        return new Command("download", "Download bars or trades of a venue into the catalog; the same command goes on where it was interrupted")
            .With(VenueChoice.Venue, Instrument, Interval, Trades, From, To, Source, As, KeepFiles, Repairs, VenueChoice.BaseUrl, CommonOptions.Json)
            .Example("data download --venue binance --instrument BTC/USDT --interval 1m --from 2024-01-01 --to 2024-02-01")
            .Example("data download --venue binance --instrument BTC/USDT --interval 1m --from 2020-01-01 --source archive")
            .Example("data download --venue binance --instrument BTC/USDT --trades --from 2024-01-01 --to 2024-01-02")
            .HandleAsync(Run);
    }

    private static async Task<int> Run(CommandContext context)
    {
        var venue = VenueChoice.NameOf(context);
        var instrument = VenueChoice.InstrumentOf(venue, context.Get(Instrument)!);
        if (context.Get(Trades) == context.Get(Interval) is not null)
            throw new BadInputException(context.Get(Trades) ? "--trades and --interval exclude each other" : "--interval or --trades is needed: bars of 1m, or trades?");
        var (from, to) = (context.Get(From)!.Value, context.Get(To) ?? Instant.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        if (from >= to) throw new BadInputException($"--from {from}: is not before the end, {to}");
        return context.Get(Source) switch
        {
            Api => await RunApi(context, venue, instrument, from, to).ConfigureAwait(false),
            Archive => await RunArchive(context, instrument, from, to).ConfigureAwait(false),
            var other => throw new BadInputException($"--source: there is no source '{other}'{NearestNames.Hint(other!, [Api, Archive])}"),
        };
    }

    private static async Task<int> RunApi(CommandContext context, string name, InstrumentId instrument, Instant from, Instant to)
    {
        if (context.IsGiven(KeepFiles) || context.IsGiven(Repairs)) throw new BadInputException("--keep-files and --repair go with --source archive");
        await using var venue = VenueChoice.Open(context, name, [instrument]);
        if (context.Get(Trades) && !venue.Profile.Offers(VenueServices.TradeHistory)) throw new BadInputException($"--trades: {name} gives no trades of the past; record them as they come with './tidemark data record'");
        var server = context.Get(VenueChoice.BaseUrl) ?? venue.Profile.EndpointsOf(venue.Environment).Rest;
        var target = new DownloadTarget(instrument, context.Get(As) ?? instrument, from, to, $"{name} {server.Authority}", server.IsLoopback);
        var catalog = MarketCatalog.Open(context.Home.Path);
        using var progress = new DeferredProgress();
        var report = context.Get(Interval) is { } interval
            ? await new BarDownload(catalog, venue.History).RunAsync(target, interval, progress.Start, context.Cancellation).ConfigureAwait(false)
            : await new TradeDownload(catalog, venue.History).RunAsync(target, progress.Start, context.Cancellation).ConfigureAwait(false);
        progress.Dispose();
        Write(context, report, context.Get(Trades) ? "trades" : "bars");
        return TidemarkCommandLine.Success;
    }

    private static async Task<int> RunArchive(CommandContext context, InstrumentId instrument, Instant from, Instant to)
    {
        if (instrument.Venue != "binance") throw new BadInputException($"--source archive: {instrument.Venue} has no archive that is known here; binance has");
        var address = context.Get(VenueChoice.BaseUrl) is { } given ? new Uri($"{given.AbsoluteUri.TrimEnd('/')}/") : BinanceArchive;
        var content = context.Get(Interval) is { } interval ? ArchiveContent.Bars(interval) : ArchiveContent.AggregatedTrades;
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        var client = new ArchiveClient(http, address, Path.Combine(context.Home.Path, "downloads", "binance"), TimeProvider.System);
        var download = new ArchiveDownload(MarketCatalog.Open(context.Home.Path), client, context.Get(KeepFiles));
        var options = new ReadOptions { Repairs = RepairNames.Parse(context.Get(Repairs) ?? []) };
        using var progress = new DeferredProgress();
        var report = await download.RunAsync(instrument, context.Get(As) ?? instrument, content, from, to, options, progress.Start, context.Cancellation).ConfigureAwait(false);
        progress.Dispose();
        Write(context, report, context.Get(Trades) ? "trades" : "bars");
        return TidemarkCommandLine.Success;
    }

    private static void Write(CommandContext context, DownloadReport report, string noun)
    {
        var output = context.Output;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Added:N0} new {noun} in {report.Requests:N0} {(report.Requests == 1 ? "request" : "requests")}, {report.AlreadyStored:N0} of that time were stored already"));
        foreach (var note in report.Notes) output.WriteLine($"note: {note}");
        if (report.Series is { } series)
        {
            WriteSeries(output, series, noun);
            output.WriteLine(report.AbsentRows == 0 ? $"checked: no {noun} are missing between the first and the last of that time"
                : string.Create(CultureInfo.InvariantCulture, $"checked: {report.AbsentRows:N0} {noun} are missing in that time, and the venue, asked again, has none{(report.Gaps.Count == 0 ? "" : $": {string.Join(", ", report.Gaps.Select(gap => $"{SeriesText.Time(gap.From)} ({SeriesText.Count(gap.Bars)})"))}")}"));
        }
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("added", report.Added);
            json.WriteNumber("alreadyStored", report.AlreadyStored);
            json.WriteNumber("requests", report.Requests);
            json.WriteNumber("absent", report.AbsentRows);
            WriteTexts(json, "notes", report.Notes);
            WriteSeries(json, report.Series);
            json.WriteEndObject();
        });
    }

    private static void Write(CommandContext context, ArchiveReport report, string noun)
    {
        var output = context.Output;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Added:N0} new {noun} from {Files(report.Imported.Count)}, each with the right SHA-256; {Files(report.There)} had been imported before"));
        if (report.Absent.Count > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"note: the archive does not have {Files(report.Absent.Count)}, {report.Absent[0]} to {report.Absent[^1]}; it publishes a day some hours after its end"));
        if (report.Series is { } series)
        {
            WriteSeries(output, series, noun);
            if (series.IsBars) output.WriteLine($"gaps: {SeriesText.Gaps(series)}");
        }
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("added", report.Added);
            json.WriteNumber("conflicts", report.Replaced);
            json.WriteNumber("filesImportedBefore", report.There);
            WriteTexts(json, "filesImported", report.Imported);
            WriteTexts(json, "filesAbsent", report.Absent);
            WriteSeries(json, report.Series);
            json.WriteEndObject();
        });
    }

    private static string Files(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "file" : "files")}");

    private static void WriteSeries(TextWriter output, SeriesInfo series, string noun) =>
        output.WriteLine($"{series.Name} now has {SeriesText.Count(series.Rows)} {noun}, {SeriesText.Time(series.First)} to {SeriesText.Time(series.IsBars ? series.End : series.Last)}{(series.IsSynthetic ? " (SYNTHETIC)" : "")}");

    private static void WriteSeries(Utf8JsonWriter json, SeriesInfo? series)
    {
        if (series is null) return;
        json.WriteStartObject("series");
        SeriesText.WriteProperties(json, series);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
