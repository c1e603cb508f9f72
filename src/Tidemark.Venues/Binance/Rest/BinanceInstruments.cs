using System.Collections.Frozen;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance.Rest;

/// <summary>The instruments of the venue, read once, and again beside those who use them when they are older than an hour: rules change.</summary>
internal sealed class BinanceInstruments : IDisposable
{
    private readonly KeptAnswer<Known> kept;
    private readonly VenueHttp http;
    private readonly VenueClock clock;
    private readonly BinanceMarket market;

    public BinanceInstruments(VenueHttp http, VenueClock clock, BinanceMarket market)
    {
        (this.http, this.clock, this.market) = (http, clock, market);
        kept = new KeptAnswer<Known>(ReadAsync, clock);
    }

    public async Task<VenueResult<IReadOnlyList<VenueInstrument>>> ListAsync(CancellationToken cancellation) => (await kept.GetAsync(cancellation).ConfigureAwait(false)).Select(found => found.All);

    public async Task<VenueResult<VenueInstrument>> FindAsync(InstrumentId id, CancellationToken cancellation)
    {
        if (!(await kept.GetAsync(cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        return found.ById.TryGetValue(id, out var instrument) ? instrument
            : VenueError.Final(VenueErrorKind.UnknownInstrument, $"{market.Name} has no {id.Symbol}{NearestNames.Hint(id.Symbol, found.All.Select(item => item.Id.Symbol))}");
    }

    /// <summary>The venue's time.</summary>
    public Instant Now => clock.Now;

    /// <summary>An instrument by the venue's symbol; null where it is none of those read.</summary>
    public VenueInstrument? BySymbol(string symbol) => kept.Value is { } found && found.BySymbol.TryGetValue(symbol, out var instrument) ? instrument : null;

    /// <summary>Reads the instruments where that has not been done.</summary>
    public async Task<VenueError?> LoadAsync(CancellationToken cancellation) => (await kept.GetAsync(cancellation).ConfigureAwait(false)).Error;

    public void Dispose() => kept.Dispose();

    private async Task<VenueResult<Known>> ReadAsync(CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Get, $"{market.Root}/exchangeInfo") { Weight = market.InstrumentsWeight, Priority = CallPriority.Normal };
        var answer = await http.SendAsync(call, cancellation).ConfigureAwait(false);
        return AnswerJson.Read(call, answer, root => new Known(market.ReadInstruments(root, clock.Local)));
    }

    private sealed class Known(IReadOnlyList<VenueInstrument> all)
    {
        public IReadOnlyList<VenueInstrument> All => all;

        public FrozenDictionary<InstrumentId, VenueInstrument> ById { get; } = all.DistinctBy(item => item.Id).ToFrozenDictionary(item => item.Id);

        public FrozenDictionary<string, VenueInstrument> BySymbol { get; } = all.ToFrozenDictionary(item => item.Symbol, StringComparer.Ordinal);
    }
}
