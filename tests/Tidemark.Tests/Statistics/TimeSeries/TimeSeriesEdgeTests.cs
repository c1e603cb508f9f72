using Tidemark.Statistics.Randomness;
using Tidemark.Statistics.TimeSeries;

namespace Tidemark.Tests.Statistics.TimeSeries;

/// <summary>What holds for time-series models on any series, and what they refuse.</summary>
public class TimeSeriesEdgeTests
{
    [Fact]
    public void Arima_OfAWalk_ForecastsItsLastValue()
    {
        var walk = Walk(400);
        var fit = Arima.Fit(walk, new ArimaOrder(0, 1, 0));
        var forecast = fit.Forecast(5);
        Assert.All(forecast.Mean, value => Assert.Equal(walk[^1], value, 1e-9));
        for (var h = 0; h < 5; h++) Assert.Equal(Math.Sqrt((h + 1) * fit.Variance), forecast.StandardError[h], 1e-9);
    }

    [Fact]
    public void Arima_Extended_KnowsTheNewValues_AndKeepsItsEstimates()
    {
        var walk = Walk(500);
        var order = new ArimaOrder(1, 1, 1);
        var whole = Arima.Fit(walk[..400], order).Extend(walk.AsSpan(400));
        var byOne = Arima.Fit(walk[..400], order);
        for (var t = 400; t < walk.Length; t++)
        {
            var expected = byOne.Forecast(1).Mean[0];
            byOne = byOne.Extend(walk.AsSpan(t, 1));
            Assert.Equal(walk[t] - expected, whole.Residuals[t - 1], 1e-6);
        }
        Assert.Equal(whole.Parameters, byOne.Parameters);
        Assert.Equal(whole.Forecast(3).Mean[2], byOne.Forecast(3).Mean[2], 1e-9);
    }

    [Theory]
    [InlineData(1e-8, 0)]
    [InlineData(1e9, 5e12)]
    public void Arima_InAnyUnits_IsTheSame(double scale, double shift)
    {
        var walk = Walk(300);
        var plain = Arima.Fit(walk, new ArimaOrder(1, 1, 1));
        var other = Arima.Fit([.. walk.Select(value => value * scale + shift)], new ArimaOrder(1, 1, 1));
        for (var i = 0; i < 2; i++) Assert.Equal(plain.Parameters[i], other.Parameters[i], 1e-3);
        Assert.Equal(plain.Variance, other.Variance / scale / scale, 1e-5 * plain.Variance);
    }

