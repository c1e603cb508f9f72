using System.Net.Sockets;
using System.Text;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Http;

/// <summary>
/// The requests of one venue over a pool of connections. Takes budget first, signs each attempt anew, judges the answer, and repeats what
/// only reads; everything else is sent once, and its errors say whether it may have happened.
/// </summary>
public sealed class VenueHttp : IDisposable
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(10);
    private readonly VenueHttpOptions options;
    private readonly VenueClock clock;
    private readonly IRateBudget budget;
    private readonly IAnswerJudge judge;
    private readonly ICallSigner? signer;
    private readonly HttpClient client;
    private readonly Backoff backoff;
    private readonly SendingLane lane = new();

    /// <param name="baseAddress">Of the venue.</param>
    /// <param name="clock">Whose provider also times pauses.</param>
    /// <param name="budget">Asked before each attempt.</param>
    /// <param name="judge">Asked about each answer.</param>
    /// <param name="signer">Null where only public data is read.</param>
    /// <param name="options">Null for the usual patience.</param>
    public VenueHttp(Uri baseAddress, VenueClock clock, IRateBudget budget, IAnswerJudge judge, ICallSigner? signer = null, VenueHttpOptions? options = null)
    {
        this.options = options ?? new VenueHttpOptions();
        (this.clock, this.budget, this.judge, this.signer) = (clock, budget, judge, signer);
        BaseAddress = baseAddress;
        backoff = new Backoff(this.options.FirstPause, this.options.LongestPause, new Random(this.options.Seed));
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = ConnectionLife,
            MaxConnectionsPerServer = this.options.ConnectionsPerServer,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            // A redirect would carry the key to another address.
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("tidemark/0.1");
    }

    public Uri BaseAddress { get; }

    /// <summary>Sends a request and reads its answer.</summary>
    /// <returns>The answer that was asked for, or why there is none.</returns>
    /// <exception cref="OperationCanceledException">The caller no longer waits; what was sent may have happened.</exception>
    public async Task<VenueResult<VenueAnswer>> SendAsync(VenueCall call, CancellationToken cancellation = default)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await TakeBudgetAsync(call, cancellation).ConfigureAwait(false) is { } refusal) return refusal;
            var (answer, error) = await TryOnceAsync(call, cancellation).ConfigureAwait(false);
            if (error is null) return answer!;
            if (!call.OnlyReads || !error.IsTransient || attempt + 1 >= options.Attempts || error.Kind == VenueErrorKind.ClockSkew) return error;
            var pause = backoff.PauseOf(attempt);
            if (error.RetryAfter is { } asked)
            {
                var wait = new TimeSpan(asked.Nanoseconds / 100);
                if (wait > options.LongestWait) return error;
                if (wait > pause) pause = wait;
            }
            await Task.Delay(pause, clock.Provider, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        client.Dispose();
        lane.Dispose();
    }

    private async Task<(VenueAnswer? Answer, VenueError? Error)> TryOnceAsync(VenueCall call, CancellationToken cancellation)
    {
        var isSerial = call.IsPrivate && signer is { SendsOneByOne: true };
        using var place = isSerial ? await lane.EnterAsync(call, cancellation).ConfigureAwait(false) : null;
        try
        {
            // What stands before orders and cancels may not stand there for long.
            using var timeout = new CancellationTokenSource(isSerial && call.OnlyReads ? options.SerialReadTimeout : options.AnswerTimeout, clock.Provider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
            HttpRequestMessage? made = null;
            try
            {
                made = call.IsPrivate ? Signer(call).Sign(call, BaseAddress) : MessageOf(call, BaseAddress);
            }
            catch (Exception e) when (IsOfTheRunFolder(e))
            {
                return (null, Unusable(e));
            }
            using var message = made;
            var sent = clock.Local;
            using var response = await client.SendAsync(message, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            var answer = new VenueAnswer((int)response.StatusCode, response.Headers, body, sent, clock.Local);
            Learn(call, answer);
            return (answer, judge.Judge(call, answer));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return (null, NetworkFailures.Classify(e, call.OnlyReads, $"{call} at {BaseAddress.Host}:{BaseAddress.Port}"));
        }
    }

    /// <summary>
    /// The message of a call without a signature. What changes something always has a body: the platform itself sends a request without one
    /// again when a pooled connection turns out to be closed.
    /// </summary>
    public static HttpRequestMessage MessageOf(VenueCall call, Uri baseAddress)
    {
        var message = new HttpRequestMessage(call.Method, new Uri(baseAddress, call.Query.Length > 0 ? $"{call.Path}?{call.Query}" : call.Path));
        var body = call.Body ?? (call.OnlyReads ? null : "");
        if (body is not null) message.Content = new StringContent(body, Encoding.UTF8, call.ContentType);
        return message;
    }

    private static bool IsOfTheRunFolder(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>Nothing was sent.</summary>
    private static VenueError Unusable(Exception e) => VenueError.Passing(VenueErrorKind.Network, $"the run folder cannot be used: {e.Message.ReplaceLineEndings(" ")}");

    private async ValueTask<VenueError?> TakeBudgetAsync(VenueCall call, CancellationToken cancellation)
    {
        try
        {
            return await budget.TakeAsync(call, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfTheRunFolder(e))
        {
            return Unusable(e);
        }
    }

    private void Learn(VenueCall call, VenueAnswer answer)
    {
        try
        {
            budget.Learn(call, answer);
        }
        catch (Exception e) when (IsOfTheRunFolder(e))
        {
            // The answer is there all the same.
        }
    }

    private ICallSigner Signer(VenueCall call) => signer ?? throw new InvalidOperationException($"{call} needs credentials");

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, clock.Provider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, either.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            socket.Dispose();
            throw new ConnectFailedException($"no connection to {context.DnsEndPoint.Host}: {(timeout.IsCancellationRequested ? "time-out" : e.Message)}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
