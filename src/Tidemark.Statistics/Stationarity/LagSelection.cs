using Tidemark.Statistics.LinearAlgebra;

namespace Tidemark.Statistics.Stationarity;

/// <summary>
/// Chooses the number of lagged differences. One QR decomposition of the longest regression holds all shorter ones: their residual
/// sums of squares are the tails of Q'y.
/// </summary>
internal static class LagSelection
{
    private const double Significant = 1.6448536269514722; // the 95 % quantile of the normal distribution

    public static (int Lags, double Criterion) Choose(DickeyFullerRegression longest, LagChoice choice)
    {
        var transformed = (double[])longest.Differences.Clone();
        new QrDecomposition(longest.Regressors).MultiplyByTransposeOfQ(transformed);
        var fewest = longest.DeterministicCount + 1;
        var residuals = new double[longest.Regressors.Length + 1];
        for (var i = transformed.Length - 1; i >= residuals.Length; i--) residuals[^1] += transformed[i] * transformed[i];
        if (transformed.Length >= residuals.Length) residuals[^1] += transformed[residuals.Length - 1] * transformed[residuals.Length - 1];
        for (var k = residuals.Length - 2; k >= 0; k--) residuals[k] = residuals[k + 1] + transformed[k] * transformed[k];
        DickeyFullerRegression.CheckNoise(residuals[^1], longest.Differences);
        return choice == LagChoice.TStatistic ? ByLastLag(transformed, residuals, fewest) : ByCriterion(transformed.Length, residuals, fewest, choice);
    }

    private static (int Lags, double Criterion) ByCriterion(int observations, double[] residuals, int fewest, LagChoice choice)
    {
        var penalty = choice == LagChoice.Akaike ? 2 : Math.Log(observations);
        var (best, lowest) = (0, double.PositiveInfinity);
        for (var count = fewest; count < residuals.Length; count++)
        {
            var criterion = observations * (Math.Log(2 * Math.PI * residuals[count] / observations) + 1) + penalty * count;
            if (criterion < lowest) (best, lowest) = (count - fewest, criterion);
        }
        return (best, lowest);
    }

    private static (int Lags, double Criterion) ByLastLag(double[] transformed, double[] residuals, int fewest)
    {
        var statistic = 0.0;
        for (var count = residuals.Length - 1; count >= fewest; count--)
        {
            statistic = Math.Abs(transformed[count - 1]) / Math.Sqrt(residuals[count] / (transformed.Length - count));
            if (statistic >= Significant) return (count - fewest, statistic);
        }
        return (0, statistic);
    }
}