    [Fact]
    public void Models_OfWhatTheyCannotFit_SayWhy()
    {
        var constant = Enumerable.Repeat(5.0, 100).ToArray();
        double[] holed = [.. Walk(100)];
        holed[7] = double.NaN;
        Assert.Contains("constant", Assert.Throws<ArgumentException>(() => Arima.Fit(constant, new ArimaOrder(1, 1, 0))).Message, StringComparison.Ordinal);
        Assert.Contains("NaN at position 7", Assert.Throws<ArgumentException>(() => Arima.Fit(holed, new ArimaOrder(1, 0, 0))).Message, StringComparison.Ordinal);
        Assert.Contains("NaN at position 7", Assert.Throws<ArgumentException>(() => ExponentialSmoothing.Fit(holed, new SmoothingKind())).Message, StringComparison.Ordinal);
        Assert.Contains("at least", Assert.Throws<ArgumentException>(() => Arima.Fit([1, 2, 3], new ArimaOrder(2, 1, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("drift", Assert.Throws<ArgumentException>(() => Arima.Fit(Walk(100), new ArimaOrder(1, 1, 0) { HasConstant = true })).Message, StringComparison.Ordinal);
        Assert.Contains("season", Assert.Throws<ArgumentException>(() => Arima.Fit(Walk(100), new ArimaOrder(1, 0, 0) { SeasonalP = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("constant", Assert.Throws<ArgumentException>(() => Volatility.Fit(constant, new VolatilityOrder(VolatilityKind.Garch))).Message, StringComparison.Ordinal);
        Assert.Contains("above zero", Assert.Throws<ArgumentException>(() => ExponentialSmoothing.Fit([.. Walk(100).Select(value => value - 1000)], new SmoothingKind(Season: SeasonKind.Multiplicative, Period: 12))).Message, StringComparison.Ordinal);
        Assert.Contains("combination", Assert.Throws<ArgumentException>(() => VectorAutoregression.Fit([Walk(100), Walk(100)], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("100 values where 90 are expected", Assert.Throws<ArgumentException>(() => VectorAutoregression.Fit([Walk(90), Walk(100)], 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Smoothing_OfAStraightLine_GoesOnStraight()
    {
        double[] line = [.. Enumerable.Range(0, 50).Select(t => 3 + 0.25 * t)];
        var forecast = ExponentialSmoothing.Fit(line, new SmoothingKind(HasTrend: true)).Forecast(4);
        for (var h = 0; h < 4; h++) Assert.Equal(3 + 0.25 * (50 + h), forecast.Mean[h], 1e-6);
    }

    [Fact]
    public void Garch_OfItsOwnReturns_FindsWhatMadeThem()
    {
        var random = new SeededRandom(11, "garch");
        var (returns, variance) = (new double[20_000], 1.0);
        for (var t = 0; t < returns.Length; t++)
        {
            if (t > 0) variance = 0.05 + 0.08 * returns[t - 1] * returns[t - 1] + 0.87 * variance;
            returns[t] = Math.Sqrt(variance) * random.NextNormal();
        }
        var fit = Volatility.Fit(returns, new VolatilityOrder(VolatilityKind.Garch));
        double[] truth = [0, 0.05, 0.08, 0.87];
        for (var i = 0; i < truth.Length; i++) Assert.InRange((fit.Parameters[i] - truth[i]) / fit.StandardErrors[i], -3, 3);
        // Far ahead nothing of today is left.
        Assert.Equal(fit.Parameters[1] / (1 - fit.Persistence), Math.Pow(fit.Forecast(1000).StandardError[^1], 2), 1e-3);
    }

    private static double[] Walk(int count)
    {
        var random = new SeededRandom(5, "walk");
        var walk = new double[count];
        for (var t = 1; t < count; t++) walk[t] = walk[t - 1] + random.NextNormal();
        return walk;
    }

    /// <summary>Values computed by statsmodels 0.13 on the same series.</summary>
    [Theory]
    [InlineData(1, 0, 1, new[] { 0.24796031, 0.40030983, 0.26221783, 0.087128391 }, -26.27984)]
    [InlineData(2, 0, 0, new[] { 0.24759934, 0.63306382, -0.095755583, 0.087626791 }, -26.6054369)]
    public void ArimaWithMissing_Values_AgreesWithStatsmodels(int p, int d, int q, double[] parameters, double logLikelihood)
    {
        var series = new double[160];
        for (var t = 0; t < series.Length; t++)
        {
            var noise = Math.Sin(12.9898 * (t + 1)) * 43758.5453;
            series[t] = (t > 0 ? 0.6 * series[t - 1] : 0) + noise - Math.Floor(noise) - 0.5;
        }
        for (var t = 0; t < series.Length; t++) series[t] = t is (>= 50 and < 80) or 120 ? double.NaN : series[t] + 0.2;
        var fit = Arima.FitWithMissing(series, new ArimaOrder(p, d, q) { HasConstant = true });
        Assert.Equal(logLikelihood, fit.LogLikelihood, 1e-5);
        foreach (var (expected, found) in parameters.Zip(fit.Parameters)) Assert.Equal(expected, found, 1e-3 * (1 + Math.Abs(expected)));
        Assert.Equal(129, fit.Observations);
    }

    [Fact]
    public void ArimaWithMissing_NothingMissing_IsTheSameFit()
    {
        var series = Enumerable.Range(0, 200).Select(t => Math.Sin(t * 0.7) + 0.01 * t + Math.Sin(t * 12.9898) * 0.5).ToArray();
        var order = new ArimaOrder(1, 1, 1);
        Assert.Equal(Arima.Fit(series, order).Parameters, Arima.FitWithMissing(series, order).Parameters);
        Assert.Contains("needs", Assert.Throws<ArgumentException>(() => Arima.FitWithMissing([.. series.Select((value, t) => t % 2 == 0 ? value : double.NaN)], order)).Message, StringComparison.Ordinal);
    }
}
