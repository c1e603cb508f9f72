using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Downloads;
using Tidemark.Cli.Output;
using Tidemark.Cli.Recording;
using Tidemark.Storage.Catalog;
using Tidemark.Venues.Ports;

namespace Tidemark.Cli.Commands.Data;

/// <summary><c>data record</c>: trades, order books and bars of a venue as they come, until Ctrl-C.</summary>
internal static class DataRecordCommand
{
    private static readonly TimeSpan FlushPause = TimeSpan.FromSeconds(1);

    private static readonly Option<string[]> Instruments = new("--instrument") { Description = "What is recorded, repeatable, with or without @venue: BTC/USDT", HelpName = "INSTRUMENT", Required = true };
    private static readonly Option<Interval?> Interval = ParsedOption.Interval(description: "Record closed bars of this interval too (default: 1m, of coinbase 5m)");
    private static readonly Option<int> Segment = new("--segment") { Description = "Minutes after which what was recorded goes into the catalog and the files of the day", HelpName = "MINUTES", DefaultValueFactory = _ => 60 };
    private static readonly Option<int?> For = ParsedOption.Ending();
    private static readonly Option<string?> StoredVenue = new("--as-venue") { Description = "Store it under this venue's name instead: simulated", HelpName = "NAME" };

    public static Command Create() =>
        new Command("record", "Record trades, order books and bars as they come, for days; Ctrl-C ends it, nothing is lost")
            .With(VenueChoice.Venue, Instruments, Interval, Segment, For, StoredVenue, VenueChoice.BaseUrl, CommonOptions.Json)
            .Example("data record --venue binance --instrument BTC/USDT --instrument ETH/USDT")
            .HandleAsync(Run);

    private static async Task<int> Run(CommandContext context)
    {
        var name = VenueChoice.NameOf(context);
        if (context.Get(Segment) is < 1 or > 24 * 60) throw new BadInputException("--segment: is from 1 to 1440 minutes");
        var ids = context.Get(Instruments)!.Select(text => VenueChoice.InstrumentOf(name, text)).Distinct().ToList();
        var interval = context.Get(Interval) ?? VenueConnector.Find(name, ids[0])!.RecordedBars;
        await using var venue = VenueChoice.Open(context, name, ids);
        using var claims = new RecordingClaims(context.Home.RunFolder);
        var recordings = await OpenAsync(context, claims, venue, name, ids, interval).ConfigureAwait(false);
        await using var recording = new MarketRecording(recordings, notice => Tell(context, notice), text => Tell(context, text));
        recording.Start();
        Exception? failure;
        await using (var feed = await OpenFeedAsync(venue, ids, interval, recording, context.Cancellation).ConfigureAwait(false))
        {
            context.Error.WriteLine($"recording {string.Join(", ", ids)} from {OriginOf(context, venue)}; Ctrl-C ends it");
            failure = await WaitAsync(context, recording).ConfigureAwait(false);
        }
        await recording.DisposeAsync().ConfigureAwait(false);
        failure ??= recording.Failed.IsCompleted ? await recording.Failed.ConfigureAwait(false) : null;
        Write(context, recordings);
        if (failure is not null) throw new IOException($"the recording ended: {failure.Message}; what was recorded is in {context.Home.Path} and is taken up at the next start", failure);
        return TidemarkCommandLine.Success;
    }

    private static async Task<List<InstrumentRecording>> OpenAsync(CommandContext context, RecordingClaims claims, IVenue venue, string name, List<InstrumentId> ids, Interval interval)
    {
        var catalog = MarketCatalog.Open(context.Home.Path);
        var (origin, isSimulated) = (OriginOf(context, venue), context.Get(VenueChoice.BaseUrl) is { IsLoopback: true });
        var recordings = new List<InstrumentRecording>();
        foreach (var id in ids)
        {
            var answer = await venue.History.FindInstrumentAsync(id, context.Cancellation).ConfigureAwait(false);
            if (!answer.TryGet(out var instrument, out var error)) throw DownloadException.Of(id, error);
            var storedAs = context.Get(StoredVenue) is { } other ? ParsedOption.InstrumentOf("--as-venue", $"{id.Symbol}@{other}") : id;
            var target = new DownloadTarget(id, storedAs, Instant.MinValue, Instant.MaxValue, $"{name} {origin}", isSimulated);
            if (catalog.TryFind(new BarSpec(storedAs, interval), out var bars)) target.RefuseMixing(bars);
            if (catalog.TryFindTrades(storedAs, out var trades)) target.RefuseMixing(trades);
            claims.Take(storedAs);
            var folder = new RecordingFolder(Path.Combine(context.Home.Path, "recordings", storedAs.Venue, RecordingFolder.NameOf(storedAs)));
            var recording = new InstrumentRecording(target, instrument.Scale, catalog, folder);
            if (recording.Leftovers().Count is > 0 and var left) context.Error.WriteLine($"note: takes up {left} files of {storedAs} that an earlier recording left");
            recordings.Add(recording);
        }
        return recordings;
    }

