using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Downloads;
using Tidemark.Cli.Output;
using Tidemark.Cli.Watching;
using Tidemark.Venues.Aggregation;

namespace Tidemark.Cli.Commands.Book;

/// <summary><c>book watch</c>: the books of one thing at several venues together, as they change.</summary>
internal static class BookWatchCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly Argument<string[]> Instruments = new("INSTRUMENT") { Description = "What is watched, at one venue each: BTC/USDT@binance", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string[]> Servers = new("--server") { Description = "Ask this server for an instrument instead of the venue's own, in the order of the instruments, repeatable; - for the venue's own", HelpName = "URL" };
    private static readonly Option<int> Levels = new("--levels") { Description = "Levels of each side to look at", HelpName = "N", DefaultValueFactory = _ => 10 };
    private static readonly Option<int> MaximumAge = new("--maximum-age") { Description = "A venue from which nothing has come for so long drops out", HelpName = "SECONDS", DefaultValueFactory = _ => 10 };
    private static readonly Option<int?> For = ParsedOption.Ending();

    public static Command Create() =>
        new Command("watch", "Best prices and depth over several venues with whose they are, and a price composed of their trades")
            .With(Instruments, Servers, Levels, MaximumAge, For, CommonOptions.Json)
            .Example("book watch BTC/USDT@binance --for 60")
            .HandleAsync(Run);

    private static async Task<int> Run(CommandContext context)
    {
        if (context.Get(Levels) is < 1 or > 1_000) throw new BadInputException("--levels: is from 1 to 1000");
        if (context.Get(MaximumAge) < 1) throw new BadInputException("--maximum-age: is at least 1 second");
        var feeds = new List<WatchedFeed>();
        try
        {
            await OpenVenues(context, feeds).ConfigureAwait(false);
            var options = new AggregationOptions { MaximumAge = Duration.FromSeconds(context.Get(MaximumAge)) };
            await using var watch = new MarketWatch(feeds, options, context.Get(Levels));
            if (await watch.OpenAsync(context.Cancellation).ConfigureAwait(false) is { } problem) throw new BadInputException(problem);
            var (state, changes) = await Follow(context, watch).ConfigureAwait(false);
            WriteDepth(context, state);
            context.WriteJson(json => WriteJson(json, state, changes));
        }
        finally
        {
            foreach (var feed in feeds) await feed.Venue.DisposeAsync().ConfigureAwait(false);
        }
        return TidemarkCommandLine.Success;
    }

    private static async Task OpenVenues(CommandContext context, List<WatchedFeed> feeds)
    {
        var (names, servers) = (context.Get(Instruments)!, context.Get(Servers) ?? []);
        if (servers.Length > names.Length) throw new BadInputException("--server: there are more than instruments");
        for (var i = 0; i < names.Length; i++)
        {
            var id = ParsedOption.InstrumentOf("INSTRUMENT", names[i]);
            var server = i < servers.Length && servers[i] != "-" ? VenueChoice.ParseUrl(servers[i]) : null;
            var venue = VenueChoice.Open(context.Home, id.Venue, null, server, id);
            var answer = await venue.History.FindInstrumentAsync(id, context.Cancellation).ConfigureAwait(false);
            if (!answer.TryGet(out var instrument, out var error))
            {
                await venue.DisposeAsync().ConfigureAwait(false);
                throw DownloadException.Of(id, error);
            }
            var name = server is null ? id.Venue : $"{id.Venue} {server.Authority}";
            if (feeds.Exists(feed => feed.Name == name)) throw new BadInputException($"{id}: {name} is watched already; give each venue once");
            feeds.Add(new WatchedFeed(name, venue, id, instrument.Scale));
        }
    }

    private static async Task<(WatchState State, List<StandingChange> Changes)> Follow(CommandContext context, MarketWatch watch)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        if (context.Get(For) is { } seconds) ending.CancelAfter(TimeSpan.FromSeconds(seconds));
        var changes = new List<StandingChange>();
        while (true)
        {
            await Task.WhenAny(Task.Delay(Pause, ending.Token)).ConfigureAwait(false);
            var state = watch.Look(Instant.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
            changes.AddRange(state.Changes);
            foreach (var change in state.Changes) context.Output.WriteLine($"{change.Time()} {change.Venue} {(change.IsReturn ? "counts" : $"does not count: {change.Reason}")}");
            context.Output.WriteLine(LineOf(state));
            if (ending.IsCancellationRequested) return (state, changes);
        }
    }

