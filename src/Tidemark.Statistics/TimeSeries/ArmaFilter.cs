namespace Tidemark.Statistics.TimeSeries;

/// <summary>
/// The Kalman filter of an autoregressive moving average with innovations of variance one: it turns a series into one-step errors, each with
/// its variance, which is the exact likelihood. Several series that share the model go through it together, as regressors need.
/// </summary>
/// <remarks>
/// Source: A. C. Harvey, "Forecasting, Structural Time Series Models and the Kalman Filter" (1989), chapter 3.3.3 for the state, 3.4 for the
/// likelihood. Once the variance no longer changes the filter goes on with the constant gain.
/// </remarks>
internal sealed class ArmaFilter
{
    private const double Settled = 1e-13;
    private readonly int size;
    private readonly double[] autoregression; // phi 1..size, padded with zeros
    private readonly double[] loading; // 1, theta 1..size-1, padded
    private readonly double[,] covariance;
    private readonly double[] gain;
    private readonly double[,] scratch;

    /// <param name="autoregressive">The polynomial 1 - phi1 L - …, stationary.</param>
    /// <param name="movingAverage">The polynomial 1 + theta1 L + …</param>
    public ArmaFilter(ReadOnlySpan<double> autoregressive, ReadOnlySpan<double> movingAverage)
    {
        size = Math.Max(autoregressive.Length - 1, movingAverage.Length);
        autoregression = new double[size];
        loading = new double[size];
        for (var i = 1; i < autoregressive.Length; i++) autoregression[i - 1] = -autoregressive[i];
        for (var i = 0; i < movingAverage.Length; i++) loading[i] = movingAverage[i];
        covariance = Stationary();
        gain = new double[size];
        scratch = new double[size, size];
    }

    /// <summary>
    /// Filters: each series is replaced by its one-step errors divided by their standard deviation. Returns the sum of the logarithms of the
    /// variances, and leaves the state of each series after its last value in <paramref name="states"/>. Where the first series is NaN all are missing:
    /// the filter goes on without learning anything, and the errors are NaN.
    /// </summary>
    /// <param name="series">Of the same length; changed.</param>
    /// <param name="states">Null where they are not needed; one a series, of <see cref="StateSize"/>.</param>
    public double Filter(double[][] series, double[][]? states = null)
    {
        states ??= [.. series.Select(_ => new double[size])];
        var length = series[0].Length;
        double logs = 0, variance = double.NaN;
        var isSettled = false;
        for (var t = 0; t < length; t++)
        {
            if (double.IsNaN(series[0][t]))
            {
                Miss(series, states, t);
                (isSettled, variance) = (false, double.NaN);
                continue;
            }
            if (!isSettled)
            {
                var before = variance;
                variance = covariance[0, 0];
                if (!(variance > 0)) return double.NaN;
                for (var i = 0; i < size; i++) gain[i] = (Advanced(i) + (i + 1 < size ? covariance[i + 1, 0] : 0)) / variance;
                isSettled = t > size && Math.Abs(variance - before) < Settled * variance && IsSettled();
                if (!isSettled) Advance(variance);
            }
            logs += Math.Log(variance);
            var deviation = Math.Sqrt(variance);
            for (var k = 0; k < series.Length; k++)
            {
                var error = series[k][t] - states[k][0];
                Step(states[k], error);
                series[k][t] = error / deviation;
            }
        }
        return logs;
    }

    /// <summary>Time passes and nothing is seen: what is known fades.</summary>
    private void Miss(double[][] series, double[][] states, int time)
    {
        Array.Clear(gain);
        for (var k = 0; k < series.Length; k++)
        {
            Step(states[k], 0);
            series[k][time] = double.NaN;
        }
        Advance(0);
    }

    /// <summary>Numbers in a state.</summary>
    public int StateSize => size;

    /// <summary>The expected values after a state, one step after another.</summary>
    public double[] Forecast(ReadOnlySpan<double> state, int steps)
    {
        var moving = state.ToArray();
        var values = new double[steps];
        for (var h = 0; h < steps; h++)
        {
            values[h] = moving[0];
            var first = moving[0];
            for (var i = 0; i < size; i++) moving[i] = autoregression[i] * first + (i + 1 < size ? moving[i + 1] : 0);
        }
        return values;
    }

    /// <summary>The state of the next time: T a + K v.</summary>
    private void Step(double[] state, double error)
    {
        var first = state[0];
        for (var i = 0; i < size; i++) state[i] = autoregression[i] * first + (i + 1 < size ? state[i + 1] : 0) + gain[i] * error;
    }

    private double Advanced(int row) => autoregression[row] * covariance[0, 0];

    /// <summary>P := T P T' + R R' - K F K'.</summary>
    private void Advance(double variance)
    {
        Propagate(covariance, scratch);
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++)
            {
                var value = scratch[i, j] + loading[i] * loading[j] - gain[i] * gain[j] * variance;
                covariance[i, j] = value;
                covariance[j, i] = value;
            }
    }

    /// <summary>The whole covariance is the one before, not only the variance of the next error.</summary>
    private bool IsSettled()
    {
        Propagate(covariance, scratch);
        for (var i = 0; i < size; i++)
        {
            var next = scratch[i, i] + loading[i] * loading[i] - gain[i] * gain[i] * covariance[0, 0];
            if (Math.Abs(next - covariance[i, i]) > 1e-11 * (1 + Math.Abs(covariance[i, i]))) return false;
        }
        return true;
    }

    /// <summary>T P T' of the companion form, of which only the lower half is made.</summary>
    private void Propagate(double[,] p, double[,] result)
    {
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++)
            {
                var value = autoregression[i] * autoregression[j] * p[0, 0];
                if (j + 1 < size) value += autoregression[i] * p[0, j + 1];
                if (i + 1 < size) value += autoregression[j] * p[i + 1, 0];
                if (i + 1 < size && j + 1 < size) value += p[i + 1, j + 1];
                result[i, j] = value;
            }
    }

    /// <summary>The covariance P with P = T P T' + R R', by doubling: P of 2k steps is P of k steps and what T^k makes of it.</summary>
    private double[,] Stationary()
    {
        var p = new double[size, size];
        var power = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++) p[i, j] = loading[i] * loading[j];
            power[i, 0] = autoregression[i];
            if (i + 1 < size) power[i, i + 1] = 1;
        }
        for (var doubling = 0; doubling < 60; doubling++)
        {
            var added = Product(Product(power, p, false), power, true);
            double change = 0, whole = 0;
            for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++)
                {
                    p[i, j] += added[i, j];
                    change = Math.Max(change, Math.Abs(added[i, j]));
                    whole = Math.Max(whole, Math.Abs(p[i, j]));
                }
            if (!(change > 1e-16 * whole)) break;
            power = Product(power, power, false);
        }
        return p;
    }

    private double[,] Product(double[,] a, double[,] b, bool isTransposed)
    {
        var product = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var k = 0; k < size; k++)
            {
                var left = a[i, k];
                if (left == 0) continue;
                for (var j = 0; j < size; j++) product[i, j] += left * (isTransposed ? b[j, k] : b[k, j]);
            }
        return product;
    }
}
