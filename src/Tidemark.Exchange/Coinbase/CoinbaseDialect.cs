using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Coinbase.Access;
using Tidemark.Exchange.Coinbase.Streams;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Hosting;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Coinbase;

/// <summary>Coinbase Advanced Trade: its REST API, what clients of it ask of the older API, and its WebSocket channels.</summary>
internal sealed class CoinbaseDialect : IDialect
{
    public static readonly ExchangeDialect Descriptor = new("coinbase", loop => new CoinbaseDialect(loop))
    {
        RestPath = "api/v3/brokerage/…",
        SocketPaths = ["", "user"],
        Markets = CoinbaseMarkets.Default,
        // The lowest tier: six and twelve thousandths, always in quote currency.
        Fees = new FeeSchedule(0.006m, 0.012m, FeeCurrency.Quote),
        MakeKeys = CoinbaseKeys.Make,
        ReadKey = CoinbaseKeys.Read,
    };

    private readonly CoinbaseRest rest;
    private readonly ChannelHub hub;
    private readonly CoinbaseSockets sockets;

    private CoinbaseDialect(ExchangeLoop loop)
    {
        var venue = new CoinbaseVenue(loop.Core);
        rest = new CoinbaseRest(loop, venue);
        hub = new ChannelHub(venue);
        sockets = new CoinbaseSockets(loop, venue, hub);
    }

    public IExchangeListener Listener => hub;

    public Task AnswerAsync(HttpContext http) => rest.HandleAsync(http);

    public Task ServeSocketAsync(HttpContext http, CancellationToken stopping) => sockets.HandleAsync(http, stopping);

    public FaultAnswer Word(FaultRefusal refusal, HttpRequest request) => FaultWords.Over(refusal);

    public byte[]? Word(FaultRefusal refusal, string message) => FaultWords.OverSocket(refusal);
}
