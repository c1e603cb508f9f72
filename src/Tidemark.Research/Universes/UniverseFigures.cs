using System.Runtime.Intrinsics;

namespace Tidemark.Research.Universes;

/// <summary>The figures of rules over the bars of a window, all of which are closed when they are asked for. NaN where there are too few.</summary>
internal static class UniverseFigures
{
    /// <summary>Quote currency traded a day: volume times close, over the length of the whole window.</summary>
    public static double Volume(BarColumns bars, int start, int end, double days)
    {
        var closes = bars.Close.Span[start..end];
        var volumes = bars.Volume.Span[start..end];
        if (closes.IsEmpty) return double.NaN;
        var sum = 0.0;
        for (var index = 0; index < closes.Length; index++) sum += closes[index] * volumes[index];
        return sum / days;
    }

    /// <summary>
    /// The estimate of Abdi and Ranaldo from close, high and low: with c the logarithm of the close and m the middle of the logarithms
    /// of high and low, the root of four times the mean of (c[t] − m[t]) (c[t] − m[t+1]), or 0 where that mean is negative. At least two bars.
    /// </summary>
    /// <remarks>Source: F. Abdi, A. Ranaldo, "A Simple Estimation of Bid-Ask Spreads from Daily Close, High, and Low Prices", Review of Financial Studies 30 (2017).</remarks>
    public static double Spread(BarColumns bars, int start, int end)
    {
        if (end - start < 2) return double.NaN;
        var closes = bars.Close.Span[start..end];
        var highs = bars.High.Span[start..end];
        var lows = bars.Low.Span[start..end];
        var sum = 0.0;
        var (close, middle) = (Math.Log(closes[0]), Math.Log(highs[0] * lows[0]) / 2);
        for (var index = 1; index < closes.Length; index++)
        {
            var nextMiddle = Math.Log(highs[index] * lows[index]) / 2;
            sum += (close - middle) * (close - nextMiddle);
            (close, middle) = (Math.Log(closes[index]), nextMiddle);
        }
        return Math.Sqrt(Math.Max(0, 4 * sum / (closes.Length - 1)));
    }

    /// <summary>The standard deviation (n − 1) of logarithmic returns between neighbouring closes, scaled to a day. At least three bars.</summary>
    public static double Volatility(BarColumns bars, int start, int end)
    {
        if (end - start < 3) return double.NaN;
        var closes = bars.Close.Span[start..end];
        var count = closes.Length - 1;
        // The logarithms telescope: the mean return is known before the first one is looked at.
        var squares = SquaresAround(closes, (Math.Log(closes[^1]) - Math.Log(closes[0])) / count);
        var barsPerDay = (double)Duration.NanosecondsPerDay / bars.Interval.ApproximateNanoseconds;
        return Math.Sqrt(squares / (count - 1) * barsPerDay);
    }

    /// <summary>
    /// The sum of squared distances of logarithmic returns from a value. Always four at a time, whatever the machine could do: the
    /// order of the sum decides its last bits, and those may decide a rank.
    /// </summary>
    private static double SquaresAround(ReadOnlySpan<double> closes, double mean)
    {
        var center = Vector256.Create(mean);
        var sums = Vector256<double>.Zero;
        var index = 1;
        for (; index + Vector256<double>.Count <= closes.Length; index += Vector256<double>.Count)
        {
            var ratio = Vector256.Create(closes[index..]) / Vector256.Create(closes[(index - 1)..]);
            var distance = Vector256.Log(ratio) - center;
            sums += distance * distance;
        }
        var sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (; index < closes.Length; index++)
        {
            var distance = Math.Log(closes[index] / closes[index - 1]) - mean;
            sum += distance * distance;
        }
        return sum;
    }

    /// <summary>Highest high over lowest low, less one.</summary>
    public static double Range(BarColumns bars, int start, int end)
    {
        var highs = bars.High.Span[start..end];
        var lows = bars.Low.Span[start..end];
        if (highs.IsEmpty) return double.NaN;
        var (highest, lowest) = (highs[0], lows[0]);
        for (var index = 1; index < highs.Length; index++)
        {
            if (highs[index] > highest) highest = highs[index];
            if (lows[index] < lowest) lowest = lows[index];
        }
        return highest / lowest - 1;
    }

    /// <summary>The last close over the last close that was known when the window began, less one.</summary>
    public static double Performance(BarColumns bars, int start, int end) =>
        start == 0 || end <= start ? double.NaN : bars.Close.Span[end - 1] / bars.Close.Span[start - 1] - 1;
}
