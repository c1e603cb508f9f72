using System.Text.Json;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class MetricsCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Metrics_ToStandardOutput_PrintsOnlyJson()
    {
        var file = home.WriteFile("r.csv", "return,b\n0.1,0.05\n-0.05,-0.02\n0.02,0.01\n");
        var result = home.Run("metrics", "--returns", file, "--benchmark", "b", "--periods-per-year", "252", "--risk-free", "-0.001", "--required", "0.001", "--json", "-").Succeeded();
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(252, document.RootElement.GetProperty("periodsPerYear").GetDouble());
        Assert.Equal(-0.001, document.RootElement.GetProperty("riskFreePerPeriod").GetDouble());
        var metrics = document.RootElement.GetProperty("metrics");
        Assert.Equal(1.1 * 0.95 * 1.02 - 1, metrics.GetProperty("cumulativeReturn").GetDouble(), 12);
        Assert.Equal(JsonValueKind.Number, metrics.GetProperty("beta").ValueKind);
    }

    [Fact]
    public void Metrics_OfConstantReturns_AreNullInJsonAndADashForPeople()
    {
        var file = home.WriteFile("r.csv", "return\n0\n0\n0\n");
        using var document = JsonDocument.Parse(home.Run("metrics", "--returns", file, "--json", "-").Succeeded().Output);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("metrics").GetProperty("sharpeRatio").ValueKind);
        Assert.Matches("Sharpe ratio +-\n", home.Run("metrics", "--returns", file).Succeeded().Output);
    }

    [Fact]
    public void Metrics_ZeroPeriods_IsRefused()
    {
        var file = home.WriteFile("r.csv", "return\n0\n");
        Assert.Equal("--periods-per-year must be above 0", home.Run("metrics", "--returns", file, "--periods-per-year", "0").RefusedInput());
    }
}
