using System.Net;
using System.Net.Sockets;
using System.Text;
using Tidemark.Venues.Http;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>Servers that are not there, do not answer, or answer rubbish: an error of the right kind, and never an exception.</summary>
public abstract partial class VenueConformance<TFixture>
{
    private const string Html = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>";

    /// <summary>What no question was answered with.</summary>
    private static readonly string[] WrongShapes = ["null", "12", "\"yes\"", "true", "[[[1]]]", "{\"result\":[],\"data\":null}", "", "{\"a\":1}{\"a\":2}"];

    /// <summary>Tries twice.</summary>
    private VenueHttpOptions Quick => fixture.Patient with { Attempts = 2 };

    /// <summary>Does not wait long for an answer: half a second of the machine's time.</summary>
    private VenueHttpOptions Impatient => fixture.Patient with { Attempts = 1, AnswerTimeout = TimeSpan.FromSeconds(0.5 * fixture.Speed) };

    [Fact]
    public async Task ServerThatIsNotThere_IsANetworkError_AndNothingHappened()
    {
        await using var venue = fixture.Open(ClosedPort(), http: Quick);
        foreach (var (name, read) in await QuestionsAsync())
            if (await read(venue) is var error) Assert.True(error is { Kind: VenueErrorKind.Network, IsTransient: true, MayHaveHappened: false }, $"{name}: {error}");
    }

    [Fact]
    public async Task ServerThatNeverAnswers_IsATimeout()
    {
        await using var proxy = await VenueProxy.StartAsync(fixture.Server);
        await using var venue = fixture.Open(proxy.Address, http: Impatient);
        await Eventually.TrueAsync(async () => (await venue.History.ListInstrumentsAsync(Cancellation)).IsSuccess, "instruments are known");
        proxy.Answers = (_, _) => ProxiedAnswer.Never;
        foreach (var (name, read) in (await QuestionsAsync()).Take(1))
            if (await read(venue) is var error) Assert.True(error is { Kind: VenueErrorKind.Timeout, IsTransient: true, MayHaveHappened: false }, $"{name}: {error}");
    }

    [Theory]
    [InlineData(500), InlineData(502), InlineData(503), InlineData(504)]
    public async Task ServerThatFails_IsAServerError_ThatMayPass(int status)
    {
        await using var proxy = await VenueProxy.StartAsync(fixture.Server);
        await using var venue = fixture.Open(proxy.Address, http: Quick);
        Assert.True((await venue.History.ListInstrumentsAsync(Cancellation)).IsSuccess);
        proxy.Answers = (_, _) => ProxiedAnswer.Of(Html, status, "text/html");
        foreach (var (name, read) in (await QuestionsAsync()).Take(2))
            if (await read(venue) is var error) Assert.True(error is { Kind: VenueErrorKind.ServerError or VenueErrorKind.Maintenance, IsTransient: true, MayHaveHappened: false }, $"{name}: {error}");
        // What passes is passed: the same question succeeds when it is tried again.
        var times = 0;
        proxy.Answers = (_, answer) => Interlocked.Increment(ref times) == 1 ? ProxiedAnswer.Of(Html, status, "text/html") : answer;
        Assert.Null(await (await QuestionsAsync())[0].Read(venue));
    }

    [Fact]
    public async Task Rubbish_IsAMalformedAnswer_WhateverWasAsked()
    {
        await using var proxy = await VenueProxy.StartAsync(fixture.Server);
        await using var venue = fixture.Open(proxy.Address, http: Quick);
        Assert.True((await venue.History.ListInstrumentsAsync(Cancellation)).IsSuccess);
        var questions = await QuestionsAsync();
        foreach (var (name, read) in questions)
        {
            Assert.True(await read(venue) is null, $"{name} works while nothing is spoilt");
            foreach (var spoil in Spoilers())
            {
                proxy.Answers = (_, answer) => spoil(answer);
                var error = await read(venue);
                Assert.True(error is { Kind: VenueErrorKind.MalformedAnswer or VenueErrorKind.ServerError, MayHaveHappened: false }, $"{name} answered {Encoding.UTF8.GetString(spoil(ProxiedAnswer.Of("…")).Body)}: {error}");
            }
            proxy.Answers = (_, answer) => answer;
        }
    }

    [Fact]
    public async Task RubbishInPlaceOfInstruments_IsAMalformedAnswer_ForWhateverNeedsThem()
    {
        await using var proxy = await VenueProxy.StartAsync(fixture.Server);
        proxy.Answers = (_, _) => ProxiedAnswer.Of(Html, contentType: "text/html");
        await using var venue = fixture.Open(proxy.Address, http: Quick);
        foreach (var (name, read) in await QuestionsAsync())
            if (await read(venue) is var error) Assert.True(error is { Kind: VenueErrorKind.MalformedAnswer }, $"{name}: {error}");
        var listed = await venue.History.ListInstrumentsAsync(Cancellation);
        Assert.Equal(VenueErrorKind.MalformedAnswer, listed.Error?.Kind);
    }

