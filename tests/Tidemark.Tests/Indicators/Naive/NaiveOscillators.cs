using Tidemark.Indicators.MovingAverages;

namespace Tidemark.Tests.Indicators.Naive;

/// <summary>Oscillators, bands and statistics from their definitions over whole series.</summary>
internal static class NaiveOscillators
{
    /// <summary>Line, signal and histogram of two averages that give their first value together.</summary>
    public static double[][] Macd(double[] fast, double[] slow, Func<double[], double[]> signal)
    {
        var line = Zip(fast, slow, (f, s) => f - s);
        var average = signal(line);
        var first = NaiveAverages.First(average);
        return [NaiveAverages.From(line, first), average, Zip(line, average, (l, s) => l - s)];
    }

    public static double[][] MacdExt(double[] x, (int Period, MovingAverageKind Kind) fast, (int Period, MovingAverageKind Kind) slow, (int Period, MovingAverageKind Kind) signal)
    {
        if (slow.Period < fast.Period) (fast, slow) = (slow, fast);
        var (fastLookback, slowLookback) = (NaiveAverages.Lookback(fast.Kind, fast.Period), NaiveAverages.Lookback(slow.Kind, slow.Period));
        var start = Math.Max(fastLookback, slowLookback);
        return Macd(
            NaiveAverages.Ma(fast.Kind, NaiveAverages.From(x, start - fastLookback), fast.Period),
            NaiveAverages.Ma(slow.Kind, NaiveAverages.From(x, start - slowLookback), slow.Period),
            line => NaiveAverages.Ma(signal.Kind, line, signal.Period));
    }

    public static double[] FastK(double[] high, double[] low, double[] close, int n)
    {
        var result = NaiveAverages.Undefined(close);
        for (var t = NaiveAverages.First(close) + n - 1; t < close.Length; t++)
        {
            var (top, bottom) = (high[(t - n + 1)..(t + 1)].Max(), low[(t - n + 1)..(t + 1)].Min());
            result[t] = top == bottom ? 0 : 100 * (close[t] - bottom) / (top - bottom);
        }
        return result;
    }

    public static double[] Deviation(double[] x, int n)
    {
        var result = NaiveAverages.Undefined(x);
        for (var t = n - 1; t < x.Length; t++)
        {
            var window = x[(t - n + 1)..(t + 1)];
            var mean = window.Sum() / n;
            var variance = window.Sum(value => (value - mean) * (value - mean)) / n;
            result[t] = variance < 1e-14 ? 0 : Math.Sqrt(variance);
        }
        return result;
    }

    public static double[] UltOsc(double[] high, double[] low, double[] close, int[] periods)
    {
        var result = NaiveAverages.Undefined(close);
        var sorted = periods.Order().ToArray();
        for (var t = sorted[2]; t < close.Length; t++)
        {
            double Share(int n)
            {
                double pressure = 0, range = 0;
                for (var i = t - n + 1; i <= t; i++)
                {
                    pressure += close[i] - Math.Min(low[i], close[i - 1]);
                    range += Math.Max(high[i], close[i - 1]) - Math.Min(low[i], close[i - 1]);
                }
                return range < 1e-14 ? 0 : pressure / range;
            }

            result[t] = 100 * (4 * Share(sorted[0]) + 2 * Share(sorted[1]) + Share(sorted[2])) / 7;
        }
        return result;
    }

    public static double[] Correl(double[] x, double[] y, int n)
    {
        var result = NaiveAverages.Undefined(x);
        for (var t = n - 1; t < x.Length; t++)
        {
            var (xx, yy, xy) = Spreads(x[(t - n + 1)..(t + 1)], y[(t - n + 1)..(t + 1)]);
            result[t] = xx * yy < 1e-14 ? 0 : xy / Math.Sqrt(xx * yy);
        }
        return result;
    }

    public static double[] Beta(double[] x, double[] y, int n)
    {
        var result = NaiveAverages.Undefined(x);
        double[] Changes(double[] z) => [0, .. Enumerable.Range(1, z.Length - 1).Select(i => z[i] / z[i - 1] - 1)];
        var (dx, dy) = (Changes(x), Changes(y));
        for (var t = n; t < x.Length; t++)
        {
            var (xx, _, xy) = Spreads(dx[(t - n + 1)..(t + 1)], dy[(t - n + 1)..(t + 1)]);
            result[t] = n * xx < 1e-14 ? 0 : xy / xx;
        }
        return result;
    }

    /// <summary>Intercept at the window's first value and slope by the normal equations.</summary>
    public static (double Intercept, double Slope) Line(double[] window)
    {
        var n = window.Length;
        var middle = (n - 1) / 2.0;
        var mean = window.Sum() / n;
        var slope = window.Select((value, i) => (i - middle) * (value - mean)).Sum() / Enumerable.Range(0, n).Sum(i => (i - middle) * (i - middle));
        return (mean - slope * middle, slope);
    }

    public static double[] Zip(double[] left, double[] right, Func<double, double, double> function) => [.. left.Zip(right, function)];

    private static (double Xx, double Yy, double Xy) Spreads(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Sum() / x.Length, y.Sum() / y.Length);
        return (x.Sum(v => (v - meanX) * (v - meanX)), y.Sum(v => (v - meanY) * (v - meanY)), x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum());
    }
}
