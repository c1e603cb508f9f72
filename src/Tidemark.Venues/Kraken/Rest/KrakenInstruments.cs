using System.Collections.Frozen;
using Tidemark.Venues.Http;
using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken.Rest;

/// <summary>Assets and pairs of the venue, read once, and again beside those who use them when they are older than an hour: rules change.</summary>
internal sealed class KrakenInstruments : IDisposable
{
    private readonly KeptAnswer<Known> kept;
    private readonly VenueHttp http;
    private readonly VenueClock clock;

    public KrakenInstruments(VenueHttp http, VenueClock clock)
    {
        (this.http, this.clock) = (http, clock);
        kept = new KeptAnswer<Known>(ReadAsync, clock);
    }

    public async Task<VenueResult<IReadOnlyList<VenueInstrument>>> ListAsync(CancellationToken cancellation) =>
        (await kept.GetAsync(cancellation).ConfigureAwait(false)).Select<IReadOnlyList<VenueInstrument>>(found => [.. found.All.Select(pair => pair.Instrument)]);

    public async Task<VenueResult<KrakenPair>> FindAsync(InstrumentId id, CancellationToken cancellation)
    {
        if (!(await kept.GetAsync(cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        return found.ById.TryGetValue(id, out var pair) ? pair
            : VenueError.Final(VenueErrorKind.UnknownInstrument, $"{KrakenProfile.Name} has no {id.Symbol}{NearestNames.Hint(id.Symbol, found.All.Select(item => item.Instrument.Id.Symbol))}");
    }

    /// <summary>A pair by any of the venue's names; null where it is none of those read.</summary>
    public KrakenPair? ByName(string name) => kept.Value is { } found && found.ByName.TryGetValue(name, out var pair) ? pair : null;

    /// <summary>The usual name of an asset; that of the venue where assets have not been read.</summary>
    public string AssetOf(string name) => kept.Value is { } found ? found.Assets.Usual(name) : AssetNames.Common(name);

    /// <summary>Reads assets and pairs where that has not been done.</summary>
    public async Task<VenueError?> LoadAsync(CancellationToken cancellation) => (await kept.GetAsync(cancellation).ConfigureAwait(false)).Error;

    public void Dispose() => kept.Dispose();

    private async Task<VenueResult<Known>> ReadAsync(CancellationToken cancellation)
    {
        var assetCall = new VenueCall(HttpMethod.Get, "/0/public/Assets") { Priority = CallPriority.Normal };
        if (!ResultJson.Read(assetCall, await http.SendAsync(assetCall, cancellation).ConfigureAwait(false), AssetNames.Read).TryGet(out var assets, out var error)) return error;
        var pairCall = new VenueCall(HttpMethod.Get, "/0/public/AssetPairs") { Priority = CallPriority.Normal };
        var pairs = ResultJson.Read(pairCall, await http.SendAsync(pairCall, cancellation).ConfigureAwait(false), result => InstrumentReader.Read(result, clock.Local));
        return pairs.Select(all => new Known(all, assets));
    }

    private sealed class Known(IReadOnlyList<KrakenPair> all, AssetNames assets)
    {
        public IReadOnlyList<KrakenPair> All => all;

        public AssetNames Assets => assets;

        public FrozenDictionary<InstrumentId, KrakenPair> ById { get; } = all.DistinctBy(pair => pair.Instrument.Id).ToFrozenDictionary(pair => pair.Instrument.Id);

        public FrozenDictionary<string, KrakenPair> ByName { get; } = all.SelectMany(pair => (KeyValuePair<string, KrakenPair>[])[new(pair.Key, pair), new(pair.Instrument.Symbol, pair), new(pair.SocketSymbol, pair)])
            .DistinctBy(item => item.Key).ToFrozenDictionary(StringComparer.Ordinal);
    }
}
