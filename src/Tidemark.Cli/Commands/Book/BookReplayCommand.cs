using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Engine.Books;
using Tidemark.Storage.Books;

namespace Tidemark.Cli.Commands.Book;

/// <summary><c>book replay</c>: the order book of a recording at a moment, or what the recording holds.</summary>
internal static class BookReplayCommand
{
    private const int UsualLevels = 10;

    private static readonly Argument<string> File = new("FILE") { Description = "A recording: hftbacktest's raw Binance streams, tardis.dev book CSV, Binance depth CSV, Bybit order-book lines; packed or not" };

    private static readonly Option<string?> At = new("--at") { Description = "The venue's time at which to look, such as 2024-08-08T23:58:00Z, or end; without it a summary", HelpName = "T" };
    private static readonly Option<int> Levels = new("--levels") { Description = "Levels of each side to show", HelpName = "N", DefaultValueFactory = _ => UsualLevels };
    private static readonly Option<string> Format = new("--format") { Description = $"Format of the file: {BookFormats.Auto} tells it from its content, or {string.Join(", ", BookFormats.All)}", HelpName = "NAME", DefaultValueFactory = _ => BookFormats.Auto };

    public static Command Create() =>
        new Command("replay", "Show the order book of a recording at a moment, or sum the recording up")
            .With(File, At, Levels, Format, CommonOptions.Json)
            .Example("book replay btcusdt_20240808.jsonl.gz")
            .Example("book replay btcusdt_20240808.jsonl.gz --at 2024-08-08T23:58:00Z --levels 5 --json -")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var levels = context.Get(Levels);
        if (levels < 1) throw new BadInputException($"--levels {levels} must be at least 1");
        var at = TimeOf(context.Get(At));
        var file = context.Get(File)!;
        BookRecording recording;
        using (var progress = CommandContext.StartProgress("reading", new FileInfo(file) is { Exists: true } info ? info.Length : 0))
            recording = BookFileReader.Read(file, new BookReadOptions { Format = context.Get(Format)! }, progress, context.Cancellation);
        if (at is { } time) ShowBook(context, recording, time, levels);
        else ShowSummary(context, recording);
        return TidemarkCommandLine.Success;
    }

    private static Instant? TimeOf(string? text)
    {
        if (text is null) return null;
        if (text == "end") return Instant.MaxValue;
        return Instant.TryParse(text, out var time) ? time : throw new BadInputException($"--at: '{text}' is not a time such as 2024-08-08T23:58:00Z, nor end");
    }

    private static void ShowBook(CommandContext context, BookRecording recording, Instant at, int levels)
    {
        var state = BookReplay.At(recording.Columns, at);
        var book = state.Book;
        var output = context.Output;
        output.WriteLine($"{recording.Report.Name}, the book at {(at == Instant.MaxValue ? "the end" : at.ToString())} of the venue's time");
        if (state.ReceivedAt is not { } received)
        {
            output.WriteLine("  no book yet: the recording begins later");
        }
        else
        {
            output.WriteLine($"  update {Count(book.UpdateId)}, happened {book.EventTime}, received {received}, {ValidityOf(book)}");
            if (book.HasBothSides) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  spread {(decimal)book.Spread} around {(decimal)book.Mid}; {book.BidCount:N0} bids, {book.AskCount:N0} asks"));
            output.WriteLine();
            var table = new TextTable(">bid quantity", ">bid", ">ask", ">ask quantity");
            for (var rank = 0; rank < Math.Min(levels, Math.Max(book.BidCount, book.AskCount)); rank++)
                table.Add(Text(book.Bid(rank).Quantity, rank < book.BidCount), Text(book.Bid(rank).Price, rank < book.BidCount), Text(book.Ask(rank).Price, rank < book.AskCount), Text(book.Ask(rank).Quantity, rank < book.AskCount));
            table.WriteTo(output);
        }
        WriteNotes(output, recording.Report);
        context.WriteJson(json => WriteBook(json, recording, at, state, levels));
    }

    private static void ShowSummary(CommandContext context, BookRecording recording)
    {
        var report = recording.Report;
        var summary = BookReplay.Summarise(recording.Columns);
        var scale = recording.Columns.Scale;
        var output = context.Output;
        output.WriteLine($"{report.Name}: {report.Format}, received {summary.First} to {summary.Last}");
        if (report.IsSynthetic) output.WriteLine("SIMULATED: recorded from a simulated exchange; no market stands behind it");
        output.WriteLine($"  events      {Count(summary.Events)} in {Count(summary.Messages)} messages: {Count(report.Snapshots)} snapshots, {Count(report.Updates)} updates, {Count(report.Quotes)} quotes, {Count(report.Trades)} trades");
        output.WriteLine($"  left out    {Count(report.Stale)} that said nothing new, {Count(report.Unusable)} without a book to change, {Count(report.SkippedLines)} other lines");
        output.WriteLine($"  gaps        {Count(report.GapCount)}{(report.IsPartial ? "; no snapshot to begin with" : "")}");
        foreach (var gap in report.Gaps) output.WriteLine($"    line {Count(gap.Line)}: {gap.Text}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  grid        tick {scale.PriceTick}, step {scale.QuantityStep}"));
        output.WriteLine($"  levels      {Count(summary.Levels.Bids)} bids, {Count(summary.Levels.Asks)} asks at the end; crossed after {Count(summary.CrossedUpdates)} updates");
        if (summary.Spread is { } spread) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  spread      {spread.Smallest} to {spread.Largest}, middle {spread.Middle}, mean {spread.Mean:0.########}"));
        if (summary.TopsCompared > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  top         equal to the venue's own quote after {summary.TopsEqual:N0} of {summary.TopsCompared:N0} updates ({100.0 * summary.TopsEqual / summary.TopsCompared:0.###} %)"));
        if (report.Latency is { } latency) output.WriteLine($"  latency     {Milliseconds(latency.Smallest)} to {Milliseconds(latency.Largest)}, middle {Milliseconds(latency.Middle)}");
        WriteNotes(output, report);
        context.WriteJson(json => WriteSummary(json, recording, summary));
    }

    private static void WriteNotes(TextWriter output, BookReport report)
    {
        foreach (var note in report.Notes) output.WriteLine($"note: {note}");
    }

    private static string ValidityOf(OrderBook book) => (book.IsValid, book.IsPartial) switch
    {
        (true, false) => "valid",
        (true, true) => "partial, its top confirmed",
        (false, true) => "partial, its top not confirmed",
        _ => "not valid: updates are missing",
    };

    private static string Text(double value, bool isThere) => isThere ? ((decimal)value).ToString(CultureInfo.InvariantCulture) : "";

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Milliseconds(Duration duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.Nanoseconds / 1e6:0.###} ms");

    private static void WriteBook(Utf8JsonWriter json, BookRecording recording, Instant at, BookState state, int levels)
    {
        var book = state.Book;
        json.WriteStartObject();
        json.WriteString("file", recording.Report.Name);
        json.WriteString("format", recording.Report.Format);
        json.WriteString("at", at == Instant.MaxValue ? "end" : at.ToString());
        json.WriteNumber("updateId", book.UpdateId);
        json.WriteString("eventTime", state.ReceivedAt is null ? null : book.EventTime.ToString());
        json.WriteString("receivedAt", state.ReceivedAt?.ToString());
        json.WriteBoolean("isValid", book.IsValid);
        json.WriteBoolean("isPartial", book.IsPartial);
        json.WriteNumber("messages", state.Messages);
        json.WriteNumber("bidLevels", book.BidCount);
        json.WriteNumber("askLevels", book.AskCount);
        WriteLevels(json, "bids", levels, book.BidCount, book.Bid);
        WriteLevels(json, "asks", levels, book.AskCount, book.Ask);
        json.WriteEndObject();
    }

    private static void WriteLevels(Utf8JsonWriter json, string name, int levels, int count, Func<int, BookLevel> levelOf)
    {
        json.WriteStartArray(name);
        for (var rank = 0; rank < Math.Min(levels, count); rank++)
        {
            var level = levelOf(rank);
            json.WriteStartObject();
            json.WriteNumber("price", (decimal)level.Price);
            json.WriteNumber("quantity", (decimal)level.Quantity);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSummary(Utf8JsonWriter json, BookRecording recording, BookSummary summary)
    {
        var (report, scale) = (recording.Report, recording.Columns.Scale);
        json.WriteStartObject();
        json.WriteString("file", report.Name);
        json.WriteString("format", report.Format);
        json.WriteString("from", summary.First.ToString());
        json.WriteString("to", summary.Last.ToString());
        json.WriteNumber("events", summary.Events);
        json.WriteNumber("messages", summary.Messages);
        json.WriteNumber("snapshots", report.Snapshots);
        json.WriteNumber("updates", report.Updates);
        json.WriteNumber("quotes", report.Quotes);
        json.WriteNumber("trades", report.Trades);
        json.WriteNumber("stale", report.Stale);
        json.WriteNumber("unusable", report.Unusable);
        json.WriteNumber("skippedLines", report.SkippedLines);
        json.WriteBoolean("isPartial", report.IsPartial);
        json.WriteBoolean("synthetic", report.IsSynthetic);
        json.WriteNumber("gapCount", report.GapCount);
        json.WriteStartArray("gaps");
        foreach (var gap in report.Gaps)
        {
            json.WriteStartObject();
            json.WriteNumber("line", gap.Line);
            json.WriteString("reason", gap.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("priceTick", scale.PriceTick);
        json.WriteNumber("quantityStep", scale.QuantityStep);
        json.WriteNumber("bidLevels", summary.Levels.Bids);
        json.WriteNumber("askLevels", summary.Levels.Asks);
        json.WriteNumber("crossedUpdates", summary.CrossedUpdates);
        if (summary.Spread is { } spread)
        {
            json.WriteStartObject("spread");
            json.WriteNumber("smallest", spread.Smallest);
            json.WriteNumber("middle", spread.Middle);
            json.WriteNumber("mean", spread.Mean);
            json.WriteNumber("largest", spread.Largest);
            json.WriteEndObject();
        }
        json.WriteNumber("topsCompared", summary.TopsCompared);
        json.WriteNumber("topsEqual", summary.TopsEqual);
        json.WriteNumber("clockShiftMilliseconds", report.ClockShift.Nanoseconds / 1e6);
        if (report.Latency is { } latency)
        {
            json.WriteStartObject("latencyMilliseconds");
            json.WriteNumber("smallest", latency.Smallest.Nanoseconds / 1e6);
            json.WriteNumber("middle", latency.Middle.Nanoseconds / 1e6);
            json.WriteNumber("largest", latency.Largest.Nanoseconds / 1e6);
            json.WriteEndObject();
        }
        json.WriteStartArray("notes");
        foreach (var note in report.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
