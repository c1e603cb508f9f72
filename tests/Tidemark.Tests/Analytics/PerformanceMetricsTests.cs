using Tidemark.Analytics.Benchmarks;
using Tidemark.Analytics.Performance;
using Tidemark.Analytics.Ratios;
using Tidemark.Analytics.Returns;
using Tidemark.Analytics.Risk;
using Tidemark.Analytics.Rolling;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Analytics;

public sealed class PerformanceMetricsTests
{
    private static readonly MetricAssumptions Daily = MetricAssumptions.Daily;

    public static TheoryData<string, double[]> DegenerateReturns() => new()
    {
        { "none", [] },
        { "one", [0.01] },
        { "zeros", [0, 0, 0, 0, 0] },
        { "constant", [0.1, 0.1, 0.1, 0.1, 0.1] },
        { "total loss", [0.1, -1, 0.1] },
        { "more than everything", [0.1, -1.5, 0.1] },
        { "huge", [1e300, 1e300, 1e300] },
        { "NaN inside", [0.1, double.NaN, -0.1] },
        { "infinite", [0.1, double.PositiveInfinity, -0.1] },
        { "only gains", [0.01, 0.02, 0.03] },
        { "only losses", [-0.01, -0.02, -0.03] },
    };

    [Theory]
    [MemberData(nameof(DegenerateReturns))]
    public void Metrics_OfDegenerateReturns_AreNeverInfiniteAndNeverThrow(string name, double[] returns)
    {
        var metrics = PerformanceMetrics.Compute(returns, Daily);
        foreach (var property in typeof(PerformanceMetrics).GetProperties().Where(p => p.PropertyType == typeof(double)))
        {
            if (name == "infinite" && property.Name is "BestPeriod") continue;
            Assert.False(double.IsInfinity((double)property.GetValue(metrics)!), $"{property.Name} is infinite");
        }
        BenchmarkMetrics.Compute(returns, returns, Daily);
    }

    [Fact]
    public void Ratios_WithoutSpreadOrLoss_AreNaN()
    {
        double[] constant = [0.1, 0.1, 0.1];
        Assert.True(double.IsNaN(SharpeRatio.Compute(constant, 365)));
        Assert.True(double.IsNaN(SortinoRatio.Compute(constant, 365)));
        Assert.True(double.IsNaN(CalmarRatio.Compute(constant, 365)));
        Assert.True(double.IsNaN(OmegaRatio.Compute(constant)));
        Assert.True(double.IsNaN(TailRatio.Compute([0, 0, 0])));
        Assert.True(double.IsNaN(AlphaBeta.Compute(constant, constant, 365).Beta));
        Assert.Equal(0, MaximumDrawdown.Compute(constant));
        Assert.Equal(-1, MaximumDrawdown.Compute([0.1, -1, 0.1]));
        Assert.Equal(-1, AnnualReturn.Compute([0.1, -1, 0.1], 365));
    }

    [Fact]
    public void Drawdown_FallAndRecovery_HasItsDates()
    {
        // Wealth: 1.1, 0.99, 0.88, 1.1, 1.2, 1.14
        double[] returns = [0.1, -0.1, 0.88 / 0.99 - 1, 1.1 / 0.88 - 1 + 1e-12, 1.2 / 1.1 - 1, -0.05];
        var drawdown = MaximumDrawdown.Find(returns);
        Assert.Equal(-0.2, drawdown.Depth, 12);
        Assert.Equal(0, drawdown.PeakIndex);
        Assert.Equal(2, drawdown.TroughIndex);
        Assert.Equal(3, drawdown.RecoveryIndex);
        Assert.Equal(3, drawdown.Length);
        Assert.Equal(MaximumDrawdown.Compute(returns), drawdown.Depth);
        Assert.Equal(3, MaximumDrawdown.LongestLength(returns));
    }

    [Fact]
    public void Drawdown_FromTheStartWithoutRecovery_CountsFromBeforeTheFirstPeriod()
    {
        var drawdown = MaximumDrawdown.Find([-0.1, 0.05, -0.2, 0.01]);
        Assert.Equal(-1, drawdown.PeakIndex);
        Assert.Equal(2, drawdown.TroughIndex);
        Assert.Null(drawdown.RecoveryIndex);
        Assert.Equal(4, drawdown.Length);
        Assert.Equal(4, MaximumDrawdown.LongestLength([-0.1, 0.05, -0.2, 0.01]));
    }

    [Fact]
    public void Drawdown_LongShallowAndShortDeep_AreToldApart()
    {
        double[] returns = [0.1, -0.01, 0, 0, 0, 0.02, -0.3, 0.5];
        Assert.Equal(2, MaximumDrawdown.Find(returns).Length);
        Assert.Equal(5, MaximumDrawdown.LongestLength(returns));
        Assert.Equal(0, MaximumDrawdown.LongestLength([0.1, 0, 0.1]));
    }

