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
}
