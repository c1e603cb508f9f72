using Microsoft.AspNetCore.Http;
using Tidemark.Exchange.Core;

namespace Tidemark.Exchange.Hosting;

/// <summary>How one venue speaks: what comes over HTTP and over WebSockets, and who hears what happens.</summary>
internal interface IDialect
{
    IExchangeListener Listener { get; }

    /// <summary>Answers a request of the venue's REST API, also with what is not there.</summary>
    Task AnswerAsync(HttpContext http);

    /// <summary>Serves a WebSocket until one side ends it.</summary>
    Task ServeSocketAsync(HttpContext http, CancellationToken stopping);
}
