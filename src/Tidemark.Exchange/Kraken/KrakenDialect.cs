using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Hosting;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Streams;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken;

/// <summary>Kraken spot: REST and version 2 of its WebSocket API.</summary>
internal sealed class KrakenDialect : IDialect
{
    /// <summary>The venue's lowest tier.</summary>
    public static readonly FeeSchedule Fees = new(0.0025m, 0.004m, FeeCurrency.Quote);

    public static readonly ExchangeDialect Descriptor = new("kraken", loop => new KrakenDialect(loop))
    {
        RestPath = "0/…",
        SocketPaths = ["v2"],
        Markets = KrakenPairs.Default,
        Fees = Fees,
        MakeKeys = MakeKeys,
        ReadKey = ReadKey,
    };

    private const int KeyBytes = 42;
    private const int SecretBytes = 64;
    private readonly KrakenRest rest;
    private readonly KrakenHub hub;
    private readonly KrakenSockets sockets;

    private KrakenDialect(ExchangeLoop loop)
    {
        var venue = new KrakenVenue(loop.Core);
        rest = new KrakenRest(loop, venue);
        hub = new KrakenHub(venue);
        sockets = new KrakenSockets(loop, venue, hub);
    }

    public IExchangeListener Listener => hub;

    public Task AnswerAsync(HttpContext http) => rest.HandleAsync(http);

    public Task ServeSocketAsync(HttpContext http, CancellationToken stopping) => sockets.HandleAsync(http, stopping);

    public FaultAnswer Word(FaultRefusal refusal, HttpRequest request) => FaultWords.Over(request.Path.Value ?? "", refusal);

    public byte[]? Word(FaultRefusal refusal, string message) => FaultWords.OverSocket(message, refusal);

    private static AccountDefinition MakeKeys(string name) =>
        new(name, Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)), Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)));

    private static ApiKey ReadKey(AccountDefinition account) => IsBase64(account.Secret) ? new ApiKey(account.Key, account.Secret)
        : throw new BadInputException($"--account {account.Name}: the secret is base64 in the kraken dialect");

    private static bool IsBase64(string text)
    {
        Span<byte> bytes = new byte[text.Length];
        return text.Length > 0 && Convert.TryFromBase64String(text, bytes, out _);
    }
}
