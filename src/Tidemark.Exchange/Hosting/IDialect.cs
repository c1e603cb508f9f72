using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Faults;

namespace Tidemark.Exchange.Hosting;

/// <summary>How one venue speaks: what comes over HTTP and over WebSockets, and who hears what happens.</summary>
internal interface IDialect
{
    IExchangeListener Listener { get; }

    /// <summary>Who hears of contracts; null where the venue has none.</summary>
    IExchangeListener? ContractListener => null;

    /// <summary>Answers a request of the venue's REST API, also with what is not there.</summary>
    Task AnswerAsync(HttpContext http);

    /// <summary>Serves a WebSocket until one side ends it.</summary>
    Task ServeSocketAsync(HttpContext http, CancellationToken stopping);

    /// <summary>An error that a fault plan asks for, in the venue's words: maintenance, rate limit, ban, 5xx, a part that is out.</summary>
    FaultAnswer Word(FaultRefusal refusal, HttpRequest request) => FaultAnswer.Plain(refusal);

    /// <summary>The same for a request over a WebSocket.</summary>
    /// <returns>Null where the venue would say nothing.</returns>
    byte[]? Word(FaultRefusal refusal, string message) => null;

    /// <summary>Ends the keys of user data streams of the accounts that are meant; on the exchange's thread.</summary>
    /// <returns>False where the venue has no such keys: then the sockets of those accounts are cut.</returns>
    bool ExpireListenKeys(Func<ExchangeAccount, bool> isMeant) => false;
}
