using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Binance.Access;
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
        Markets = MarketRules.Default,
        MakeKeys = MakeKeys,
        ReadKey = account => new ApiKey(account.Key, account.Secret, Ed25519Key.Read(account)),
    };

    private readonly ExchangeLoop loop;
    private readonly BinanceVenue venue;
    private readonly BinanceRest rest;
    private readonly StreamHub hub;

    private BinanceDialect(ExchangeLoop loop)
    {
        this.loop = loop;
        venue = new BinanceVenue(loop.Core);
        rest = new BinanceRest(loop, venue);
        hub = new StreamHub(venue);
    }

    public IExchangeListener Listener => hub;

    public Task AnswerAsync(HttpContext http) => rest.HandleAsync(http);

    public Task ServeSocketAsync(HttpContext http, CancellationToken stopping) => new BinanceSockets(loop, venue, hub, stopping).HandleAsync(http);

    public FaultAnswer Word(FaultRefusal refusal, HttpRequest request) => FaultWords.Over(request.Path.Value ?? "", refusal);

    public byte[]? Word(FaultRefusal refusal, string message) => FaultWords.OverSocket(message, refusal);

    public bool ExpireListenKeys(Func<ExchangeAccount, bool> isMeant)
    {
        venue.ListenKeys.Expire(isMeant, loop.Core.Now);
        return true;
    }

    private static AccountDefinition MakeKeys(string name) => new(name, RandomNumberGenerator.GetString(Letters, 64), RandomNumberGenerator.GetString(Letters, 64));
}
