using System.Globalization;
using Tidemark.Integration.Tests.Harness;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Integration.Tests.Cli;

/// <summary>The command <c>forecast</c> as a process.</summary>
public sealed class ForecastCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public ForecastCommandTests()
    {
        var random = new SeededRandom(3, "prices");
        var (price, lines) = (100.0, new List<string> { "time_ms,close,volume" });
        for (var t = 0; t < 400; t++)
        {
            price *= Math.Exp(0.01 * random.NextNormal());
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{t * 3_600_000L},{price},{1 + random.NextDouble()}"));
        }
        File.WriteAllLines(Path.Combine(home.Work, "prices.csv"), lines);
    }

    public void Dispose() => home.Dispose();

    [Fact]
    public void Arima_OfAWalk_IsJudgedHonestly()
    {
        var json = home.Run("forecast", "--model", "arima", "--order", "1,1,1", "--csv", "prices.csv", "--horizon", "5", "--holdout", "100", "--json", "-").Succeeded().Json;
        Assert.Equal(("arima", "close", 400), (json.GetProperty("model").GetString(), json.GetProperty("column").GetString(), json.GetProperty("observations").GetInt32()));
        var steps = json.GetProperty("forecast").EnumerateArray().ToArray();
        Assert.Equal(5, steps.Length);
        Assert.All(steps, step => Assert.True(step.GetProperty("low").GetDouble() < step.GetProperty("mean").GetDouble() && step.GetProperty("mean").GetDouble() < step.GetProperty("high").GetDouble()));
        Assert.All(["ar.L1", "ma.L1", "sigma2"], name => Assert.True(double.IsFinite(json.GetProperty("parameters").GetProperty(name).GetDouble())));
        var holdout = json.GetProperty("holdout");
        Assert.Equal((100, false), (holdout.GetProperty("count").GetInt32(), holdout.GetProperty("beatsBaselines").GetBoolean()));
    }

    [Fact]
    public void Volatility_OfSeveralKinds_IsPrintedForPeople()
    {
        foreach (var model in new[] { "garch", "gjr", "egarch" })
        {
            var text = home.Run("forecast", "--model", model, "--returns", "--csv", "prices.csv", "--horizon", "3").Succeeded().Output;
            Assert.Contains($"{model.ToUpperInvariant()}(1,1), normal errors, fitted to 399 log returns of close", text, StringComparison.Ordinal);
            Assert.Contains("beta[1]", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ets")]
    [InlineData("arima")]
    public void ASeriesThatStandsStill_IsRefused(string model)
    {
        File.WriteAllLines(Path.Combine(home.Work, "still.csv"), Enumerable.Range(0, 60).Select(t => $"{t},7").Prepend("time_ms,close"));
        Assert.Contains("constant; there is nothing to fit", home.Run("forecast", "--csv", "still.csv", "--model", model).RefusedInput(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--order is three whole numbers, such as 1,1,1, not '1,1'", "--model", "arima", "--order", "1,1")]
    [InlineData("there is no column 'clsoe' (columns: time_ms, close, volume); did you mean 'close'?", "--model", "arima", "--column", "clsoe")]
    [InlineData("--seasonal is not for garch", "--model", "garch", "--seasonal", "1,0,0,24")]
    [InlineData("--model: there is no 'arma'", "--model", "arma")]
    [InlineData("300 values held out of 400", "--model", "ets", "--holdout", "300")]
    [InlineData("--column is needed", "--model", "var")]
    public void WhatCannotBe_IsOneLine(string expected, params string[] arguments) =>
        Assert.Contains(expected, home.Run(["forecast", "--csv", "prices.csv", .. arguments]).RefusedInput(), StringComparison.Ordinal);
}
