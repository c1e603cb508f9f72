using Tidemark.Statistics.Filters;
using Tidemark.Statistics.Randomness;
using Tidemark.Statistics.Regression;
using static Tidemark.Tests.Statistics.ReferenceCases;

namespace Tidemark.Tests.Statistics;

public sealed class HedgeRatioTests
{
    [Fact]
    public void Rolling_ReferenceSeries_AgreesWithStatsmodels()
    {
        foreach (var test in Of("rolling"))
        {
            var (dependent, regressor, window) = (Named(test, "dependent"), Named(test, "regressor"), test.GetProperty("window").GetInt32());
            var rolling = new RollingHedgeRatio(window);
            List<LinearFit> fits = [.. dependent.Zip(regressor, rolling.Update)];
            Assert.All(fits.Take(window - 1), fit => Assert.True(double.IsNaN(fit.Slope)));
            var picked = fits.Skip(window - 1).Where((_, i) => i % test.GetProperty("every").GetInt32() == 0).ToList();
            Near(test.GetProperty("slopes"), [.. picked.Select(fit => fit.Slope)], test);
            Near(test.GetProperty("intercepts"), [.. picked.Select(fit => fit.Intercept)], test);
        }
    }

    [Fact]
    public void Kalman_ReferenceSeries_AgreesWithStatsmodels()
    {
        foreach (var test in Of("kalman"))
        {
            double Number(string name) => test.GetProperty(name).GetDouble();
            var filter = new KalmanRegression(2, Number("stateNoise"), Number("observationNoise"), Number("initialVariance"));
            var (dependent, regressor) = (Named(test, "dependent"), Named(test, "regressor"));
            var rows = test.GetProperty("rows").EnumerateArray().Select(row => row.GetInt32()).ToList();
            for (var i = 0; i < dependent.Length; i++)
            {
                var innovation = filter.Update(dependent[i], 1, regressor[i]);
                var row = rows.IndexOf(i);
                if (row < 0) continue;
                Near(test.GetProperty("errors")[row].GetDouble(), innovation.Error, test);
                Near(test.GetProperty("variances")[row].GetDouble(), innovation.Variance, test);
                Near(test.GetProperty("coefficients")[row], filter.Coefficients.ToArray(), test);
            }
        }
    }

    [Fact]
    public void Kalman_WithoutStateNoise_EndsAtLeastSquares()
    {
        var (y, x) = Pair(200);
        var filter = new KalmanRegression(2, 0, 1, 1e8);
        for (var i = 0; i < y.Length; i++) filter.Update(y[i], 1, x[i]);
        var fit = LeastSquares.Fit(y, [x]);
        Assert.Equal(fit.Coefficients[0], filter.Coefficients[0], 1e-4);
        Assert.Equal(fit.Coefficients[1], filter.Coefficients[1], 1e-4);
    }

    [Fact]
    public void Kalman_OtherFuture_SamePast()
    {
        var (y, x) = Pair(50);
        KalmanRegression one = new(2, 1e-3, 1, 100), other = new(2, 1e-3, 1, 100);
        for (var i = 0; i < 40; i++) Assert.Equal(one.Update(y[i], 1, x[i]), other.Update(y[i], 1, x[i]));
        // The same past predicts the same, whatever the observation turns out to be.
        Assert.Equal(one.Update(1e6, 1, x[40]).Predicted, other.Update(y[40], 1, x[40]).Predicted);
        Assert.NotEqual(one.Coefficients[0], other.Coefficients[0]);
    }

    [Fact]
    public void Kalman_Restored_ContinuesToTheBit()
    {
        var (y, x) = Pair(60);
        KalmanRegression whole = new(2, 1e-3, 1, 100), second = new(2, 1e-3, 1, 100);
        for (var i = 0; i < 30; i++) whole.Update(y[i], 1, x[i]);
        second.Restore(whole.Coefficients, whole.Covariance);
        for (var i = 30; i < 60; i++) Assert.Equal(whole.Update(y[i], 1, x[i]), second.Update(y[i], 1, x[i]));
        Assert.Throws<ArgumentException>(() => second.Restore([1], [1]));
    }

    [Fact]
    public void Filters_ImpossibleInput_AreRefusedAndLearnNothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RollingHedgeRatio(1));
        Assert.Throws<ArgumentException>(() => new RollingHedgeRatio(2).Update(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KalmanRegression(0, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KalmanRegression(1, -1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KalmanRegression(1, 0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KalmanRegression(1, 0, 1, double.NaN));
        var filter = new KalmanRegression(2, 0.1, 1, 1);
        filter.Update(3, 1, 2);
        var before = filter.Covariance.ToArray();
        Assert.Throws<ArgumentException>(() => filter.Update(double.NaN, 1, 2));
        Assert.Throws<ArgumentException>(() => filter.Update(1, 1, double.NaN));
        Assert.Throws<ArgumentException>(() => filter.Update(1, 1));
        Assert.Equal(before, filter.Covariance.ToArray());
    }

    private static (double[] Y, double[] X) Pair(int length)
    {
        var random = new SeededRandom(9, "pair");
        double[] x = new double[length], y = new double[length];
        for (var i = 0; i < length; i++)
        {
            x[i] = (i > 0 ? x[i - 1] : 10) + random.NextNormal();
            y[i] = 4 + 1.5 * x[i] + random.NextNormal();
        }
        return (y, x);
    }
}
