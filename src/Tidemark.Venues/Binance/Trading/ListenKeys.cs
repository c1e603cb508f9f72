using Tidemark.Venues.Binance.Access;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>Keys of the older user data streams: made, and kept alive, for each lives an hour.</summary>
internal sealed class ListenKeys(VenueHttp http)
{
    private const string Path = "/api/v3/userDataStream";
    public static readonly TimeSpan RenewalInterval = TimeSpan.FromMinutes(30);

    public async Task<VenueResult<string>> CreateAsync(CancellationToken cancellation)
    {
        // Making it twice gives the same key: it may be repeated.
        var call = new VenueCall(HttpMethod.Post, Path) { IsPrivate = true, ContentType = BinanceSigner.KeyOnly, OnlyReads = true, Weight = 2 };
        return AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), root => root.Text("listenKey"));
    }

    public async Task<VenueError?> RenewAsync(string key, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Put, Path) { Body = $"listenKey={key}", IsPrivate = true, ContentType = BinanceSigner.KeyOnly, OnlyReads = true, Weight = 2 };
        return (await http.SendAsync(call, cancellation).ConfigureAwait(false)).Error;
    }
}
