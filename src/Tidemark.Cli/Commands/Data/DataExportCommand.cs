using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Catalog.Export;

namespace Tidemark.Cli.Commands.Data;

/// <summary><c>data export</c>: a series for other programs.</summary>
internal static class DataExportCommand
{
    private static readonly Option<InstrumentId?> Instrument = ParsedOption.Instrument();
    private static readonly Option<Interval?> Interval = ParsedOption.Interval(description: "Interval of the bars; resampled when it is not stored. Without it the trades are exported");
    private static readonly Option<ExportFormat?> Format = ParsedOption.Value("--format", "csv|jsonl|npy", "csv (data import reads it back; the default), jsonl, or npy (numpy.load)", ParseFormat);
    private static readonly Option<string> Out = new("--out") { Description = "The file; .gz compresses it; - is standard output", HelpName = "FILE", Required = true };
    private static readonly Option<Instant?> From = ParsedOption.Time("--from", "First time, inclusive: 2018-01-01");
    private static readonly Option<Instant?> To = ParsedOption.Time("--to", "Last time, exclusive: 2018-07-01");

    public static Command Create()
    {
        Instrument.Required = true;
        return new Command("export", "Write a series as CSV, JSON lines or a NumPy array")
            .With(Instrument, Interval, Format, Out, From, To)
            .Example("data export --instrument BTC/USD@bitfinex --interval 1h --format csv --out btc-1h.csv")
            .Example("data export --instrument BTC/USD@bitfinex --interval 1m --format npy --out btc.npy --from 2018-01-01 --to 2018-02-01")
            .Handle(Run);
    }

    private static int Run(CommandContext context)
    {
        var catalog = MarketCatalog.Open(context.Home.Path);
        var format = context.Get(Format) ?? ExportFormat.Csv;
        var from = context.Get(From) ?? Instant.MinValue;
        var to = context.Get(To) ?? Instant.MaxValue;
        if (to <= from) throw new BadInputException("--to must be after --from");
        string what;
        Action<Stream> write;
        if (context.Get(Interval) is { } interval)
        {
            var resolved = catalog.Resolve(new BarSpec(context.Get(Instrument)!, interval));
            var bars = resolved.Bars.Between(from, to);
            if (bars.Count == 0) throw new BadInputException($"there are no bars in that range; the series reaches from {resolved.Source.First} to {resolved.Source.End}");
            what = $"{SeriesText.Count(bars.Count)} {resolved.Description} of {context.Get(Instrument)}";
            write = stream => SeriesExporter.Write(bars, format, stream);
        }
        else
        {
            var trades = catalog.OpenTrades(context.Get(Instrument)!).Between(from, to);
            if (trades.Count == 0) throw new BadInputException("there are no trades in that range");
            what = $"{SeriesText.Count(trades.Count)} trades of {context.Get(Instrument)}";
            write = stream => SeriesExporter.Write(trades, format, stream);
        }
        var path = context.Get(Out)!;
        OutputFile.Write(Out.Name, path, write);
        if (path != "-") context.Output.WriteLine($"{path}: {what}, {SeriesText.Count(new FileInfo(path).Length)} bytes");
        return TidemarkCommandLine.Success;
    }

    private static ExportFormat ParseFormat(string text) => text.ToLowerInvariant() switch
    {
        "csv" => ExportFormat.Csv,
        "jsonl" => ExportFormat.Jsonl,
        "npy" => ExportFormat.Npy,
        _ => throw new FormatException($"'{text}' is not one of csv, jsonl, npy"),
    };
}
