using System.Collections.Frozen;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance.Rest;

/// <summary>The instruments of the venue, read once and again when they are older than an hour: rules change.</summary>
internal sealed class BinanceInstruments(VenueHttp http, VenueClock clock, BinanceMarket market) : IDisposable
{
    private static readonly Duration GoodFor = Duration.FromHours(1);
    private readonly SemaphoreSlim reading = new(1, 1);
    private Known? known;

    public async Task<VenueResult<IReadOnlyList<VenueInstrument>>> ListAsync(CancellationToken cancellation) => (await KnowAsync(cancellation).ConfigureAwait(false)).Select(found => found.All);

    public async Task<VenueResult<VenueInstrument>> FindAsync(InstrumentId id, CancellationToken cancellation)
    {
        if (!(await KnowAsync(cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        return found.ById.TryGetValue(id, out var instrument) ? instrument
            : VenueError.Final(VenueErrorKind.UnknownInstrument, $"{market.Name} has no {id.Symbol}{NearestNames.Hint(id.Symbol, found.All.Select(item => item.Id.Symbol))}");
    }

    /// <summary>The venue's time.</summary>
    public Instant Now => clock.Now;

    /// <summary>An instrument by the venue's symbol; null where it is none of those read.</summary>
    public VenueInstrument? BySymbol(string symbol) => known is { } found && found.BySymbol.TryGetValue(symbol, out var instrument) ? instrument : null;

    /// <summary>Reads the instruments where that has not been done.</summary>
    public async Task<VenueError?> LoadAsync(CancellationToken cancellation) => (await KnowAsync(cancellation).ConfigureAwait(false)).Error;

    public void Dispose() => reading.Dispose();

    private async Task<VenueResult<Known>> KnowAsync(CancellationToken cancellation)
    {
        if (known is { } fresh && clock.Local - fresh.ReadAt < GoodFor) return fresh;
        await reading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (known is { } other && clock.Local - other.ReadAt < GoodFor) return other;
            var call = new VenueCall(HttpMethod.Get, $"{market.Root}/exchangeInfo") { Weight = market.InstrumentsWeight, Priority = CallPriority.Normal };
            var answer = await http.SendAsync(call, cancellation).ConfigureAwait(false);
            var result = AnswerJson.Read(call, answer, root => new Known(market.ReadInstruments(root, clock.Local), clock.Local));
            // Rules of an hour ago are better than none.
            if (!result.TryGet(out var read, out var error)) return known is { } old ? old : error;
            return known = read;
        }
        finally
        {
            reading.Release();
        }
    }

    private sealed class Known(IReadOnlyList<VenueInstrument> all, Instant readAt)
    {
        public IReadOnlyList<VenueInstrument> All => all;

        public Instant ReadAt => readAt;

        public FrozenDictionary<InstrumentId, VenueInstrument> ById { get; } = all.DistinctBy(item => item.Id).ToFrozenDictionary(item => item.Id);

        public FrozenDictionary<string, VenueInstrument> BySymbol { get; } = all.ToFrozenDictionary(item => item.Symbol, StringComparer.Ordinal);
    }
}
