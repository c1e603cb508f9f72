using System.Net;
using System.Net.Sockets;
using Tidemark.Venues.Http;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>What broken connections mean, over real sockets.</summary>
public sealed class VenueHttpTests
{
    private static readonly VenueCall Read = new(HttpMethod.Get, "/time");
    private static readonly VenueCall Order = new(HttpMethod.Post, "/order") { Orders = 1 };

    [Fact]
    public async Task RefusedConnection_CannotHaveHappened_EvenForAnOrder()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        using var http = Http(address);
        var error = (await http.SendAsync(Order, TestContext.Current.CancellationToken)).Error!;
        Assert.Equal((VenueErrorKind.Network, true, false), (error.Kind, error.IsTransient, error.MayHaveHappened));
        Assert.StartsWith($"POST /order at 127.0.0.1:{address.Port}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownName_CannotHaveHappened()
    {
        using var http = Http(new Uri("http://no-such-host.invalid"));
        var error = (await http.SendAsync(Order, TestContext.Current.CancellationToken)).Error!;
        Assert.Equal((VenueErrorKind.Network, false), (error.Kind, error.MayHaveHappened));
    }

    [Fact]
    public async Task ResetAfterAnOrderWasRead_MayHaveHappened_AndItIsSentOnce()
    {
        await using var server = new RawServer(async (server, stream) =>
        {
            // The first request is answered, so that the connection goes back to the pool; then it breaks.
            await server.ReadAsync(stream);
            await RawServer.AnswerAsync(stream, "200 OK", "{}");
            await server.ReadAsync(stream);
        });
        using var http = Http(server.Address);
        Assert.True((await http.SendAsync(Read, TestContext.Current.CancellationToken)).IsSuccess);
        var error = (await http.SendAsync(Order, TestContext.Current.CancellationToken)).Error!;
        Assert.Equal((VenueErrorKind.Network, true), (error.Kind, error.MayHaveHappened));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task SilenceAfterAnOrder_IsATimeout_ThatMayHaveHappened()
    {
        await using var server = new RawServer(async (server, stream) =>
        {
            await server.ReadAsync(stream);
            await Task.Delay(Timeout.Infinite, server.Ending);
        });
        using var http = Http(server.Address, new VenueHttpOptions { AnswerTimeout = TimeSpan.FromSeconds(2) });
        var error = (await http.SendAsync(Order, TestContext.Current.CancellationToken)).Error!;
        Assert.Equal((VenueErrorKind.Timeout, true, true), (error.Kind, error.IsTransient, error.MayHaveHappened));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task ReadThatFailsTwice_IsRepeated_AndSucceeds()
    {
        await using var server = new RawServer(async (server, stream) =>
        {
            while ((await server.ReadAsync(stream)).Length > 0)
                await RawServer.AnswerAsync(stream, server.Requests <= 2 ? "503 Busy" : "200 OK", "{}");
        });
        using var http = Http(server.Address);
        Assert.True((await http.SendAsync(Read, TestContext.Current.CancellationToken)).IsSuccess);
        Assert.Equal(3, server.Requests);
    }

    [Fact]
    public async Task LongRetryAfter_IsGivenBack_NotWaitedFor()
    {
        await using var server = new RawServer(async (server, stream) =>
        {
            while ((await server.ReadAsync(stream)).Length > 0) await RawServer.AnswerAsync(stream, "429 Slow", "{}", "Retry-After: 120\r\n");
        });
        using var http = Http(server.Address);
        var error = (await http.SendAsync(Read, TestContext.Current.CancellationToken)).Error!;
        Assert.Equal(VenueErrorKind.RateLimited, error.Kind);
        Assert.Equal(Duration.FromSeconds(120), error.RetryAfter);
        Assert.Equal(1, server.Requests);
    }

    private static VenueHttp Http(Uri address, VenueHttpOptions? options = null) =>
        new(address, new VenueClock(new ScaledTime(10)), new FreeBudget(), new PlainJudge(), options: options);

    private sealed class FreeBudget : IRateBudget
    {
        public ValueTask<VenueError?> TakeAsync(VenueCall call, CancellationToken cancellation) => default;

        public void Learn(VenueCall call, VenueAnswer answer) { }
    }

    private sealed class PlainJudge : IAnswerJudge
    {
        public VenueError? Judge(VenueCall call, VenueAnswer answer) => answer.Status switch
        {
            200 => null,
            429 => VenueError.Passing(VenueErrorKind.RateLimited, "slow") with { RetryAfter = answer.RetryAfter },
            _ => new VenueError(VenueErrorKind.ServerError, true, !call.OnlyReads, "", "busy"),
        };
    }
}
