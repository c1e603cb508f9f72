using System.Net;
using System.Text.Json;
using Tidemark.Node.Sessions;

namespace Tidemark.Integration.Tests.Server;

public sealed class EventStreamTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Stream_GivesTheStatusAtOnceAndAtEveryChange()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var reader = await OpenAsync(server);
        var (first, firstData) = await NextAsync(reader);
        Assert.Equal("status", first);
        Assert.Equal(7, firstData.GetProperty("snapshotVersion").GetInt64());
        server.Session.Show(s => s with { Status = SessionStatus.Paused });
        var (second, secondData) = await NextAsync(reader);
        Assert.Equal("status", second);
        Assert.Equal("paused", secondData.GetProperty("status").GetString());
        Assert.Equal(8, secondData.GetProperty("snapshotVersion").GetInt64());
        Assert.True(secondData.GetProperty("simulated").GetBoolean());
    }

    [Fact]
    public async Task Stream_OfAQuietSession_HasHeartbeats()
    {
        await using var server = await ServerUnderTest.StartAsync(change: o => o with { Heartbeat = TimeSpan.FromMilliseconds(20) });
        using var reader = await OpenAsync(server);
        await NextAsync(reader);
        var (name, data) = await NextAsync(reader);
        Assert.Equal("heartbeat", name);
        Assert.Equal(7, data.GetProperty("snapshotVersion").GetInt64());
        Assert.Equal("heartbeat", (await NextAsync(reader)).Name);
    }

    [Fact]
    public async Task Stream_OfAnEndedSession_TellsTheEndAndGoesOnWithHeartbeats()
    {
        await using var server = await ServerUnderTest.StartAsync(change: o => o with { Heartbeat = TimeSpan.FromMilliseconds(20) });
        using var reader = await OpenAsync(server);
        server.Session.End(SessionStatus.Finished);
        JsonElement last = default;
        for (var name = ""; name != "status" || last.GetProperty("status").GetString() != "finished";) (name, last) = await NextAsync(reader);
        Assert.Equal("heartbeat", (await NextAsync(reader)).Name);
    }

    [Fact]
    public async Task Stream_OfAFastSession_JoinsChangesToTheNewest()
    {
        await using var server = await ServerUnderTest.StartAsync(change: o => o with { EventSpacing = TimeSpan.FromMilliseconds(100) });
        using var reader = await OpenAsync(server);
        await NextAsync(reader);
        for (var i = 0; i < 1_000; i++) server.Session.Show(s => s);
        var events = 0;
        for (long version = 0; version < 1_007; events++) version = (await NextAsync(reader)).Data.GetProperty("snapshotVersion").GetInt64();
        Assert.InRange(events, 1, 100);
    }

    [Fact]
    public async Task Streams_MoreThanAllowed_AreRefusedUntilOneCloses()
    {
        await using var server = await ServerUnderTest.StartAsync(change: o => o with { MaximumStreams = 1, Heartbeat = TimeSpan.FromMilliseconds(10) });
        using (var first = await OpenAsync(server))
        {
            await NextAsync(first);
            using var second = await server.Client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead);
            await ServerUnderTest.ProblemAsync(second, HttpStatusCode.ServiceUnavailable, "tooManyStreams");
        }
        using var patience = new CancellationTokenSource(Limit);
        while (true)
        {
            using var again = await server.Client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (again.StatusCode == HttpStatusCode.OK) break;
        }
    }

    [Fact]
    public async Task Stop_WithOpenStreams_EndsThem()
    {
        var server = await ServerUnderTest.StartAsync();
        using var reader = await OpenAsync(server);
        await NextAsync(reader);
        await server.Server.DisposeAsync().AsTask().WaitAsync(Limit);
        Assert.Equal("", (await reader.ReadToEndAsync().WaitAsync(Limit)).Trim());
        await server.DisposeAsync();
    }

    private static async Task<StreamReader> OpenAsync(ServerUnderTest server)
    {
        var answer = await server.Client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }

    private static async Task<(string Name, JsonElement Data)> NextAsync(StreamReader reader)
    {
        using var patience = new CancellationTokenSource(Limit);
        var name = "";
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line["event: ".Length..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) return (name, JsonDocument.Parse(line["data: ".Length..]).RootElement);
        }
        throw new EndOfStreamException("the stream ended before the next event");
    }
}