    private static string Time(this StandingChange change) => change.At.ToString()[11..19];

    private static string LineOf(WatchState state)
    {
        var (bid, ask) = (state.Bids.Count > 0 ? state.Bids[0] : ConsolidatedLevel.None, state.Asks.Count > 0 ? state.Asks[0] : ConsolidatedLevel.None);
        var composite = state.Composite.IsKnown ? state.Composite.Price.ToString("0.00####", CultureInfo.InvariantCulture) : "-";
        return string.Create(CultureInfo.InvariantCulture, $"{state.Time.ToString()[11..19]} bid {Text(bid)} | ask {Text(ask)} | composite {composite} of {state.Composite.Shares.Count(share => !share.IsOutlier)} | {state.Standings.Count(s => s.Standing == VenueStanding.Active)} of {state.Standings.Count} venues{(bid.Price >= ask.Price ? " | CROSSED between venues" : "")}");
    }

    private static string Text(ConsolidatedLevel level) => double.IsNaN(level.Price) ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{level.Price} x {level.Quantity:0.########} ({string.Join(", ", level.Shares.Select(share => share.Venue))})");

    private static void WriteDepth(CommandContext context, WatchState state)
    {
        context.Output.WriteLine();
        var table = new TextTable("whose", ">bid quantity", ">bid", ">ask", ">ask quantity", "whose ");
        for (var rank = 0; rank < Math.Max(state.Bids.Count, state.Asks.Count); rank++)
        {
            var (bid, ask) = (rank < state.Bids.Count ? state.Bids[rank] : null, rank < state.Asks.Count ? state.Asks[rank] : null);
            table.Add(Whose(bid), Number(bid?.Quantity), Number(bid?.Price), Number(ask?.Price), Number(ask?.Quantity), Whose(ask));
        }
        table.WriteTo(context.Output);
    }

    private static string Whose(ConsolidatedLevel? level) => level is null ? "" : string.Join(", ", level.Shares.Select(share => share.Venue));

    private static string Number(double? value) => value?.ToString("0.########", CultureInfo.InvariantCulture) ?? "";

    private static void WriteJson(Utf8JsonWriter json, WatchState state, List<StandingChange> changes)
    {
        json.WriteStartObject();
        json.WriteString("time", state.Time.ToString());
        WriteLevels(json, "bids", state.Bids);
        WriteLevels(json, "asks", state.Asks);
        if (state.Composite.IsKnown) json.WriteNumber("compositePrice", state.Composite.Price);
        json.WriteStartArray("composite");
        foreach (var share in state.Composite.Shares)
        {
            json.WriteStartObject();
            json.WriteString("venue", share.Venue);
            json.WriteNumber("price", share.Price);
            json.WriteNumber("volume", share.Volume);
            json.WriteNumber("weight", share.Weight);
            json.WriteBoolean("outlier", share.IsOutlier);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("venues");
        foreach (var (venue, standing) in state.Standings) json.WriteString(venue, standing.ToString().ToLowerInvariant());
        json.WriteEndObject();
        json.WriteStartArray("changes");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("time", change.At.ToString());
            json.WriteString("venue", change.Venue);
            json.WriteString("before", change.Before.ToString().ToLowerInvariant());
            json.WriteString("after", change.After.ToString().ToLowerInvariant());
            json.WriteString("reason", change.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLevels(Utf8JsonWriter json, string name, IReadOnlyList<ConsolidatedLevel> levels)
    {
        json.WriteStartArray(name);
        foreach (var level in levels)
        {
            json.WriteStartObject();
            json.WriteNumber("price", level.Price);
            json.WriteNumber("quantity", level.Quantity);
            json.WriteStartObject("venues");
            foreach (var share in level.Shares) json.WriteNumber(share.Venue, share.Quantity);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
