using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>A curve to draw: thinned so that a page stays small, its peaks and troughs kept.</summary>
/// <param name="Times">Nanoseconds since 1970.</param>
/// <param name="Values">One per time.</param>
internal sealed record TimeValueSeries(long[] Times, double[] Values)
{
    public static TimeValueSeries Of(ReadOnlySpan<long> times, ReadOnlySpan<double> values, int limit)
    {
        var kept = EquityThinning.Keep(values, limit);
        var (thinTimes, thinValues) = (new long[kept.Length], new double[kept.Length]);
        for (var i = 0; i < kept.Length; i++) (thinTimes[i], thinValues[i]) = (times[kept[i]], values[kept[i]]);
        return new TimeValueSeries(thinTimes, thinValues);
    }

    /// <summary>Values over their running peak minus 1, the peak being <paramref name="initial"/> at first.</summary>
    public static double[] Drawdowns(ReadOnlySpan<double> values, double initial)
    {
        var drawdowns = new double[values.Length];
        var peak = initial;
        for (var i = 0; i < values.Length; i++)
        {
            peak = Math.Max(peak, values[i]);
            drawdowns[i] = peak > 0 ? values[i] / peak - 1 : 0;
        }
        return drawdowns;
    }
}
