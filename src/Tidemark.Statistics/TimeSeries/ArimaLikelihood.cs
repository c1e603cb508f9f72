using Tidemark.Statistics.Descriptive;
using Tidemark.Statistics.Regression;

namespace Tidemark.Statistics.TimeSeries;

/// <summary>The exact likelihood of a series for an ARIMA of given orders.</summary>
internal sealed class ArimaLikelihood
{
    private readonly ArimaOrder order;
    private readonly double[] values; // differenced
    private readonly double[][] trend; // differenced
    private readonly int observed; // values that are not missing

    public ArimaLikelihood(double[] series, ArimaOrder order)
    {
        this.order = order;
        var differences = LagPolynomial.Differences(order.D, order.SeasonalD, Math.Max(order.Period, 1));
        values = LagPolynomial.Apply(differences, series);
        var columns = new List<double[]>();
        if (order.HasConstant) columns.Add([.. Enumerable.Repeat(1.0, series.Length)]);
        if (order.HasDrift) columns.Add([.. Enumerable.Range(1, series.Length).Select(t => (double)t)]);
        trend = [.. columns.Select(column => LagPolynomial.Apply(differences, column))];
        observed = values.Count(value => !double.IsNaN(value));
    }

    /// <summary>Whether there is anything to explain.</summary>
    public bool IsVarying => Known(values) is { Length: > 0 } known && (known.AsSpan().ContainsAnyExcept(known[0]) || (trend.Length == 0 && known[0] != 0));

    /// <summary>Values after differencing that are not missing.</summary>
    public int Observed => observed;

    /// <summary>The free numbers of a search as coefficients: autoregressive, moving average, seasonal autoregressive, seasonal moving average.</summary>
    public double[] Natural(double[] free)
    {
        var rest = free.AsSpan();
        return [.. Take(ref rest, order.P, 1), .. Take(ref rest, order.Q, -1), .. Take(ref rest, order.SeasonalP, 1), .. Take(ref rest, order.SeasonalQ, -1)];
    }

    /// <summary>To be minimised: minus the logarithm of the likelihood an observation, variance and trend at their best.</summary>
    public double Objective(double[] free) => Evaluate(Natural(free)) is { } found ? -found.LogLikelihood / observed : double.NaN;

    /// <summary>Trend and variance at their best for these coefficients; null where the likelihood is not defined.</summary>
    public ArmaEvaluation? Evaluate(double[] natural)
    {
        var filter = Filter(natural);
        double[][] series = [(double[])values.Clone(), .. trend.Select(column => (double[])column.Clone())];
        double[][] states = [.. series.Select(_ => new double[filter.StateSize])];
        var logs = filter.Filter(series, states);
        if (!double.IsFinite(logs)) return null;
        var (residuals, coefficients, state) = (Known(series[0]), Array.Empty<double>(), states[0]);
        if (trend.Length > 0)
        {
            var regression = LeastSquares.Fit(residuals, [.. series.Skip(1).Select(Known)], withIntercept: false);
            (residuals, coefficients) = (regression.Residuals, regression.Coefficients);
            for (var k = 0; k < coefficients.Length; k++)
                for (var i = 0; i < state.Length; i++) state[i] -= coefficients[k] * states[k + 1][i];
        }
        var squares = 0.0;
        foreach (var residual in residuals) squares += residual * residual;
        var n = observed;
        var variance = squares / n;
        if (!(variance > 0)) return null;
        var logLikelihood = -0.5 * (n * (Math.Log(2 * Math.PI * variance) + 1) + logs);
        return new ArmaEvaluation(coefficients, variance, logLikelihood, residuals, state);
    }

    /// <summary>The logarithm of the likelihood where trend, coefficients and variance are all given.</summary>
    public double LogLikelihood(double[] point)
    {
        var variance = point[^1];
        if (!(variance > 0)) return double.NaN;
        var errors = (double[])values.Clone();
        for (var k = 0; k < trend.Length; k++)
            for (var t = 0; t < errors.Length; t++) errors[t] -= point[k] * trend[k][t];
        var logs = Filter(point.AsSpan()[trend.Length..^1]).Filter([errors]);
        var squares = 0.0;
        foreach (var error in Known(errors)) squares += error * error;
        return -0.5 * (observed * Math.Log(2 * Math.PI * variance) + logs + squares / variance);
    }

    /// <summary>By how much each coefficient of the trend matters, for derivatives.</summary>
    public double[] TrendScales(double variance) => [.. trend.Select(column => Math.Sqrt(variance) / Math.Max(Math.Sqrt(column.Sum(x => x * x) / column.Length), 1e-300))];

    /// <summary>The filter of coefficients.</summary>
    public ArmaFilter Filter(ReadOnlySpan<double> natural)
    {
        var (autoregressive, movingAverage) = Polynomials(order, natural);
        return new ArmaFilter(autoregressive, movingAverage);
    }

