using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Binance.Access;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Results;
using Tidemark.Venues.Sockets;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>Subscribes to the events of an account on a connection of the WebSocket API, with a signature of its own.</summary>
/// <remarks>Source: Binance's documentation, "User Data Stream requests": <c>userDataStream.subscribe.signature</c>.</remarks>
internal sealed class UserStreamLogon(string apiKey, PayloadSigner signer, BinanceOptions options, VenueClock clock, ClockKeeper clockKeeper)
{
    private const string Method = "userDataStream.subscribe.signature";
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);
    private static readonly VenueCall Call = new(HttpMethod.Get, Method);
    private TaskCompletionSource<VenueError?>? answered;

    /// <summary>Asks, and waits for the answer. Returns why it was refused.</summary>
    public async Task<VenueError?> LogOnAsync(SocketSession session, CancellationToken cancellation)
    {
        if (await clockKeeper.EnsureAsync(cancellation).ConfigureAwait(false) is { } unknown) return unknown;
        var waiting = new TaskCompletionSource<VenueError?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref answered, waiting);
        await session.SendAsync(Request(), cancellation).ConfigureAwait(false);
        try
        {
            var error = await waiting.Task.WaitAsync(AnswerTimeout, clock.Provider, cancellation).ConfigureAwait(false);
            if (error?.Kind == VenueErrorKind.ClockSkew) await clockKeeper.CorrectAsync(cancellation).ConfigureAwait(false);
            return error;
        }
        catch (TimeoutException)
        {
            return VenueError.Passing(VenueErrorKind.Timeout, $"{Method}: no answer in time");
        }
    }

    /// <summary>Takes a message that answers a request.</summary>
    public void Take(JsonElement root)
    {
        var status = root.TryGetProperty("status", out var given) && given.TryGetInt32(out var number) ? number : 0;
        var hasError = root.TryGetProperty("error", out var error);
        var result = status == 200 && !hasError ? null
            : BinanceJudge.ErrorOf(Call, status, hasError ? (int?)error.WholeOrNull("code") : null, hasError ? error.TextOrEmpty("msg") : "refused");
        Volatile.Read(ref answered)?.TrySetResult(result);
    }

    /// <summary>The parameters are signed in the order of their names.</summary>
    private string Request()
    {
        var (window, now) = (options.ReceiveWindow.Nanoseconds / Instant.NanosecondsPerMillisecond, clock.Now.UnixMilliseconds);
        var signature = signer.Sign(string.Create(CultureInfo.InvariantCulture, $"apiKey={apiKey}&recvWindow={window}&timestamp={now}"));
        return string.Create(CultureInfo.InvariantCulture,
            $$$"""{"id":1,"method":"{{{Method}}}","params":{"apiKey":"{{{JsonEncodedText.Encode(apiKey)}}}","recvWindow":{{{window}}},"timestamp":{{{now}}},"signature":"{{{signature}}}"}}""");
    }
}
