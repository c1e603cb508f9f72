using System.Collections.Frozen;
using Tidemark.Venues.Bybit.Answers;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Bybit.Rest;

/// <summary>Spot and linear instruments, read once and again when they are older than an hour: rules change.</summary>
internal sealed class BybitInstruments(VenueHttp http, VenueClock clock) : IDisposable
{
    private const int MostPages = 100;
    private static readonly Duration GoodFor = Duration.FromHours(1);
    private readonly SemaphoreSlim reading = new(1, 1);
    private Known? known;

    /// <summary>The venue's word for the market of an instrument.</summary>
    public static string CategoryOf(InstrumentId id) => id.Kind == InstrumentKind.Spot ? "spot" : "linear";

    public async Task<VenueResult<IReadOnlyList<VenueInstrument>>> ListAsync(CancellationToken cancellation) => (await KnowAsync(cancellation).ConfigureAwait(false)).Select(found => found.All);

    public async Task<VenueResult<VenueInstrument>> FindAsync(InstrumentId id, CancellationToken cancellation)
    {
        if (!(await KnowAsync(cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        return found.ById.TryGetValue(id, out var instrument) ? instrument
            : VenueError.Final(VenueErrorKind.UnknownInstrument, $"{BybitProfile.Name} has no {id.Symbol}{NearestNames.Hint(id.Symbol, found.All.Select(item => item.Id.Symbol))}");
    }

    public void Dispose() => reading.Dispose();

    private async Task<VenueResult<Known>> KnowAsync(CancellationToken cancellation)
    {
        if (known is { } fresh && clock.Local - fresh.ReadAt < GoodFor) return fresh;
        await reading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (known is { } other && clock.Local - other.ReadAt < GoodFor) return other;
            List<VenueInstrument> all = [];
            foreach (var category in (string[])["spot", "linear"])
                if (await ReadAsync(category, all, cancellation).ConfigureAwait(false) is { } error) return known is { } old ? old : error;
            return known = new Known([.. all.DistinctBy(item => item.Id)], clock.Local);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Adds all instruments of a market, page by page.</summary>
    private async Task<VenueError?> ReadAsync(string category, List<VenueInstrument> into, CancellationToken cancellation)
    {
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var query = $"category={category}&limit=1000" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}");
            var call = new VenueCall(HttpMethod.Get, "/v5/market/instruments-info") { Query = query, Priority = CallPriority.Normal };
            var result = AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), root => InstrumentReader.Read(root, clock.Local));
            if (!result.TryGet(out var found, out var error)) return error;
            into.AddRange(found.Instruments);
            if (found.Cursor is null || found.Cursor == cursor) return null;
            cursor = found.Cursor;
        }
        return VenueError.Final(VenueErrorKind.MalformedAnswer, "the pages of instruments do not end");
    }

    private sealed class Known(IReadOnlyList<VenueInstrument> all, Instant readAt)
    {
        public IReadOnlyList<VenueInstrument> All => all;

        public Instant ReadAt => readAt;

        public FrozenDictionary<InstrumentId, VenueInstrument> ById { get; } = all.ToFrozenDictionary(item => item.Id);
    }
}
