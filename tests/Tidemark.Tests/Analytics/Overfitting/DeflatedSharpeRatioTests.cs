using System.Globalization;
using System.Text.Json;
using Tidemark.Analytics.Overfitting;
using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Analytics.Overfitting;

public sealed class DeflatedSharpeRatioTests
{
    /// <summary>Every *_stats.json of the reference folder, its returns beside it.</summary>
    public static TheoryData<string> Cases()
    {
        var folder = SharedFolders.Reference is { } reference ? Path.Combine(reference, "overfitting") : "";
        var data = new TheoryData<string>();
        if (Directory.Exists(folder))
            foreach (var path in Directory.EnumerateFiles(folder, "*_stats.json").Order(StringComparer.Ordinal)) data.Add(Path.GetFileName(path)[..^"_stats.json".Length]);
        return data.Count > 0 ? data : new TheoryData<string>("noise");
    }

    [Theory, MemberData(nameof(Cases))]
    public void Compute_OfReference_Agrees(string name)
    {
        var expected = JsonDocument.Parse(File.ReadAllBytes(SharedFolders.ReferencePath($"overfitting/{name}_stats.json"))).RootElement.GetProperty("pypbo");
        var returns = Returns(SharedFolders.ReferencePath($"overfitting/{name}_returns_matrix.csv"));
        foreach (var strategy in expected.GetProperty("per_strategy").EnumerateObject())
        {
            var own = returns[strategy.Name];
            Agrees(strategy.Value, "psr_target_0", ProbabilisticSharpeRatio.Compute(own));
            Agrees(strategy.Value, "psr_target_005", ProbabilisticSharpeRatio.Compute(own, 0.05));
        }
        var sharpes = returns.Values.Select(own => ProbabilisticSharpeRatio.PerPeriod(own)).ToArray();
        var best = returns[expected.GetProperty("best_strategy").GetString()!];
        Agrees(expected, "trials_sharpe_std_ddof1", Moments.StandardDeviation(sharpes));
        Agrees(expected, "expected_max_N", ExpectedMaximumSharpe.Compute(sharpes.Length, 1));
        Agrees(expected, "deflated_target_sharpe", ExpectedMaximumSharpe.Compute(sharpes.Length, Moments.Variance(sharpes)));
        Agrees(expected, "dsr_best_all_trials", DeflatedSharpeRatio.Compute(best, sharpes));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Compute_OfFigures_Agrees(string name)
    {
        var expected = JsonDocument.Parse(File.ReadAllBytes(SharedFolders.ReferencePath($"overfitting/{name}_stats.json"))).RootElement;
        foreach (var one in expected.GetProperty("psr_repo").GetProperty("per_strategy").EnumerateObject().Select(property => property.Value))
        {
            var (sharpe, skewness, kurtosis) = (one.GetProperty("sharpe_per_period").GetDouble(), one.GetProperty("skew_population").GetDouble(), one.GetProperty("kurtosis_nonexcess_population").GetDouble());
            Agrees(one, "psr_target_005", ProbabilisticSharpeRatio.Compute(sharpe, expected.GetProperty("observations").GetInt32(), skewness, kurtosis, 0.05));
            if (sharpe > 0) Agrees(one, "min_trl_95_target_0", ProbabilisticSharpeRatio.MinimumTrackRecord(sharpe, skewness, kurtosis));
        }
    }

    [Fact]
    public void ExpectedMaximum_OfManyNormalNumbers_IsTheirMeanGreatest()
    {
        var random = new SeededRandom(1, "trials");
        var mean = Enumerable.Range(0, 2000).Average(_ => Enumerable.Range(0, 50).Max(_ => random.NextNormal()));
        // The formula is an approximation for many trials: of 50 it gives a little over 1 % too much.
        Assert.Equal(mean, ExpectedMaximumSharpe.Compute(50, 1), 0.05);
    }

    [Fact]
    public void Compute_MoreTrials_LeavesLess()
    {
        var random = new SeededRandom(2, "returns");
        var returns = Enumerable.Range(0, 500).Select(_ => 0.001 + 0.01 * random.NextNormal()).ToArray();
        Assert.Equal(ProbabilisticSharpeRatio.Compute(returns), DeflatedSharpeRatio.Compute(returns, 1, 0.01));
        Assert.True(DeflatedSharpeRatio.Compute(returns, 10, 0.001) > DeflatedSharpeRatio.Compute(returns, 1000, 0.001));
        Assert.InRange(DeflatedSharpeRatio.Compute(returns, 1e12, 1), 0, 1e-6);
    }

    [Fact]
    public void Compute_WithoutSpreadOrRecord_IsNaN()
    {
        Assert.True(double.IsNaN(DeflatedSharpeRatio.Compute([0.01, 0.01, 0.01, 0.01, 0.01], 5, 0.1)));
        Assert.True(double.IsNaN(DeflatedSharpeRatio.Compute([0.01, 0.02], 5, 0.1)));
        Assert.True(double.IsNaN(DeflatedSharpeRatio.Compute([], [0.1, double.NaN])));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpectedMaximumSharpe.Compute(0, 1));
    }

    [Theory]
    [InlineData(20, 0.0, 20)]
    [InlineData(20, 1.0, 1)]
    [InlineData(20, 0.5, 10.5)]
    [InlineData(20, -0.5, 20)]
    public void IndependentTrials_FallWithCorrelation(int trials, double correlation, double expected) => Assert.Equal(expected, DeflatedSharpeRatio.IndependentTrials(trials, correlation), 1e-12);

    private static void Agrees(JsonElement expected, string key, double actual)
    {
        var value = expected.GetProperty(key);
        if (value.ValueKind == JsonValueKind.Number) Assert.Equal(value.GetDouble(), actual, Math.Max(1e-10, Math.Abs(value.GetDouble()) * 1e-8));
    }

    private static Dictionary<string, double[]> Returns(string path)
    {
        var rows = File.ReadAllLines(path).Select(line => line.Split(',')).ToArray();
        return Enumerable.Range(1, rows[0].Length - 1).ToDictionary(column => rows[0][column], column => rows.Skip(1).Select(row => double.Parse(row[column], CultureInfo.InvariantCulture)).ToArray());
    }
}
