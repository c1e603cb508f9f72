using System.Net;

namespace Tidemark.Integration.Tests.Server;

public sealed class IndicatorsTests
{
    [Fact]
    public async Task Indicators_AreListed_AndFoundByAnyName()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var names = (await server.GetJsonAsync("/api/v1/indicators")).GetProperty("indicators").EnumerateArray().Select(one => one.GetProperty("name").GetString()).ToList();
        Assert.Contains("sma", names);
        var one = await server.GetJsonAsync("/api/v1/indicators/ATR");
        Assert.Equal("atr", one.GetProperty("name").GetString());
        var parameter = one.GetProperty("parameters")[0];
        Assert.Equal("timePeriod", parameter.GetProperty("name").GetString());
        Assert.Equal(14, parameter.GetProperty("default").GetDouble());
    }

    [Fact]
    public async Task Indicator_ThatIsNotThere_IsAProblemThatNamesTheNearest()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var answer = await server.Client.GetAsync("/api/v1/indicators/smaa", TestContext.Current.CancellationToken);
        var problem = await ServerUnderTest.ProblemAsync(answer, HttpStatusCode.NotFound, "notFound");
        Assert.Contains("did you mean 'sma'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BarIndicator_IsThatOfTheBarsShown()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var closes = (await server.GetJsonAsync("/api/v1/bars")).GetProperty("bars").EnumerateArray().Select(bar => bar.GetProperty("close").GetDouble()).ToList();
        var answer = await server.GetJsonAsync("/api/v1/bars/indicator?expression=bbands(3)");
        Assert.Equal(closes.Count, answer.GetProperty("openTimes").GetArrayLength());
        var middle = answer.GetProperty("outputs")[1];
        Assert.Equal(("middle", true), (middle.GetProperty("name").GetString(), middle.GetProperty("isOnPrice").GetBoolean()));
        var values = middle.GetProperty("values");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, values[1].ValueKind);
        Assert.Equal(closes.TakeLast(3).Average(), values[closes.Count - 1].GetDouble(), 1e-9);
        Assert.False((await server.GetJsonAsync("/api/v1/bars/indicator?expression=rsi(2)")).GetProperty("outputs")[0].GetProperty("isOnPrice").GetBoolean());
    }

    [Theory]
    [InlineData("?expression=", "column 1")]
    [InlineData("?expression=smaa(3)", "sma")]
    [InlineData("?expression=sma(0)", "timePeriod")]
    public async Task BarIndicator_ThatCannotBe_IsAProblemThatSaysWhy(string query, string reason)
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var answer = await server.Client.GetAsync($"/api/v1/bars/indicator{query}", TestContext.Current.CancellationToken);
        var problem = await ServerUnderTest.ProblemAsync(answer, HttpStatusCode.BadRequest, "badParameter");
        Assert.Contains(reason, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
