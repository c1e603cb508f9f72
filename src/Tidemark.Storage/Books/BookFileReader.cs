using Tidemark.Storage.Import.Files;

namespace Tidemark.Storage.Books;

/// <summary>Reads files of order books, plain or packed, into columns.</summary>
public static class BookFileReader
{
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="progress">Takes bytes of the file read so far.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="BadInputException">The file cannot be used; the message names file, line and reason.</exception>
    public static BookRecording Read(string path, BookReadOptions options, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        if (options.ContractSize <= 0m) throw new BadInputException($"--contract-size {options.ContractSize} must be positive");
        if (options.MinimumLatency < Duration.Zero) throw new BadInputException("--minimum-latency must not be negative");
        var hasSnapshot = false;
        ForText(path, null, (lines, _) => hasSnapshot = HasSnapshot(lines, options, cancellation));
        BookRecording? recording = null;
        ForText(path, progress, (lines, name) => recording = Read(lines, name, options, hasSnapshot, cancellation));
        return recording!;
    }

    /// <summary>Whether a file looks like one of an order book, by its first line.</summary>
    /// <exception cref="BadInputException">It cannot be opened.</exception>
    public static bool IsBookFile(string path)
    {
        var isBook = false;
        InputFile.ForEachTable(path, null, 0, table => isBook = BookFormats.Recognise(new FeedLines(table.Text).Peek(BookFormats.TellingBytes)) is not null);
        return isBook;
    }

    private static void ForText(string path, IProgress<long>? progress, Action<FeedLines, string> take)
    {
        var tables = 0;
        InputFile.ForEachTable(path, progress, 0, table =>
        {
            if (++tables > 1) throw new BadInputException($"{path}: holds several files; unpack it and name one");
            take(new FeedLines(table.Text), table.ShortName);
        });
    }

    /// <summary>Whether a snapshot comes at all; mostly it is among the first messages.</summary>
    private static bool HasSnapshot(FeedLines lines, BookReadOptions options, CancellationToken cancellation)
    {
        try
        {
            var feed = BookFormats.Open(options.Format, lines);
            var message = new FeedMessage();
            for (var count = 0; feed.TryRead(message); count++)
            {
                if (message.Kind == BookMessageKind.Snapshot) return true;
                if (count % 1024 == 0) cancellation.ThrowIfCancellationRequested();
            }
        }
        catch (Exception failure) when (failure is FormatException or OverflowException)
        {
            // Told with its line when the file is read in earnest.
        }
        return false;
    }

    private static BookRecording Read(FeedLines lines, string name, BookReadOptions options, bool hasSnapshot, CancellationToken cancellation)
    {
        var builder = new RecordingBuilder(options);
        var sequencer = new BookSequencer(builder, hasSnapshot);
        var message = new FeedMessage();
        IBookFeed feed;
        BookColumns columns;
        try
        {
            feed = BookFormats.Open(options.Format, lines);
            for (var count = 0; feed.TryRead(message); count++)
            {
                sequencer.Take(message);
                if (count % 1024 == 0) cancellation.ThrowIfCancellationRequested();
            }
            sequencer.Finish();
            if (builder.Count == 0) throw new BadInputException($"{name}: there is no message of an order book in it");
            columns = builder.Finish();
        }
        catch (FormatException problem)
        {
            throw new BadInputException($"{name}, line {Math.Max(lines.Number, 1)}: {problem.Message}", problem);
        }
        catch (OverflowException problem)
        {
            throw new BadInputException($"{name}, line {Math.Max(lines.Number, 1)}: a number or a time is too large", problem);
        }
        return new BookRecording(columns, ReportOf(name, feed, builder, sequencer));
    }

    private static BookReport ReportOf(string name, IBookFeed feed, RecordingBuilder builder, BookSequencer sequencer)
    {
        var notes = new List<string>();
        var latency = builder.LatencySummary();
        if (sequencer.IsPartial) notes.Add("there is no snapshot: the book is built from updates alone, lacks levels that have not changed, and its top counts only once a quote of the venue confirms it");
        if (latency is null) notes.Add("receive times are not recorded: every message counts as received the smallest latency after it happened");
        else if (builder.Shift > 0) notes.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the local clock is moved on by {builder.Shift / 1e6:0.###} ms: messages would have come before they happened, or faster than the smallest latency"));
        if (builder.TimelessCount > 0) notes.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{builder.TimelessCount:N0} messages have no time of the venue: each counts as late as the message before it"));
        return new BookReport
        {
            Name = name,
            Format = feed.Format,
            Snapshots = builder.CountOf(BookMessageKind.Snapshot),
            Updates = builder.CountOf(BookMessageKind.Update),
            Quotes = builder.CountOf(BookMessageKind.Quote),
            Trades = builder.CountOf(BookMessageKind.Trade) + builder.CountOf(BookMessageKind.BuyTrade) + builder.CountOf(BookMessageKind.SellTrade),
            Stale = sequencer.Stale,
            Unusable = sequencer.Unusable,
            SkippedLines = feed.SkippedLines,
            GapCount = sequencer.GapCount,
            Gaps = [.. sequencer.Gaps],
            IsPartial = sequencer.IsPartial,
            IsSynthetic = feed.IsSynthetic,
            ClockShift = new Duration(builder.Shift),
            Latency = latency,
            Notes = [.. notes],
        };
    }
}
