using System.Net;
using Tidemark.Venues.Binance;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Http;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues;

public sealed class VenueHttpBudgetTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9");
    private readonly VenueClock clock = new(new ManualTime());

    [Fact]
    public async Task BudgetThatCannotBeUsed_IsAnError_NotAnException()
    {
        using var http = new VenueHttp(Nowhere, clock, new Broken(), new BinanceJudge());
        var error = (await http.SendAsync(new VenueCall(HttpMethod.Post, "/order"), TestContext.Current.CancellationToken)).Error;
        Assert.True(error is { IsTransient: true, MayHaveHappened: false }, $"{error}");
    }

    [Fact]
    public async Task SignerThatCannotNumberARequest_HasSentNothing()
    {
        using var http = new VenueHttp(Nowhere, clock, new Free(), new BinanceJudge(), new Broken());
        var error = (await http.SendAsync(new VenueCall(HttpMethod.Post, "/order") { IsPrivate = true }, TestContext.Current.CancellationToken)).Error;
        Assert.True(error is { IsTransient: true, MayHaveHappened: false }, $"{error}");
    }

    /// <summary>The firewall before the venue is not asked again at once by anybody; a refusal of the venue itself stops nobody.</summary>
    [Theory]
    [InlineData("<html>Request blocked</html>", true)]
    [InlineData("""{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}""", false)]
    public async Task Forbidden_WithoutACode_StopsAllForMinutes(string body, bool stops)
    {
        using var folder = new TemporaryFolder();
        var options = new BinanceOptions { RunFolder = folder.Path };
        using var response = new HttpResponseMessage(HttpStatusCode.Forbidden);
        var call = new VenueCall(HttpMethod.Get, "/api/v3/time") { Priority = CallPriority.Urgent };
        new BinanceBudget(options, clock).Learn(call, new VenueAnswer(403, response.Headers, System.Text.Encoding.UTF8.GetBytes(body), clock.Local, clock.Local));
        var refusal = await new BinanceBudget(options, clock).TakeAsync(call, TestContext.Current.CancellationToken);
        Assert.Equal(stops ? VenueErrorKind.RateLimited : null, refusal?.Kind);
    }

    private sealed class Free : IRateBudget
    {
        public ValueTask<VenueError?> TakeAsync(VenueCall call, CancellationToken cancellation) => ValueTask.FromResult<VenueError?>(null);

        public void Learn(VenueCall call, VenueAnswer answer) { }
    }

    private sealed class Broken : IRateBudget, ICallSigner
    {
        public bool SendsOneByOne => true;

        public ValueTask<VenueError?> TakeAsync(VenueCall call, CancellationToken cancellation) => throw new UnauthorizedAccessException("made by root");

        public void Learn(VenueCall call, VenueAnswer answer) => throw new IOException("full");

        public HttpRequestMessage Sign(VenueCall call, Uri baseAddress) => throw new IOException("full");
    }
}
