using Tidemark.Statistics.Distributions;
using Tidemark.Statistics.Randomness;
using Tidemark.Statistics.Stationarity;
using static Tidemark.Tests.Statistics.ReferenceCases;

namespace Tidemark.Tests.Statistics;

public sealed class StationarityTests
{
    [Fact]
    public void DickeyFuller_ReferenceSeries_AgreesWithStatsmodels()
    {
        foreach (var test in Of("dickeyFuller"))
        {
            var outcome = AugmentedDickeyFullerTest.Run(Named(test, "column"), Terms(test), Choice(test), MaximumLags(test));
            Near(test.GetProperty("statistic").GetDouble(), outcome.Statistic, test);
            Near(test.GetProperty("pValue").GetDouble(), outcome.PValue, test);
            Near(test.GetProperty("critical"), Parts(outcome.CriticalValues), test);
            Assert.Equal(test.GetProperty("lags").GetInt32(), outcome.Lags);
            Assert.Equal(test.GetProperty("observations").GetInt32(), outcome.Observations);
            if (Choice(test) == LagChoice.Fixed) Assert.True(double.IsNaN(outcome.Criterion));
            else Near(test.GetProperty("criterion").GetDouble(), outcome.Criterion, test);
        }
    }

    [Fact]
    public void Kpss_ReferenceSeries_AgreesWithStatsmodels()
    {
        foreach (var test in Of("kpss"))
        {
            var (series, trend) = (Named(test, "column"), Terms(test) == DeterministicTerms.ConstantAndTrend);
            var outcome = test.GetProperty("choice").GetString() switch
            {
                "auto" => KpssTest.Run(series, trend, KpssLags.Automatic),
                "legacy" => KpssTest.Run(series, trend, KpssLags.Legacy),
                _ => KpssTest.Run(series, trend, test.GetProperty("lags").GetInt32()),
            };
            Assert.Equal(test.GetProperty("lags").GetInt32(), outcome.Lags);
            Near(test.GetProperty("statistic").GetDouble(), outcome.Statistic, test);
            Near(test.GetProperty("pValue").GetDouble(), outcome.PValue, test);
            Near(test.GetProperty("critical"), Parts(outcome.CriticalValues), test);
        }
    }

    [Fact]
    public void MeanReversion_ReferenceSeries_AgreesWithStatsmodels()
    {
        foreach (var test in Of("meanReversion"))
        {
            var outcome = MeanReversion.Of(Named(test, "column"));
            Near(test.GetProperty("persistence").GetDouble(), outcome.Persistence, test);
            Near(test.GetProperty("stepDeviation").GetDouble(), outcome.StepDeviation, test);
            Near(test.GetProperty("intercept").GetDouble() / (1 - outcome.Persistence), outcome.Mean, test);
        }
    }

    [Fact]
    public void HalfLife_KnownProcess_IsItsOwn()
    {
        var random = new SeededRandom(1, "half-life");
        var series = new double[20_000];
        for (var i = 1; i < series.Length; i++) series[i] = 5 + 0.9 * (series[i - 1] - 5) + random.NextNormal();
        Assert.Equal(Math.Log(0.5) / Math.Log(0.9), MeanReversion.Of(series).HalfLife, 0.5);
        Assert.Equal(double.PositiveInfinity, new MeanReversion(1.01, double.NaN, 1).HalfLife);
        Assert.Equal(0, new MeanReversion(-0.3, 0, 1).HalfLife);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.959963984540054, 0.975)]
    [InlineData(-1.6448536269514722, 0.05)]
    [InlineData(-8, 6.220960574271785e-16)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    public void Normal_KnownPoints_HaveTheirProbability(double x, double probability) =>
        Assert.Equal(probability, NormalDistribution.Cumulative(x), probability * 1e-12);

    [Fact]
    public void UnitRootTests_ImpossibleInput_AreRefused()
    {
        double[] noise = [1, 3, 2, 5, 4, 1, 2, 2, 6, 3, 1, 4];
        foreach (Action<double[]> test in (Action<double[]>[])[s => AugmentedDickeyFullerTest.Run(s), s => KpssTest.Run(s), s => MeanReversion.Of(s)])
        {
            test(noise);
            Assert.Throws<ArgumentException>(() => test([]));
            Assert.Throws<ArgumentException>(() => test([1, 2, 3]));
            Assert.Contains("constant", Assert.Throws<ArgumentException>(() => test([4, 4, 4, 4, 4, 4, 4, 4, 4, 4])).Message, StringComparison.Ordinal);
            Assert.Contains("position 3", Assert.Throws<ArgumentException>(() => test([1, 2, 3, double.NaN, 5, 2, 7, 8, 1, 2])).Message, StringComparison.Ordinal);
        }
        double[] line = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        Assert.Throws<ArgumentException>(() => AugmentedDickeyFullerTest.Run(line));
        Assert.Throws<ArgumentException>(() => AugmentedDickeyFullerTest.Run(line, DeterministicTerms.None, LagChoice.Fixed, 1));
        Assert.Throws<ArgumentException>(() => KpssTest.Run(line, withTrend: true));
        Assert.Throws<ArgumentException>(() => KpssTest.Run(noise, false, 12));
        Assert.Throws<ArgumentException>(() => AugmentedDickeyFullerTest.Run(noise, maximumLags: 5));
        Assert.Throws<ArgumentException>(() => AugmentedDickeyFullerTest.Run(noise, maximumLags: -1));
    }

    [Fact]
    public void DickeyFuller_ShortestSeries_AreTestedOrRefusedButNeverNumbersOutOfNothing()
    {
        var random = new SeededRandom(3, "short");
        for (var length = 0; length < 40; length++)
            foreach (var terms in Enum.GetValues<DeterministicTerms>())
                foreach (var choice in Enum.GetValues<LagChoice>())
                {
                    var series = new double[length];
                    for (var i = 0; i < length; i++) series[i] = random.NextNormal();
                    try
                    {
                        var outcome = AugmentedDickeyFullerTest.Run(series, terms, choice);
                        Assert.True(double.IsFinite(outcome.Statistic) && outcome.PValue is >= 0 and <= 1, $"{length} {terms} {choice}");
                    }
                    catch (ArgumentException)
                    {
                        Assert.True(length < 20, $"{length} {terms} {choice}");
                    }
                }
    }
}