    private static async Task<IMarketFeed> OpenFeedAsync(IVenue venue, List<InstrumentId> ids, Interval interval, IMarketListener listener, CancellationToken cancellation)
    {
        var wishes = new List<MarketSubscription>();
        for (var i = 0; i < ids.Count; i++)
        {
            var index = new InstrumentIndex(i);
            wishes.Add(new MarketSubscription(index, ids[i], MarketChannel.Trades));
            wishes.Add(new MarketSubscription(index, ids[i], MarketChannel.Book));
            wishes.Add(new MarketSubscription(index, ids[i], MarketChannel.Bars, interval));
        }
        var answer = await venue.Streams.OpenAsync(wishes, listener, cancellation).ConfigureAwait(false);
        return answer.TryGet(out var feed, out var error) ? feed : throw DownloadException.Of(ids[0], error);
    }

    /// <summary>Waits for Ctrl-C, the end that was given, or a failure, which it returns.</summary>
    private static async Task<Exception?> WaitAsync(CommandContext context, MarketRecording recording)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        if (context.Get(For) is { } seconds) ending.CancelAfter(TimeSpan.FromSeconds(seconds));
        using var progress = CommandContext.StartProgress("recording, messages:", 0);
        var segment = TimeSpan.FromMinutes(context.Get(Segment));
        var began = TimeProvider.System.GetTimestamp();
        while (!ending.IsCancellationRequested && !recording.Failed.IsCompleted)
        {
            await Task.WhenAny(recording.Failed, Task.Delay(FlushPause, ending.Token)).ConfigureAwait(false);
            recording.Flush();
            progress.Report(recording.Messages);
            if (TimeProvider.System.GetElapsedTime(began) < segment) continue;
            began = TimeProvider.System.GetTimestamp();
            recording.EndSegments();
        }
        return recording.Failed.IsCompleted ? await recording.Failed.ConfigureAwait(false) : null;
    }

    private static string OriginOf(CommandContext context, IVenue venue) => (context.Get(VenueChoice.BaseUrl) ?? venue.Profile.EndpointsOf(venue.Environment).Streams).Authority;

    private static void Tell(CommandContext context, FeedNotice notice)
    {
        var what = notice.Subscription is { } subscription ? $"{subscription}: " : "";
        Tell(context, $"{notice.Time} {what}{notice.Kind}{(notice.Detail.Length > 0 ? $", {notice.Detail}" : "")}");
    }

    private static void Tell(CommandContext context, string text)
    {
        try
        {
            context.Error.WriteLine(text);
        }
        catch (IOException)
        {
            // Nobody reads it: the terminal is gone. The recording is not ended by that.
        }
    }

    private static void Write(CommandContext context, List<InstrumentRecording> recordings)
    {
        var table = new TextTable("instrument", ">trades", ">book updates", ">snapshots", ">gaps", ">bars", "book files");
        foreach (var recording in recordings)
        {
            var counts = recording.Counts;
            table.Add(recording.Target.StoredAs.ToString(), SeriesText.Count(counts.Trades), SeriesText.Count(counts.Updates), SeriesText.Count(counts.Snapshots), SeriesText.Count(counts.Gaps), SeriesText.Count(counts.Bars), recording.Folder.Path);
        }
        table.WriteTo(context.Output);
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("recordings");
            foreach (var recording in recordings)
            {
                json.WriteStartObject();
                json.WriteString("instrument", recording.Target.StoredAs.ToString());
                json.WriteNumber("trades", recording.Counts.Trades);
                json.WriteNumber("bookUpdates", recording.Counts.Updates);
                json.WriteNumber("bookSnapshots", recording.Counts.Snapshots);
                json.WriteNumber("bookGaps", recording.Counts.Gaps);
                json.WriteNumber("bars", recording.Counts.Bars);
                json.WriteString("folder", recording.Folder.Path);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