    /// <summary>The seasonal and the other terms multiplied.</summary>
    public static (double[] Autoregressive, double[] MovingAverage) Polynomials(ArimaOrder order, ReadOnlySpan<double> natural)
    {
        var period = Math.Max(order.Period, 1);
        var autoregressive = LagPolynomial.Multiply(LagPolynomial.Of(natural[..order.P], 1, -1), LagPolynomial.Of(natural.Slice(order.P + order.Q, order.SeasonalP), period, -1));
        var movingAverage = LagPolynomial.Multiply(LagPolynomial.Of(natural.Slice(order.P, order.Q), 1, 1), LagPolynomial.Of(natural[(order.P + order.Q + order.SeasonalP)..], period, 1));
        return (autoregressive, movingAverage);
    }

    /// <summary>What coefficients, trend and variance that were found elsewhere say of this series.</summary>
    public ArmaEvaluation At(double[] natural, double[] coefficients, double variance)
    {
        var filter = Filter(natural);
        var errors = (double[])values.Clone();
        for (var k = 0; k < trend.Length; k++)
            for (var t = 0; t < errors.Length; t++) errors[t] -= coefficients[k] * trend[k][t];
        var state = new double[filter.StateSize];
        filter.Filter([errors], [state]);
        return new ArmaEvaluation(coefficients, variance, LogLikelihood([.. coefficients, .. natural, variance]), Known(errors), state);
    }

    /// <summary>
    /// A first guess: a long autoregression stands in for the innovations, on which, and on the past, the series is regressed (Hannan and
    /// Rissanen, Biometrika 69, 1982). Null where that gives no stationary, invertible model.
    /// </summary>
    public double[]? RegressionStart()
    {
        var period = Math.Max(order.Period, 1);
        var reach = Math.Max(Math.Max(order.P, order.Q), Math.Max(order.SeasonalP, order.SeasonalQ) * period);
        var (from, length) = LongestRun();
        var lags = Math.Max(reach, Math.Min((int)Math.Ceiling(10 * Math.Log10(length)), 40));
        if (length < 3 * (lags + reach) || lags > 100) return null;
        try
        {
            var run = values.AsSpan(from, length).ToArray();
            var centred = trend.Length > 0 ? Centred(run, from) : run;
            var innovations = new double[length];
            var first = LeastSquares.Fit(centred.AsSpan(lags).ToArray(), [.. Enumerable.Range(1, lags).Select(lag => centred.AsSpan(lags - lag, centred.Length - lags).ToArray())], withIntercept: false);
            first.Residuals.CopyTo(innovations, lags);
            var begin = lags + reach;
            double[] Lagged(double[] column, int lag) => column.AsSpan(begin - lag, column.Length - begin).ToArray();
            var regressors = new List<double[]>();
            for (var i = 1; i <= order.P; i++) regressors.Add(Lagged(centred, i));
            for (var i = 1; i <= order.Q; i++) regressors.Add(Lagged(innovations, i));
            for (var i = 1; i <= order.SeasonalP; i++) regressors.Add(Lagged(centred, i * period));
            for (var i = 1; i <= order.SeasonalQ; i++) regressors.Add(Lagged(innovations, i * period));
            return Free(LeastSquares.Fit(centred.AsSpan(begin).ToArray(), regressors, withIntercept: false).Coefficients);
        }
        catch (ArgumentException)
        {
            // Regressors that are combinations of each other: there are other starts.
            return null;
        }
    }

    private double[] Centred(double[] run, int from)
    {
        var mean = Moments.Mean(run);
        return order is { HasDrift: true, HasConstant: true } or { HasDrift: true, D: 0, SeasonalD: 0 }
            ? LeastSquares.Fit(run, [.. trend.Select(column => column.AsSpan(from, run.Length).ToArray())], withIntercept: false).Residuals
            : [.. run.Select(value => value - mean)];
    }

    /// <summary>The longest stretch without a missing value.</summary>
    private (int From, int Length) LongestRun()
    {
        var (best, length, begin) = (0, 0, 0);
        for (var t = 0; t <= values.Length; t++)
        {
            if (t < values.Length && !double.IsNaN(values[t])) continue;
            if (t - begin > length) (best, length) = (begin, t - begin);
            begin = t + 1;
        }
        return (best, length);
    }

    private static double[] Known(double[] column) => Array.Exists(column, double.IsNaN) ? [.. column.Where(value => !double.IsNaN(value))] : column;

    private double[]? Free(double[] natural)
    {
        var (parts, from) = (new List<double>(), 0);
        foreach (var (count, sign) in new[] { (order.P, 1), (order.Q, -1), (order.SeasonalP, 1), (order.SeasonalQ, -1) })
        {
            if (!LagPolynomial.TryFree([.. natural.AsSpan(from, count).ToArray().Select(value => sign * value)], out var free)) return null;
            parts.AddRange(free);
            from += count;
        }
        return [.. parts];
    }

    private static double[] Take(ref Span<double> rest, int count, int sign)
    {
        var taken = LagPolynomial.Stationary(rest[..count]);
        rest = rest[count..];
        return [.. taken.Select(value => sign * value)];
    }
}
