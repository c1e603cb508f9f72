namespace Tidemark.Tests.Indicators.Naive;

/// <summary>Wilder's directional movement and parabolic stop from their definitions over whole series.</summary>
internal static class NaiveTrend
{
    public sealed record Movement(double[] Plus, double[] Minus, double[] Range);

    /// <summary>Smoothed sums: of the first n - 1 values at index n - 1, then less an n-th plus the new one.</summary>
    public static Movement Sums(double[] high, double[] low, double[] close, int n)
    {
        var plus = new double[high.Length];
        var minus = new double[high.Length];
        var range = new double[high.Length];
        for (var t = 1; t < high.Length; t++)
        {
            var up = high[t] - high[t - 1];
            var down = low[t - 1] - low[t];
            plus[t] = up > down && up > 0 ? up : 0;
            minus[t] = down > up && down > 0 ? down : 0;
            range[t] = new[] { high[t], close[t - 1] }.Max() - new[] { low[t], close[t - 1] }.Min();
        }
        return new Movement(Wilder(plus, n), Wilder(minus, n), Wilder(range, n));
    }

    public static double[] Dx(Movement sums, int n)
    {
        var dx = NaiveAverages.Undefined(sums.Plus);
        for (var t = n; t < dx.Length; t++)
        {
            var (plus, minus) = (sums.Plus[t], sums.Minus[t]);
            dx[t] = sums.Range[t] < 1e-14 || plus + minus == 0 ? (t == n ? 0 : dx[t - 1]) : 100 * Math.Abs(plus - minus) / (plus + minus);
        }
        return dx;
    }

    public static double[] Adx(Movement sums, int n)
    {
        var dx = Dx(sums, n);
        var adx = NaiveAverages.Undefined(dx);
        if (dx.Length < 2 * n) return adx;
        adx[2 * n - 1] = dx[n..(2 * n)].Sum() / n;
        for (var t = 2 * n; t < dx.Length; t++) adx[t] = (adx[t - 1] * (n - 1) + dx[t]) / n;
        return adx;
    }

    public sealed record SarSettings(double Start, double Offset, double[] Long, double[] Short);

    /// <summary>The extended stop, negative while short.</summary>
    public static double[] SarExt(double[] high, double[] low, SarSettings settings)
    {
        var result = NaiveAverages.Undefined(high);
        if (high.Length < 2) return result;
        // One side written for a long position; a short one is the same with prices upside down.
        var isLong = settings.Start != 0 ? settings.Start > 0 : !(low[0] - low[1] > Math.Max(0, high[1] - high[0]));
        double[] Side(bool side) => side ? settings.Long : settings.Short;
        double Sign() => isLong ? 1 : -1;
        double Best(int t) => isLong ? high[t] : -low[t];
        double Worst(int t) => isLong ? low[t] : -high[t];
        var stop = settings.Start != 0 ? Sign() * Math.Abs(settings.Start) : Worst(0);
        var extreme = Best(1);
        var speed = Math.Min(Side(isLong)[0], Side(isLong)[2]);
        for (var t = 1; t < high.Length; t++)
        {
            // For the first bar the one before it is itself.
            var before = Math.Max(t - 1, 1);
            if (Worst(t) <= stop)
            {
                isLong = !isLong;
                stop = Math.Min(-extreme, Math.Min(Worst(before), Worst(t)));
                // Away from the position: up for a short one, down for a long one.
                stop -= Math.Abs(stop) * settings.Offset;
                result[t] = stop;
                extreme = Best(t);
                speed = Math.Min(Side(isLong)[0], Side(isLong)[2]);
            }
            else
            {
                result[t] = stop;
                if (Best(t) > extreme)
                {
                    extreme = Best(t);
                    speed = Math.Min(speed + Math.Min(Side(isLong)[1], Side(isLong)[2]), Side(isLong)[2]);
                }
            }
            stop += speed * (extreme - stop);
            stop = Math.Min(stop, Math.Min(Worst(before), Worst(t)));
        }
        return result;
    }

    private static double[] Wilder(double[] values, int n)
    {
        var sums = new double[values.Length];
        for (var t = 1; t < values.Length; t++)
            sums[t] = t < n ? sums[t - 1] + values[t] : sums[t - 1] - sums[t - 1] / n + values[t];
        return sums;
    }
}
