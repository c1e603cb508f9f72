using Tidemark.Analytics.Rolling;

namespace Tidemark.Analytics.Regimes;

/// <summary>
/// Tells the regime of a market from its daily closes known so far; nothing later is looked at. Over the last 20 logarithmic returns,
/// the trend is their sum over (their standard deviation times the root of 20): above 0.7 up, below -0.7 down, else sideways. The
/// volatility is that standard deviation: high above the median of its own last 365 values, else low. Unknown until 20 such values are.
/// <para>0.7 is where a market without any trend counts as sideways on half its days (Student's t with 19 degrees of freedom).</para>
/// </summary>
public static class RegimeRule
{
    /// <summary>The rule in one sentence, for reports.</summary>
    public const string Description = "from daily closes known before the day: trend up or down where the last 20 log returns sum to more than 0.7 of their standard deviation times the root of 20, "
        + "else sideways; volatility high where that deviation is above the median of its last 365 values, else low";

    /// <summary>Returns looked at.</summary>
    public const int Window = 20;

    private const int LeastVolatilities = 20;
    private const int MostVolatilities = 365;
    private const double Threshold = 0.7;

    /// <summary>The regime known after each close. Closes that are not above zero break the series: it is unknown until enough follow.</summary>
    /// <param name="closes">In time order, one per day.</param>
    public static Regime[] Classify(ReadOnlySpan<double> closes)
    {
        var regimes = new Regime[closes.Length];
        var volatilities = new RunningMedian(MostVolatilities);
        var returns = new double[Math.Max(closes.Length, 1)];
        var usable = 0;
        for (var i = 1; i < closes.Length; i++)
        {
            var isUsable = closes[i] > 0 && closes[i - 1] > 0 && double.IsFinite(closes[i]) && double.IsFinite(closes[i - 1]);
            returns[i] = isUsable ? Math.Log(closes[i] / closes[i - 1]) : 0;
            usable = isUsable ? usable + 1 : 0;
            if (usable < Window) continue;
            var (sum, deviation) = SumAndDeviation(returns.AsSpan(i + 1 - Window, Window));
            volatilities.Add(deviation);
            if (volatilities.Count < LeastVolatilities) continue;
            var reach = Threshold * deviation * Math.Sqrt(Window);
            regimes[i] = Of(sum > reach ? 1 : sum < -reach ? -1 : 0, deviation > volatilities.Median);
        }
        return regimes;
    }

    private static Regime Of(int trend, bool isHigh) => trend switch
    {
        > 0 => isHigh ? Regime.UpHighVolatility : Regime.UpLowVolatility,
        < 0 => isHigh ? Regime.DownHighVolatility : Regime.DownLowVolatility,
        _ => isHigh ? Regime.SidewaysHighVolatility : Regime.SidewaysLowVolatility,
    };

    private static (double Sum, double Deviation) SumAndDeviation(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        var mean = sum / values.Length;
        var squares = 0.0;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return (sum, Math.Sqrt(squares / (values.Length - 1)));
    }
}
