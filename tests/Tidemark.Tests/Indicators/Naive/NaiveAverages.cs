using Tidemark.Indicators.MovingAverages;

namespace Tidemark.Tests.Indicators.Naive;

/// <summary>
/// Moving averages of whole series, each value from its definition and as slow as that is. A series may begin with NaN: it starts with
/// its first number, which is also how one begins later than another.
/// </summary>
internal static class NaiveAverages
{
    public static double[] Ma(MovingAverageKind kind, double[] x, int period) => period == 1 ? [.. x] : kind switch
    {
        MovingAverageKind.Sma => Sma(x, period),
        MovingAverageKind.Ema => Ema(x, period),
        MovingAverageKind.Wma => Weighted(x, [.. Enumerable.Range(1, period).Select(i => (double)i)]),
        MovingAverageKind.Dema => Combined(x, period, 2, -1),
        MovingAverageKind.Tema => Combined(x, period, 3, -3, 1),
        MovingAverageKind.Trima => Weighted(x, [.. Enumerable.Range(1, period).Select(i => (double)Math.Min(i, period + 1 - i))]),
        MovingAverageKind.Kama => Kama(x, period),
        MovingAverageKind.Mama => NaiveCycles.Mama(x, 0.5, 0.05).Mama,
        MovingAverageKind.T3 => T3(x, period, 0.7),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Values that an average needs before its first.</summary>
    public static int Lookback(MovingAverageKind kind, int period) => period == 1 ? 0 : kind switch
    {
        MovingAverageKind.Dema => 2 * (period - 1),
        MovingAverageKind.Tema => 3 * (period - 1),
        MovingAverageKind.Kama => period,
        MovingAverageKind.Mama => 32,
        MovingAverageKind.T3 => 6 * (period - 1),
        _ => period - 1,
    };

    /// <summary>The series without its first values.</summary>
    public static double[] From(double[] x, int start) => [.. x.Select((value, i) => i < start ? double.NaN : value)];

    public static double[] Sma(double[] x, int period) => Weighted(x, [.. Enumerable.Repeat(1.0, period)]);

    public static double[] Ema(double[] x, int period) => Ema(x, period, 2.0 / (period + 1));

    public static double[] Ema(double[] x, int period, double weight)
    {
        var result = Undefined(x);
        var first = First(x) + period - 1;
        if (first >= x.Length) return result;
        result[first] = x[(first - period + 1)..(first + 1)].Sum() / period;
        for (var i = first + 1; i < x.Length; i++) result[i] = weight * x[i] + (1 - weight) * result[i - 1];
        return result;
    }

    /// <summary>Tillson's definition: GD applied three times, GD(x) = (1 + v) EMA(x) - v EMA(EMA(x)), multiplied out over one chain of EMAs.</summary>
    public static double[] T3(double[] x, int period, double v)
    {
        var chain = new double[7][];
        chain[0] = x;
        for (var i = 1; i < chain.Length; i++) chain[i] = Ema(chain[i - 1], period);
        var result = Undefined(x);
        // (1 + v - v E)^3 E^3 = (1+v)^3 E^3 - 3 (1+v)^2 v E^4 + 3 (1+v) v^2 E^5 - v^3 E^6
        for (var i = 0; i < x.Length; i++)
            result[i] = Math.Pow(1 + v, 3) * chain[3][i] - 3 * Math.Pow(1 + v, 2) * v * chain[4][i] + 3 * (1 + v) * v * v * chain[5][i] - v * v * v * chain[6][i];
        return result;
    }

    public static double[] Undefined(double[] x) => [.. Enumerable.Repeat(double.NaN, x.Length)];

    /// <summary>The index of the first number.</summary>
    public static int First(double[] x)
    {
        var index = Array.FindIndex(x, value => !double.IsNaN(value));
        return index < 0 ? x.Length : index;
    }

    private static double[] Weighted(double[] x, double[] weights)
    {
        var result = Undefined(x);
        for (var i = First(x) + weights.Length - 1; i < x.Length; i++)
            result[i] = weights.Select((weight, k) => weight * x[i - weights.Length + 1 + k]).Sum() / weights.Sum();
        return result;
    }

    private static double[] Combined(double[] x, int period, params double[] factors)
    {
        var result = new double[x.Length];
        var series = x;
        foreach (var factor in factors)
        {
            series = Ema(series, period);
            for (var i = 0; i < x.Length; i++) result[i] += factor * series[i];
        }
        return result;
    }

    private static double[] Kama(double[] x, int period)
    {
        var result = Undefined(x);
        for (var i = First(x) + period; i < x.Length; i++)
        {
            var path = Enumerable.Range(i - period + 1, period).Sum(k => Math.Abs(x[k] - x[k - 1]));
            var ratio = path < 1e-12 ? 1 : Math.Min(1, Math.Abs(x[i] - x[i - period]) / path);
            var weight = Math.Pow(ratio * (2.0 / 3 - 2.0 / 31) + 2.0 / 31, 2);
            var before = double.IsNaN(result[i - 1]) ? x[i - 1] : result[i - 1];
            result[i] = before + weight * (x[i] - before);
        }
        return result;
    }
}
