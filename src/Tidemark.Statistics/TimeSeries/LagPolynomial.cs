namespace Tidemark.Statistics.TimeSeries;

/// <summary>Polynomials of the lag operator: coefficients of 1, L, L², …</summary>
internal static class LagPolynomial
{
    /// <summary>The product.</summary>
    public static double[] Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var product = new double[a.Length + b.Length - 1];
        for (var i = 0; i < a.Length; i++)
            for (var j = 0; j < b.Length; j++) product[i + j] += a[i] * b[j];
        return product;
    }

    /// <summary>1 + sign (c1 L^s + c2 L^2s + …).</summary>
    /// <param name="coefficients">c1, c2, …</param>
    /// <param name="period">s; 1 where it is not seasonal.</param>
    /// <param name="sign">-1 for autoregression, 1 for moving averages.</param>
    public static double[] Of(ReadOnlySpan<double> coefficients, int period, int sign)
    {
        var polynomial = new double[coefficients.Length * period + 1];
        polynomial[0] = 1;
        for (var i = 0; i < coefficients.Length; i++) polynomial[(i + 1) * period] = sign * coefficients[i];
        return polynomial;
    }

    /// <summary>(1 - L)^d (1 - L^s)^D.</summary>
    public static double[] Differences(int order, int seasonalOrder, int period)
    {
        double[] polynomial = [1];
        for (var i = 0; i < order; i++) polynomial = Multiply(polynomial, [1, -1]);
        for (var i = 0; i < seasonalOrder; i++) polynomial = Multiply(polynomial, Of([1], period, -1));
        return polynomial;
    }

    /// <summary>What a polynomial makes of a series, without its first values, for which there are not enough before.</summary>
    public static double[] Apply(ReadOnlySpan<double> polynomial, ReadOnlySpan<double> series)
    {
        var result = new double[Math.Max(series.Length - polynomial.Length + 1, 0)];
        for (var t = 0; t < result.Length; t++)
        {
            var sum = 0.0;
            // A coefficient of zero does not look at its value, which may be missing.
            for (var lag = 0; lag < polynomial.Length; lag++)
                if (polynomial[lag] != 0) sum += polynomial[lag] * series[t + polynomial.Length - 1 - lag];
            result[t] = sum;
        }
        return result;
    }

    /// <summary>
    /// Any numbers as coefficients of a stationary autoregression: each becomes a partial autocorrelation between -1 and 1, and these give the
    /// coefficients by Durbin and Levinson's recursion.
    /// </summary>
    /// <remarks>Source: J. F. Monahan, "A Note on Enforcing Stationarity in Autoregressive-Moving Average Models", Biometrika 71 (1984).</remarks>
    public static double[] Stationary(ReadOnlySpan<double> free)
    {
        var coefficients = new double[free.Length];
        var before = new double[free.Length];
        for (var k = 0; k < free.Length; k++)
        {
            var partial = free[k] / Math.Sqrt(1 + free[k] * free[k]);
            coefficients.AsSpan(0, k).CopyTo(before);
            for (var i = 0; i < k; i++) coefficients[i] = before[i] - partial * before[k - 1 - i];
            coefficients[k] = partial;
        }
        return coefficients;
    }

    /// <summary>The numbers of which <see cref="Stationary"/> makes the coefficients; false when they are not of a stationary autoregression.</summary>
    public static bool TryFree(ReadOnlySpan<double> coefficients, out double[] free)
    {
        free = coefficients.ToArray();
        for (var k = free.Length - 1; k >= 0; k--)
        {
            var partial = free[k];
            if (!(Math.Abs(partial) < 1 - 1e-8)) return false;
            var rest = free.AsSpan(0, k).ToArray();
            for (var i = 0; i < k; i++) free[i] = (rest[i] + partial * rest[k - 1 - i]) / (1 - partial * partial);
            free[k] = partial / Math.Sqrt(1 - partial * partial);
        }
        return true;
    }
}
