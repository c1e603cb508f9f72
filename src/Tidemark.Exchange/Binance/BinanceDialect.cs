using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Binance.Access;
using Tidemark.Exchange.Binance.Endpoints;
using Tidemark.Exchange.Binance.Futures;
using Tidemark.Exchange.Binance.Streams;
using Tidemark.Exchange.Binance.Wire;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Hosting;
using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Binance;

/// <summary>Binance's REST API, its streams and its WebSocket API.</summary>
internal sealed class BinanceDialect : IDialect
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static readonly ExchangeDialect Descriptor = new("binance", loop => new BinanceDialect(loop))
    {
        RestPath = "api/v3/…",
        SocketPaths = ["ws/…", "stream?streams=…", "ws-api/v3"],
        ContractPaths = ["fapi/v1/…", "fstream/ws/…", "fstream/stream?streams=…"],
        Markets = MarketRules.Default,
        HasContracts = true,
        MakeKeys = MakeKeys,
        ReadKey = account => new ApiKey(account.Key, account.Secret, Ed25519Key.Read(account)),
    };

    private readonly ExchangeLoop loop;
    private readonly BinanceVenue venue;
    private readonly BinanceRest rest;
    private readonly StreamHub hub;
    private readonly BinanceVenue futures;
    private readonly BinanceRest futuresRest;
    private readonly FuturesHub futuresHub;

    private BinanceDialect(ExchangeLoop loop)
    {
        this.loop = loop;
        venue = new BinanceVenue(loop.Core);
        rest = new BinanceRest(loop, venue, RestTable.Endpoints);
        hub = new StreamHub(venue);
        var contracts = loop.Contracts!;
        futures = new BinanceVenue(contracts, RateLimits.FuturesWeightPerMinute);
        futuresRest = new BinanceRest(loop, futures, FuturesTable.Endpoints);
        futuresHub = new FuturesHub(futures, contracts);
    }

    public IExchangeListener Listener => hub;

    public IExchangeListener ContractListener => futuresHub;

    public Task AnswerAsync(HttpContext http)
    {
        LeaveOutHost(http);
        return http.Request.Path.StartsWithSegments("/fapi", StringComparison.Ordinal) ? futuresRest.HandleAsync(http) : rest.HandleAsync(http);
    }

    public async Task ServeSocketAsync(HttpContext http, CancellationToken stopping)
    {
        LeaveOutHost(http);
        var path = http.Request.Path.Value ?? "";
        await (FuturesSockets.Serves(path) || await IsFuturesKeyAsync(path).ConfigureAwait(false)
            ? new FuturesSockets(loop, futuresHub, stopping).HandleAsync(http)
            : new BinanceSockets(loop, venue, hub, stopping).HandleAsync(http)).ConfigureAwait(false);
    }

    /// <summary>Whether somebody listens by a futures listen key at the path that both hosts of the venue have.</summary>
    private Task<bool> IsFuturesKeyAsync(string path) => path.StartsWith("/ws/", StringComparison.Ordinal)
        ? loop.AskAsync(() => futures.ListenKeys.Find(path["/ws/".Length..], loop.Core.Now) is not null) : Task.FromResult(false);

    /// <summary>
    /// The venue has several hosts, and this is one port: the name of a host may stand in front of its path. Some clients tell spot from
    /// contracts by nothing else than the address (ccxt looks for <c>/stream</c> in that of a socket).
    /// </summary>
    private static void LeaveOutHost(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var end = path.Length > 1 ? path.IndexOf('/', 1) : -1;
        if (end < 0 || !path.AsSpan(1, end - 1).Contains(".binance", StringComparison.Ordinal)) return;
        http.Request.Path = path.StartsWith("/fstream.", StringComparison.Ordinal) ? "/fstream" + path[end..] : path[end..];
    }

    public FaultAnswer Word(FaultRefusal refusal, HttpRequest request) => FaultWords.Over(request.Path.Value ?? "", refusal);

    public byte[]? Word(FaultRefusal refusal, string message) => FaultWords.OverSocket(message, refusal);

    public bool ExpireListenKeys(Func<ExchangeAccount, bool> isMeant)
    {
        venue.ListenKeys.Expire(isMeant, loop.Core.Now);
        futures.ListenKeys.Expire(isMeant, loop.Core.Now);
        return true;
    }

    private static AccountDefinition MakeKeys(string name) => new(name, RandomNumberGenerator.GetString(Letters, 64), RandomNumberGenerator.GetString(Letters, 64));
}