    [Fact]
    public async Task ValuesOfWrongTypes_AreAnError_NeverAnException()
    {
        await using var proxy = await VenueProxy.StartAsync(fixture.Server);
        await using var venue = fixture.Open(proxy.Address, http: Quick);
        Assert.True((await venue.History.ListInstrumentsAsync(Cancellation)).IsSuccess);
        var random = new Random(7);
        foreach (var (name, read) in await QuestionsAsync())
        {
            for (var round = 0; round < 40; round++)
            {
                // Whatever is told, what comes is an answer or an error.
                proxy.Answers = (_, answer) => answer with { Body = JsonSpoiler.Spoil(answer.Body, random) };
                Assert.False(await read(venue) is { MayHaveHappened: true }, name);
            }
            proxy.Answers = (_, answer) => answer with { Body = JsonSpoiler.SpoilAll(answer.Body) };
            Assert.True(await read(venue) is not null, $"{name} believed an answer of which every value was wrong");
            proxy.Answers = (_, answer) => answer;
        }
    }

    [Fact]
    public async Task RubbishFromStreams_IsAProblem_ThatPasses()
    {
        await using var proxy = await VenueProxy.StartAsync(fixture.Server);
        await using var venue = fixture.Open(proxy.Address);
        var channel = fixture.Offers(VenueServices.BookStream) ? MarketChannel.Book : fixture.Offers(VenueServices.TradeStream) ? MarketChannel.Trades : (MarketChannel?)null;
        if (channel is null) return;
        var scale = (await venue.History.FindInstrumentAsync(fixture.Instrument, Cancellation)).Value.Scale;
        var log = new FeedLog(scale);
        var random = new Random(11);
        var spoilt = 0;
        proxy.Messages = message => Interlocked.Increment(ref spoilt) switch
        {
            1 => [message],
            2 or 4 => ["{", "[]", "null", "", "{\"e\":1}"],
            < 7 => [Encoding.UTF8.GetString(JsonSpoiler.Spoil(Encoding.UTF8.GetBytes(message), random))],
            _ => [message],
        };
        await using var feed = (await venue.Streams.OpenAsync([new(new InstrumentIndex(0), fixture.Instrument, channel.Value)], log, Cancellation)).Value;
        await Eventually.TrueAsync(() => Volatile.Read(ref spoilt) > 8, "rubbish has been sent");
        await Eventually.TrueAsync(() => channel == MarketChannel.Book ? log.Read(0, item => item.Book.IsValid) : log.Read(0, item => item.Trades.Count > 0), "the stream is right again");
        Assert.DoesNotContain(log.Faults, fault => fault.Contains("the end", StringComparison.Ordinal));
    }

    /// <summary>Every question about public data that the connector offers, after instruments are known. Each returns its error.</summary>
    private async Task<List<(string Name, Func<IVenue, Task<VenueError?>> Read)>> QuestionsAsync()
    {
        var to = await fixture.ReadTimeAsync();
        var from = to - Duration.FromMinutes(5);
        List<(string, VenueServices, Func<IVenue, Task<VenueError?>>)> all =
        [
            ("time", VenueServices.ServerTime, async venue => (await venue.History.ReadServerTimeAsync(Cancellation)).Error),
            ("bars", VenueServices.BarHistory, async venue => (await venue.History.ReadBarsAsync(new BarSpec(fixture.Instrument, fixture.Interval), from, to, null, Cancellation)).Error),
            ("trades", VenueServices.TradeHistory, async venue => (await venue.History.ReadTradesAsync(fixture.Instrument, from, to, null, Cancellation)).Error),
            ("book", VenueServices.BookSnapshots, async venue => (await venue.History.ReadBookAsync(fixture.Instrument, 10, Cancellation)).Error),
        ];
        if (fixture.Contract is { } contract)
            all.Add(("funding", VenueServices.FundingHistory, async venue => (await venue.History.ReadFundingAsync(contract, to - Duration.FromDays(2), to, null, Cancellation)).Error));
        return [.. all.Where(item => fixture.Offers(item.Item2)).Select(item => (item.Item1, item.Item3))];
    }

    private static IEnumerable<Func<ProxiedAnswer, ProxiedAnswer>> Spoilers()
    {
        yield return _ => ProxiedAnswer.Of(Html, contentType: "text/html");
        yield return answer => answer with { Body = answer.Body[..(answer.Body.Length / 2)] };
        yield return answer => answer with { Body = [0xFF, 0xFE, 0x00, .. answer.Body] };
        yield return answer => answer with { Body = Encoding.UTF8.GetBytes(new string('[', 2_000)) };
        foreach (var shape in WrongShapes) yield return _ => ProxiedAnswer.Of(shape);
    }

    private static Uri ClosedPort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        return address;
    }
}
