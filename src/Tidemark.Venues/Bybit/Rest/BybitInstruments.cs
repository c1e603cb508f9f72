using System.Collections.Frozen;
using Tidemark.Venues.Bybit.Answers;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Bybit.Rest;

/// <summary>Spot and linear instruments, read once, and again beside those who use them when they are older than an hour: rules change.</summary>
internal sealed class BybitInstruments : IDisposable
{
    private const int MostPages = 100;
    private readonly KeptAnswer<Known> kept;
    private readonly VenueHttp http;
    private readonly VenueClock clock;

    public BybitInstruments(VenueHttp http, VenueClock clock)
    {
        (this.http, this.clock) = (http, clock);
        kept = new KeptAnswer<Known>(ReadAsync, clock);
    }

    /// <summary>The venue's word for the market of an instrument.</summary>
    public static string CategoryOf(InstrumentId id) => id.Kind == InstrumentKind.Spot ? "spot" : "linear";

    public async Task<VenueResult<IReadOnlyList<VenueInstrument>>> ListAsync(CancellationToken cancellation) => (await kept.GetAsync(cancellation).ConfigureAwait(false)).Select(found => found.All);

    public async Task<VenueResult<VenueInstrument>> FindAsync(InstrumentId id, CancellationToken cancellation)
    {
        if (!(await kept.GetAsync(cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        return found.ById.TryGetValue(id, out var instrument) ? instrument
            : VenueError.Final(VenueErrorKind.UnknownInstrument, $"{BybitProfile.Name} has no {id.Symbol}{NearestNames.Hint(id.Symbol, found.All.Select(item => item.Id.Symbol))}");
    }

    public void Dispose() => kept.Dispose();

    private async Task<VenueResult<Known>> ReadAsync(CancellationToken cancellation)
    {
        List<VenueInstrument> all = [];
        foreach (var category in (string[])["spot", "linear"])
            if (await ReadAsync(category, all, cancellation).ConfigureAwait(false) is { } error) return error;
        return new Known([.. all.DistinctBy(item => item.Id)]);
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

    private sealed class Known(IReadOnlyList<VenueInstrument> all)
    {
        public IReadOnlyList<VenueInstrument> All => all;

        public FrozenDictionary<InstrumentId, VenueInstrument> ById { get; } = all.ToFrozenDictionary(item => item.Id);
    }
}