    [Fact]
    public void ConditionalValueAtRisk_TwentyPeriods_AveragesTheWorstOne()
    {
        var returns = Enumerable.Range(0, 20).Select(i => (i - 5) / 100.0).ToArray();
        Assert.Equal(-0.05, ConditionalValueAtRisk.Compute(returns, 0.05), 12);
        Assert.Equal(-0.0405, ValueAtRisk.Compute(returns, 0.05), 12);
        Assert.Equal(-0.045, ConditionalValueAtRisk.Compute(returns, 0.10), 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(101)]
    [InlineData(5000)]
    public void ReturnTails_AnyLength_AgreeWithSortingEverything(int length)
    {
        var random = new SeededRandom((ulong)length, "tails");
        var returns = new double[length];
        for (var i = 0; i < length; i++) returns[i] = random.NextBool(0.3) ? 0 : 0.01 * random.NextNormal();
        var tails = ReturnTails.Of(returns);
        Assert.Equal(returns.Min(), tails.Lowest);
        Assert.Equal(returns.Max(), tails.Highest);
        Assert.Equal(ValueAtRisk.Compute(returns, 0.01), tails.Quantile1);
        Assert.Equal(ValueAtRisk.Compute(returns, 0.05), tails.Quantile5);
        Assert.Equal(ValueAtRisk.Compute(returns, 0.95), tails.Quantile95);
        Assert.Equal(ConditionalValueAtRisk.Compute(returns, 0.01), tails.MeanBelow1);
        Assert.Equal(ConditionalValueAtRisk.Compute(returns, 0.05), tails.MeanBelow5);
        Assert.Equal(TailRatio.Compute(returns), PerformanceMetrics.Compute(returns, Daily).TailRatio);
    }

    [Fact]
    public void DrawdownList_AnyReturns_HoldsTheDeepestAndTheLongest()
    {
        var random = new SeededRandom(11, "drawdowns");
        for (var length = 1; length < 400; length += 13)
        {
            var returns = Enumerable.Range(0, length).Select(_ => 0.02 * random.NextNormal()).ToArray();
            var all = DrawdownList.Compute(returns);
            var deepest = MaximumDrawdown.Find(returns);
            if (all.Count == 0) Assert.Equal(0, deepest.Depth);
            else Assert.Equal(deepest, DrawdownList.Deepest(returns, 1)[0]);
            Assert.Equal(MaximumDrawdown.LongestLength(returns), all.Count == 0 ? 0 : all.Max(drawdown => drawdown.Length));
            for (var i = 1; i < all.Count; i++) Assert.True(all[i - 1].RecoveryIndex <= all[i].PeakIndex);
        }
        Assert.Empty(DrawdownList.Compute([]));
        Assert.Empty(DrawdownList.Compute([0.1, 0.0, 0.1]));
        Assert.Equal([new Drawdown(-0.5, -1, 0, 1, 2), new Drawdown(-0.25, 1, 2, null, 1)], DrawdownList.Compute([-0.5, 1, -0.25]));
    }

    [Fact]
    public void RollingWindow_VolatilityAndBeta_AgreeWithEachWindow()
    {
        var random = new SeededRandom(12, "rolling");
        var returns = Enumerable.Range(0, 50).Select(_ => 0.02 * random.NextNormal()).ToArray();
        var benchmark = returns.Select(value => 2 * value).ToArray();
        Assert.All(RollingWindow.Betas(returns, benchmark, 10), beta => Assert.Equal(0.5, beta, 12));
        Assert.Equal(AnnualVolatility.Compute(returns.AsSpan(7, 10), 365), RollingWindow.Volatilities(returns, 10, 365)[7]);
        Assert.Empty(RollingWindow.Betas(returns, benchmark, 51));
        Assert.All(RollingWindow.Betas(returns, new double[50], 10), beta => Assert.True(double.IsNaN(beta)));
        Assert.Throws<ArgumentException>(() => RollingWindow.Betas(returns, new double[49], 10));
    }

    [Fact]
    public void BenchmarkMetrics_TwiceTheBenchmark_HasBetaTwoAndNoAlpha()
    {
        double[] benchmark = [0.01, -0.02, 0.015, 0.003, -0.01];
        var metrics = BenchmarkMetrics.Compute([.. benchmark.Select(b => 2 * b)], benchmark, Daily);
        Assert.Equal(2, metrics.Whole.Beta, 12);
        Assert.Equal(0, metrics.Whole.Alpha, 12);
        Assert.True(metrics.UpCapture > 1);
        Assert.Throws<ArgumentException>(() => BenchmarkMetrics.Compute([0.1], benchmark, Daily));
    }

    [Fact]
    public void Rolling_FewerPeriodsThanTheWindow_IsEmpty()
    {
        Assert.Empty(RollingWindow.SharpeRatios([0.1, 0.2], 3, 365));
        Assert.Single(RollingWindow.MaximumDrawdowns([0.1, -0.2, 0.1], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => RollingWindow.SharpeRatios([0.1], 1, 365));
    }
}
