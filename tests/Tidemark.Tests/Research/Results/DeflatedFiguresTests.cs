using System.Text.Json;
using Tidemark.Analytics.Overfitting;
using Tidemark.Research.Results;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Research.Results;

/// <summary>The Sharpe ratio of a run of a model stands beside how many models were tried on the same time.</summary>
public sealed class DeflatedFiguresTests
{
    /// <summary>Daily returns with a Sharpe ratio of about 2 a year.</summary>
    private static readonly double[] Returns = [.. Enumerable.Range(0, 200).Select(day => 0.001 + 0.01 * Math.Sin(day * 2.4))];

    [Fact]
    public void Of_MoreTrials_LeaveLess()
    {
        var one = DeflatedFigures.Of(Returns, 1, 365)!;
        Assert.Equal(ProbabilisticSharpeRatio.Compute(Returns), one.Probability, 12);
        Assert.Equal(0, one.ExpectedMaximum);
        var probabilities = new[] { 1, 2, 10, 100, 1000 }.Select(trials => DeflatedFigures.Of(Returns, trials, 365)!.Probability).ToArray();
        Assert.Equal(probabilities.OrderDescending(), probabilities);
        Assert.True(probabilities[0] > 0.9 && probabilities[^1] < 0.3, string.Join(' ', probabilities));
    }

    [Fact]
    public void Of_TrialsWithoutSkill_ExpectTheBestThatChanceGives()
    {
        // The best Sharpe ratio of 20 strategies that toss coins over 200 days, 2,000 times over.
        var random = new SeededRandom(7, "coins");
        var mean = Enumerable.Range(0, 2_000).Average(_ => Enumerable.Range(0, 20).Max(_ => SharpeOfCoins(random, 200)));
        Assert.Equal(mean, DeflatedFigures.Of(Returns, 20, 365)!.ExpectedMaximum, mean * 0.05);
    }

    [Fact]
    public void Of_NothingTriedOrTooFewPeriods_SaysNothing()
    {
        Assert.Null(DeflatedFigures.Of(Returns, 0, 365));
        Assert.True(double.IsNaN(DeflatedFigures.Of([0.01], 5, 365)!.Probability));
        Assert.True(double.IsNaN(DeflatedFigures.Of([], 5, 365)!.Probability));
    }

    [Fact]
    public void Report_OfARunThatAskedModels_HasThem()
    {
        Assert.False(Statistics(Report(0)).TryGetProperty("deflatedSharpe", out _));
        var figures = Statistics(Report(12)).GetProperty("deflatedSharpe");
        Assert.Equal(12, figures.GetProperty("trials").GetInt32());
        Assert.InRange(figures.GetProperty("probability").GetDouble(), 0, 1);
        var text = new StringWriter();
        RunSummary.Write(text, Report(12));
        Assert.Contains("  deflated, 12 tried", text.ToString(), StringComparison.Ordinal);
    }

    private static RunReport Report(int trials)
    {
        var equity = Samples.Equity("1d", 1000, 1100, 1050, 1080, 1120, 1090);
        return RunReport.Create(Samples.Result(equity), Samples.Description("1d", equity) with { ModelTrials = trials }, []);
    }

    private static double SharpeOfCoins(SeededRandom random, int days)
    {
        var returns = new double[days];
        for (var day = 0; day < days; day++) returns[day] = random.NextDouble() < 0.5 ? -0.01 : 0.01;
        var mean = returns.Average();
        return mean / Math.Sqrt(returns.Sum(value => (value - mean) * (value - mean)) / (days - 1)) * Math.Sqrt(365);
    }

    private static JsonElement Statistics(RunReport report)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) report.WriteJson(writer);
        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.GetProperty("statistics").Clone();
    }
}
