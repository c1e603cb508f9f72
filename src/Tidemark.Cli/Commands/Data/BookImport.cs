using Tidemark.Cli.CommandLine;
using Tidemark.Storage.Books;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Data;

/// <summary>The part of <c>data import</c> that stores the recording of an order book, in place of the one that was stored of the instrument.</summary>
internal static class BookImport
{
    /// <summary>Whether files are to be read as an order book: by the name of the format, or by what the first holds.</summary>
    /// <exception cref="BadInputException">The first file cannot be opened.</exception>
    public static bool IsFor(string format, string[] paths) => BookFormats.IsName(format) || (format == BookFormats.Auto && BookFileReader.IsBookFile(paths[0]));

    /// <exception cref="BadInputException">The file cannot be used; the message names line and reason.</exception>
    public static int Run(CommandContext context, string[] paths, InstrumentId instrument, string format, bool hasRepairs)
    {
        if (paths.Length > 1) throw new BadInputException("an order book is imported from one file: a second would not follow the first without a gap");
        if (hasRepairs) throw new BadInputException("--repair: an order book cannot be repaired; where updates are missing it is unknown until the next snapshot");
        var catalog = MarketCatalog.Open(context.Home.Path);
        var rules = catalog.Instruments.Find(instrument).Rules;
        var options = new BookReadOptions
        {
            Format = format,
            ContractSize = ContractSizes.Of(instrument),
            FinestTick = rules.IsEmpty ? null : rules[^1].PriceTick,
            FinestStep = rules.IsEmpty ? null : rules[^1].QuantityStep,
        };
        BookRecording recording;
        using (var progress = CommandContext.StartProgress("importing", new FileInfo(paths[0]).Length)) recording = BookFileReader.Read(paths[0], options, progress, context.Cancellation);
        var report = recording.Report;
        var series = catalog.ReplaceBook(instrument, recording.Columns, new SeriesSource(report.Name, report.Format, recording.Columns.Count, report.Remarks, report.IsSynthetic));
        context.Output.WriteLine($"{series.Name}: {SeriesText.Count(recording.Columns.EventCount)} events in {SeriesText.Count(series.Rows)} messages, received {SeriesText.Time(series.First)} to {SeriesText.Time(series.Last)}; it stands in the place of any recording before");
        if (report.IsSynthetic) context.Output.WriteLine("SIMULATED: it was recorded from a simulated exchange; no market stands behind it");
        foreach (var note in report.Remarks) context.Output.WriteLine($"note: {note}");
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteString("kind", "depth");
            json.WriteNumber("events", recording.Columns.EventCount);
            json.WriteNumber("gapCount", report.GapCount);
            json.WriteNumber("stale", report.Stale);
            json.WriteStartArray("notes");
            foreach (var note in report.Remarks) json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteStartObject("series");
            SeriesText.WriteProperties(json, series);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        return TidemarkCommandLine.Success;
    }
}
