using System.Net;
using System.Text.Json;
using Tidemark.Engine.Ports;
using Tidemark.Node.Sessions;

namespace Tidemark.Integration.Tests.Server;

public sealed class PredictionsTests
{
    [Fact]
    public async Task Predictions_OfModels_HaveWhatTheySaidAndWhatCameOfIt()
    {
        await using var server = await ServerUnderTest.StartAsync(WithModels());
        var answer = await server.GetJsonAsync("/api/v1/predictions");
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("reason").ValueKind);
        Assert.Equal(900, answer.GetProperty("totalCount").GetInt64());
        var items = answer.GetProperty("predictions").EnumerateArray().ToArray();
        Assert.Equal(3, items.Length);
        Assert.Equal("BTC/USDT@synthetic", items[0].GetProperty("instrument").GetString());
        Assert.Equal("3", items[0].GetProperty("version").GetString());
        Assert.Equal(3_600, items[0].GetProperty("horizonSeconds").GetDouble());
        Assert.Equal(0.61, items[0].GetProperty("probability").GetDouble());
        Assert.Equal(JsonValueKind.Null, items[0].GetProperty("value").ValueKind);
        Assert.Equal(JsonValueKind.Null, items[0].GetProperty("outcome").ValueKind);
        Assert.Equal(-0.002, items[1].GetProperty("value").GetDouble());
        Assert.Equal(-0.01, items[1].GetProperty("low").GetDouble());
        Assert.Equal(0.004, items[1].GetProperty("high").GetDouble());
        Assert.Equal(0.0125, items[1].GetProperty("outcome").GetDouble());
        Assert.Equal(JsonValueKind.Null, items[2].GetProperty("probability").ValueKind);
    }

    [Fact]
    public async Task Models_InUse_HaveVersionsChangesAndScoresBesideTheBaseRate()
    {
        await using var server = await ServerUnderTest.StartAsync(Snapshots.Predicting());
        var answer = await server.GetJsonAsync("/api/v1/models");
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("reason").ValueKind);
        var model = Assert.Single(answer.GetProperty("models").EnumerateArray().ToArray());
        Assert.Equal("probability", model.GetProperty("kind").GetString());
        Assert.Equal("1m", model.GetProperty("interval").GetString());
        var score = model.GetProperty("score");
        Assert.Equal(23, score.GetProperty("independentCount").GetInt64());
        Assert.Equal(70 / 115.0, score.GetProperty("hitRate").GetDouble(), 12);
        // Wilson's interval of 14 in 23, from its formula with 1.96.
        Assert.Equal(0.4078, score.GetProperty("hitRateLow").GetDouble(), 3);
        Assert.Equal(0.7784, score.GetProperty("hitRateHigh").GetDouble(), 3);
        Assert.Equal(58 / 115.0, score.GetProperty("baseHitRate").GetDouble(), 12);
        Assert.Equal(0.68, score.GetProperty("logLoss").GetDouble());
        Assert.Equal(0.013 - 1.96 * 0.02, score.GetProperty("advantageLow").GetDouble(), 5);
        Assert.Equal(JsonValueKind.Null, score.GetProperty("coveredRate").ValueKind);
        var versions = model.GetProperty("versions").EnumerateArray().ToArray();
        Assert.Equal(JsonValueKind.Null, versions[0].GetProperty("since").ValueKind);
        Assert.Equal("2024-03-01T01:01:00Z", versions[1].GetProperty("since").GetString());
        var changes = model.GetProperty("changes").EnumerateArray().ToArray();
        Assert.Equal(["replaced", "failed"], changes.Select(change => change.GetProperty("kind").GetString()));
        Assert.Equal([true, false], changes.Select(change => change.GetProperty("driftAlarm").GetBoolean()));
        Assert.Equal(60_000, (await server.GetJsonAsync("/api/v1/predictions?limit=500")).GetProperty("predictions")[119].GetProperty("price").GetDouble(), 100.0);
    }

    [Fact]
    public async Task Models_WhereNoneIsAsked_SayWhy()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var answer = await server.GetJsonAsync("/api/v1/models");
        Assert.Equal(0, answer.GetProperty("models").GetArrayLength());
        Assert.Contains("ma-cross trades without one", answer.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?model=direction", 2)]
    [InlineData("?model=direction@2", 1)]
    [InlineData("?instrument=BTC/USDT@synthetic&limit=1", 1)]
    public async Task Predictions_Filtered_AreThoseAskedFor(string query, int count)
    {
        await using var server = await ServerUnderTest.StartAsync(WithModels());
        Assert.Equal(count, (await server.GetJsonAsync("/api/v1/predictions" + query)).GetProperty("predictions").GetArrayLength());
    }

    [Fact]
    public async Task Predictions_WhereThereAreNone_SayWhy()
    {
        await using var without = await ServerUnderTest.StartAsync();
        var answer = await without.GetJsonAsync("/api/v1/predictions");
        Assert.Equal(0, answer.GetProperty("predictions").GetArrayLength());
        Assert.Contains("no model is asked", answer.GetProperty("reason").GetString(), StringComparison.Ordinal);
        await using var silent = await ServerUnderTest.StartAsync(Snapshots.Trading() with { Models = ["direction@3"] });
        Assert.Contains("has not been asked yet", (await silent.GetJsonAsync("/api/v1/predictions")).GetProperty("reason").GetString(), StringComparison.Ordinal);
        await using var other = await ServerUnderTest.StartAsync(WithModels());
        Assert.Contains("is about ETH/USDT@kraken", (await other.GetJsonAsync("/api/v1/predictions?instrument=ETH/USDT@kraken")).GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predictions_UnknownParameter_IsRefused()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var answer = await server.Client.GetAsync("/api/v1/predictions?modle=x");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("did you mean 'model'", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static SessionSnapshot WithModels() => Snapshots.Trading() with
    {
        Models = ["direction@3", "value@1"],
        PredictionCount = 900,
        Predictions =
        [
            new(Snapshots.Start, Snapshots.Bitcoin, "direction", "3", PredictionKind.Probability, 3_600, [0.61], new string('a', 64), null),
            new(Snapshots.Start, Snapshots.Bitcoin, "value", "1", PredictionKind.Value, 900, [-0.002, -0.01, 0.004], new string('b', 64), 0.0125),
            new(Snapshots.Start, Snapshots.Bitcoin, "direction", "2", PredictionKind.Direction, 900, [], new string('c', 64), null),
        ],
    };
}
