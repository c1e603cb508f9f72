using Tidemark.Statistics.Descriptive;

namespace Tidemark.Simulation.Markets;

/// <summary>
/// What real markets have in common and a good imitation must show, measured on the log returns from close to close: fat tails, no
/// memory of direction, long memory of size, jumps. Source: R. Cont, "Empirical Properties of Asset Returns: Stylized Facts" (2001).
/// </summary>
/// <param name="Returns">How many returns.</param>
/// <param name="AnnualVolatility">Standard deviation of a return, scaled to a year of 365 days, as a fraction.</param>
/// <param name="ExcessKurtosis">0 for a normal distribution.</param>
/// <param name="ReturnAutocorrelation">Of the returns at lag 1.</param>
/// <param name="AbsoluteAutocorrelations">Of the absolute returns at <see cref="Lags"/>; NaN where the series is shorter than four times the lag.</param>
/// <param name="Jumps">Returns beyond <see cref="JumpThreshold"/> local standard deviations.</param>
public sealed record StylizedFacts(int Returns, double AnnualVolatility, double ExcessKurtosis, double ReturnAutocorrelation,
    IReadOnlyList<double> AbsoluteAutocorrelations, int Jumps)
{
    /// <summary>A return counts as a jump when it exceeds this many local standard deviations.</summary>
    public const double JumpThreshold = 8;

    /// <summary>Bars before a return over which its local standard deviation is taken, by bipower variation, which jumps hardly disturb.</summary>
    public const int JumpWindow = 240;

    private const double YearNanoseconds = 365.0 * Duration.NanosecondsPerDay;

    /// <summary>The lags of <see cref="AbsoluteAutocorrelations"/>, in bars.</summary>
    public static readonly int[] Lags = [1, 5, 10, 60, 240, 1440];

    public double JumpsPerTenThousand => Returns == 0 ? double.NaN : Jumps * 10_000.0 / Returns;

    /// <summary>Measures a series; gaps are passed over, the return across one counts as one return.</summary>
    public static StylizedFacts Measure(BarColumns bars)
    {
        var close = bars.Close.Span;
        var returns = new double[Math.Max(0, close.Length - 1)];
        for (var i = 0; i < returns.Length; i++) returns[i] = Math.Log(close[i + 1] / close[i]);
        var absolute = new double[returns.Length];
        for (var i = 0; i < returns.Length; i++) absolute[i] = Math.Abs(returns[i]);
        return new StylizedFacts(
            returns.Length,
            Moments.StandardDeviation(returns) * Math.Sqrt(YearNanoseconds / bars.Interval.ApproximateNanoseconds),
            Moments.ExcessKurtosis(returns),
            AutocorrelationOf(returns, 1),
            [.. Lags.Select(lag => AutocorrelationOf(absolute, lag))],
            CountJumps(absolute));
    }

    private static double AutocorrelationOf(double[] values, int lag) => values.Length < 4 * lag || values.Length == 0 ? double.NaN : Autocorrelation.AtLag(values, lag);

    /// <summary>Source of the local scale: S. Lee and P. Mykland, "Jumps in Financial Markets" (2008).</summary>
    private static int CountJumps(double[] absolute)
    {
        var jumps = 0;
        double sum = 0;
        for (var i = 1; i < absolute.Length; i++)
        {
            if (i > JumpWindow)
            {
                var deviation = Math.Sqrt(Math.PI / 2 * Math.Max(0, sum) / JumpWindow);
                if (absolute[i] > JumpThreshold * deviation && deviation > 0) jumps++;
                sum -= absolute[i - JumpWindow] * absolute[i - JumpWindow - 1];
            }
            sum += absolute[i] * absolute[i - 1];
        }
        return jumps;
    }
}
