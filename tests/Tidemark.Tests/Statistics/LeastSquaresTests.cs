using Tidemark.Statistics.Regression;
using static Tidemark.Tests.Statistics.ReferenceCases;

namespace Tidemark.Tests.Statistics;

public sealed class LeastSquaresTests
{
    [Fact]
    public void Fit_ReferenceSeries_AgreesWithStatsmodels()
    {
        foreach (var test in Of("regression"))
        {
            var fit = LeastSquares.Fit(Named(test, "dependent"), AllNamed(test, "regressors"), test.GetProperty("intercept").GetBoolean());
            Near(test.GetProperty("coefficients"), fit.Coefficients, test);
            Near(test.GetProperty("standardErrors"), fit.StandardErrors, test);
            Near(test.GetProperty("tStatistics"), fit.TStatistics, test);
            Near(test.GetProperty("residualSumOfSquares").GetDouble(), fit.ResidualSumOfSquares, test);
            Near(test.GetProperty("rSquared").GetDouble(), fit.RSquared, test);
            Near(test.GetProperty("logLikelihood").GetDouble(), fit.LogLikelihood, test);
            Near(test.GetProperty("aic").GetDouble(), fit.AkaikeCriterion, test);
            Near(test.GetProperty("bic").GetDouble(), fit.BayesianCriterion, test);
        }
    }

    [Fact]
    public void Fit_OneRegressor_IsTheStraightLine()
    {
        double[] x = [1, 2, 4, 7, 11], y = [3, 1, 4, 1, 5];
        var (line, fit) = (LinearFit.Of(x, y), LeastSquares.Fit(y, [x]));
        Assert.Equal([line.Intercept, line.Slope], fit.Coefficients, (a, b) => Math.Abs(a - b) < 1e-13);
        Assert.Equal(line.RSquared, fit.RSquared, 1e-13);
        Assert.Equal(3, fit.DegreesOfFreedom);
    }

    [Fact]
    public void Fit_NearlyCollinearRegressors_KeepsItsDigits()
    {
        // The normal equations square the condition number and would lose all digits here.
        var x = Enumerable.Range(0, 50).Select(i => 60000 + i * 1e-3).ToArray();
        var y = x.Select((value, i) => 2 * value + 5 + (i % 2 == 0 ? 1e-3 : -1e-3)).ToArray();
        Assert.Equal(2, LeastSquares.Fit(y, [x]).Coefficients[1], 0.02);
    }

    [Fact]
    public void Fit_ImpossibleInput_IsRefused()
    {
        double[] x = [1, 2, 3, 4], y = [1, 3, 2, 5];
        Assert.Contains("regressor 3", Assert.Throws<ArgumentException>(() => LeastSquares.Fit(y, [x, [2, 4, 6, 8]])).Message, StringComparison.Ordinal);
        Assert.Contains("combination", Assert.Throws<ArgumentException>(() => LeastSquares.Fit(y, [[7, 7, 7, 7]])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LeastSquares.Fit(y, [[0, 0, 0, 0]], withIntercept: false));
        Assert.Contains("position 2", Assert.Throws<ArgumentException>(() => LeastSquares.Fit([1, 2, double.NaN, 4], [x])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LeastSquares.Fit(y, [[1, 2, 3, double.PositiveInfinity]]));
        Assert.Throws<ArgumentException>(() => LeastSquares.Fit(y, [[1, 2, 3]]));
        Assert.Throws<ArgumentException>(() => LeastSquares.Fit([1, 2], [[1, 2]]));
        Assert.Throws<ArgumentException>(() => LeastSquares.Fit(y, [], withIntercept: false));
    }
}
