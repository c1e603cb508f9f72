using Tidemark.Venues.Binance.Access;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>Keys of the older user data streams: made, and kept alive, for each lives an hour.</summary>
/// <param name="http">Sends the requests.</param>
/// <param name="path">Where keys are made.</param>
/// <param name="weight">Of a request.</param>
/// <param name="streams">Below it a key is a stream.</param>
internal sealed class ListenKeys(VenueHttp http, string path, int weight, Uri streams)
{
    public static readonly TimeSpan RenewalInterval = TimeSpan.FromMinutes(30);

    /// <summary>Where the stream of a key is.</summary>
    public Uri AddressOf(string key) => new(streams, key);

    public async Task<VenueResult<string>> CreateAsync(CancellationToken cancellation)
    {
        // Making it twice gives the same key: it may be repeated.
        var call = new VenueCall(HttpMethod.Post, path) { IsPrivate = true, ContentType = BinanceSigner.KeyOnly, OnlyReads = true, Weight = weight };
        return AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), root => root.Text("listenKey"));
    }

    public async Task<VenueError?> RenewAsync(string key, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Put, path) { Body = $"listenKey={key}", IsPrivate = true, ContentType = BinanceSigner.KeyOnly, OnlyReads = true, Weight = weight };
        return (await http.SendAsync(call, cancellation).ConfigureAwait(false)).Error;
    }
}
