using System.Net;
using System.Text;
using Tidemark.Storage.Homes;
using Tidemark.Storage.Runs;

namespace Tidemark.Integration.Tests.Server;

public sealed class RunsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-runs-");

    private HomeFolder Home => new(folder.FullName);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Runs_OfAHomeWithoutAny_AreAnEmptyList()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var answer = await server.GetJsonAsync("/api/v1/runs");
        Assert.Equal(0, answer.GetProperty("runs").GetArrayLength());
        Assert.True(answer.GetProperty("simulated").GetBoolean());
    }

    [Fact]
    public async Task Runs_ThatWereKept_AreListedNewestFirstAndShownWhole()
    {
        var older = Keep("ma-cross", "2024-03-01T00:00:00Z");
        var newer = Keep("buy-and-hold", "2024-03-02T00:00:00Z");
        await using var server = await ServerUnderTest.StartAsync(change: o => o with { Home = Home });
        var all = await server.GetJsonAsync("/api/v1/runs");
        Assert.Equal([newer, older], all.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("id").GetString()));
        Assert.Equal(0.25, all.GetProperty("runs")[0].GetProperty("totalReturn").GetDouble());
        Assert.Equal("BTC/USD@bitfinex", all.GetProperty("runs")[0].GetProperty("instruments")[0].GetString());

        var some = await server.GetJsonAsync("/api/v1/runs?strategy=ma-cross&limit=1");
        Assert.Equal(1, some.GetProperty("totalCount").GetInt32());
        Assert.Equal(older, some.GetProperty("runs")[0].GetProperty("id").GetString());

        Assert.Equal(older, (await server.GetJsonAsync($"/api/v1/runs/{older}")).GetProperty("id").GetString());
        Assert.Equal(newer, (await server.GetJsonAsync("/api/v1/runs/last")).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("..%2F..%2Ftoken")]
    [InlineData("%2Fetc%2Fpasswd")]
    public async Task Run_ThatIsNotThere_IsAProblem(string id)
    {
        Keep("ma-cross", "2024-03-01T00:00:00Z");
        await using var server = await ServerUnderTest.StartAsync(change: o => o with { Home = Home });
        using var answer = await server.Client.GetAsync($"/api/v1/runs/{id}");
        await ServerUnderTest.ProblemAsync(answer, HttpStatusCode.NotFound, "notFound");
    }

    [Fact]
    public async Task Run_ThatIsDamaged_IsAProblemAndNotListed()
    {
        var id = Keep("ma-cross", "2024-03-01T00:00:00Z");
        File.WriteAllText(Path.Combine(new RunStore(Home).Folder, $"{id}.json.gz"), "no gzip");
        await using var server = await ServerUnderTest.StartAsync(change: o => o with { Home = Home });
        using var answer = await server.Client.GetAsync($"/api/v1/runs/{id}");
        await ServerUnderTest.ProblemAsync(answer, HttpStatusCode.InternalServerError, "damagedRun");
        Assert.Equal(0, (await server.GetJsonAsync("/api/v1/runs")).GetProperty("totalCount").GetInt32());
    }

    private string Keep(string strategy, string keptAt) => new RunStore(Home).Keep(Instant.Parse(keptAt), (stream, id) => stream.Write(Encoding.UTF8.GetBytes($$"""
        {
          "version": 1, "id": "{{id}}", "keptAt": "{{keptAt}}",
          "run": {"strategy": "{{strategy}}", "instruments": ["BTC/USD@bitfinex"], "interval": "1h", "from": "2018-01-01T00:00:00Z", "to": "2018-02-01T00:00:00Z", "bars": 744, "runHash": "aa", "dataHash": "bb"},
          "statistics": {"totalReturn": 0.25, "sharpeRatio": 1.5, "maxDrawdown": -0.1, "roundTrips": 12}
        }
        """)));
}
