using Tidemark.Statistics.Cointegration;
using Tidemark.Statistics.Randomness;
using Tidemark.Statistics.Stationarity;
using static Tidemark.Tests.Statistics.ReferenceCases;

namespace Tidemark.Tests.Statistics;

public sealed class CointegrationTests
{
    private const int Walks = 1000;

    [Fact]
    public void EngleGranger_ReferenceSeries_AgreesWithStatsmodels()
    {
        foreach (var test in Of("engleGranger"))
        {
            var columns = AllNamed(test, "columns");
            var outcome = EngleGrangerTest.Run(columns[0], columns[1..], Terms(test), Choice(test), MaximumLags(test));
            Near(test.GetProperty("statistic").GetDouble(), outcome.Statistic, test);
            Near(test.GetProperty("pValue").GetDouble(), outcome.PValue, test);
            if (Terms(test) == DeterministicTerms.None) Assert.All(Parts(outcome.CriticalValues), value => Assert.True(double.IsNaN(value)));
            else Near(test.GetProperty("critical"), Parts(outcome.CriticalValues), test);
            Assert.Equal(columns.Length - 1, outcome.HedgeRatios.Length);
        }
    }

    [Fact]
    public void Johansen_ReferenceSeries_AgreesWithStatsmodels()
    {
        foreach (var test in Of("johansen"))
        {
            var outcome = JohansenTest.Run(AllNamed(test, "columns"), (JohansenTrend)(test.GetProperty("order").GetInt32() + 1), test.GetProperty("lags").GetInt32());
            Near(test.GetProperty("eigenvalues"), outcome.Eigenvalues, test);
            Near(test.GetProperty("trace"), outcome.TraceStatistics, test);
            Near(test.GetProperty("maximum"), outcome.MaximumEigenvalueStatistics, test);
            for (var i = 0; i < outcome.Eigenvalues.Length; i++)
            {
                Near(test.GetProperty("traceCritical")[i], [.. Parts(outcome.TraceCriticalValues[i]).Reverse()], test);
                Near(test.GetProperty("maximumCritical")[i], [.. Parts(outcome.MaximumEigenvalueCriticalValues[i]).Reverse()], test);
                // The sign of a vector means nothing.
                var expected = Numbers(test.GetProperty("eigenvectors")[i]);
                var sign = expected[0] < 0 ? -1 : 1;
                var largest = expected.Max(Math.Abs);
                for (var k = 0; k < expected.Length; k++) Assert.Equal(sign * expected[k], outcome.Eigenvectors[i][k], 1e-7 * largest);
            }
        }
    }

    [Fact]
    public void Johansen_WithoutLags_AgreesWithTheMomentMatrices()
    {
        foreach (var test in Of("johansenWithoutLags"))
        {
            var outcome = JohansenTest.Run(AllNamed(test, "columns"), JohansenTrend.Constant, 0);
            Near(test.GetProperty("eigenvalues"), outcome.Eigenvalues, test);
            Near(test.GetProperty("trace"), outcome.TraceStatistics, test);
        }
    }

    [Fact]
    public void DickeyFuller_RandomWalks_RejectsAsOftenAsItSays() =>
        AssertFivePercent(Enumerable.Range(0, Walks).Count(i => AugmentedDickeyFullerTest.Run(Walk(i, "adf", 200), maximumLags: 4).PValue < 0.05));

    [Fact]
    public void EngleGranger_IndependentWalks_RejectsAsOftenAsItSays() =>
        AssertFivePercent(Enumerable.Range(0, Walks).Count(i =>
            EngleGrangerTest.Run(Walk(i, "first", 200), [Walk(i, "second", 200)], choice: LagChoice.Bayesian, maximumLags: 4).PValue < 0.05));

    [Theory]
    [InlineData(JohansenTrend.None, 0, 0)]
    [InlineData(JohansenTrend.None, 1, 0)]
    [InlineData(JohansenTrend.Constant, 0, 0.4)] // the critical values are for series that drift
    [InlineData(JohansenTrend.Constant, 1, 0.4)]
    public void Johansen_IndependentWalks_RejectsAsOftenAsItSays(JohansenTrend trend, int lags, double drift) =>
        AssertFivePercent(Enumerable.Range(0, Walks).Count(i => JohansenTest.Run([Walk(i, "first", 400, drift), Walk(i, "second", 400, drift)], trend, lags).Rank > 0));

    [Fact]
    public void Tests_CointegratedPair_FindIt()
    {
        var found = new int[3];
        for (var i = 0; i < 100; i++)
        {
            var (random, first) = (new SeededRandom((ulong)i, "noise"), Walk(i, "common", 300));
            var second = first.Select(value => 40 + 2.5 * value + random.NextNormal()).ToArray();
            var engleGranger = EngleGrangerTest.Run(second, [first]);
            if (engleGranger.PValue < 0.05) found[0]++;
            Assert.Equal(2.5, engleGranger.HedgeRatios[0], 0.3);
            var johansen = JohansenTest.Run([second, first]);
            if (johansen.Rank >= 1) found[1]++;
            Assert.Equal(-2.5, johansen.Eigenvectors[0][1] / johansen.Eigenvectors[0][0], 0.3);
            if (KpssTest.Run(engleGranger.Residuals).PValue > 0.05) found[2]++;
        }
        Assert.All(found, count => Assert.InRange(count, 85, 100));
    }

    [Fact]
    public void CointegrationTests_ImpossibleInput_AreRefused()
    {
        var (first, second) = (Walk(1, "first", 60), Walk(1, "second", 60));
        var hole = (double[])second.Clone();
        hole[7] = double.NaN;
        double[] flat = [.. Enumerable.Repeat(3.0, 60)], line = [.. Enumerable.Range(0, 60).Select(i => (double)i)];
        foreach (var bad in (double[][])[hole, flat, first[..59], []])
        {
            Assert.Throws<ArgumentException>(() => EngleGrangerTest.Run(first, [bad]));
            Assert.Throws<ArgumentException>(() => EngleGrangerTest.Run(bad, [first]));
            Assert.Throws<ArgumentException>(() => JohansenTest.Run([first, bad]));
        }
        Assert.Throws<ArgumentException>(() => EngleGrangerTest.Run(first, []));
        Assert.Throws<ArgumentException>(() => EngleGrangerTest.Run(first, [.. Enumerable.Range(0, 6).Select(i => Walk(i, "many", 60))]));
        Assert.Throws<ArgumentException>(() => EngleGrangerTest.Run(first[..6], [second[..6]]));
        Assert.Throws<ArgumentException>(() => JohansenTest.Run([first]));
        Assert.Throws<ArgumentException>(() => JohansenTest.Run([first, first]));
        Assert.Throws<ArgumentException>(() => JohansenTest.Run([first, line], JohansenTrend.Linear));
        Assert.Throws<ArgumentException>(() => JohansenTest.Run([first, line], JohansenTrend.Constant, 0));
        Assert.Throws<ArgumentException>(() => JohansenTest.Run([first, second], laggedDifferences: -1));
        Assert.Throws<ArgumentException>(() => JohansenTest.Run([first[..8], second[..8]]));
    }

    [Fact]
    public void EngleGranger_MultipleOfTheOther_IsCertain()
    {
        var first = Walk(1, "first", 60);
        var outcome = EngleGrangerTest.Run([.. first.Select(value => 3 * value + 1)], [first]);
        Assert.Equal((double.NegativeInfinity, 0), (outcome.Statistic, outcome.PValue));
        Assert.Equal(3, outcome.HedgeRatios[0], 1e-12);
    }

    private static void AssertFivePercent(int rejections) => Assert.InRange(rejections, Walks * 3 / 100, Walks * 7 / 100);

    private static double[] Walk(int seed, string stream, int length, double drift = 0)
    {
        var random = new SeededRandom((ulong)seed, stream);
        var walk = new double[length];
        for (var i = 1; i < length; i++) walk[i] = walk[i - 1] + drift + random.NextNormal();
        return walk;
    }
}
