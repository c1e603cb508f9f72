namespace Tidemark.Simulation.Markets;

/// <summary>
/// The step in which a generated market moves: a minute for intervals made of whole minutes, so that all of them show the same market;
/// else the longest part of a minute that divides the interval.
/// </summary>
internal sealed class MarketStep
{
    private MarketStep(Interval interval, double annualVolatility)
    {
        Interval = interval;
        Nanoseconds = interval.ApproximateNanoseconds;
        var seconds = (double)Nanoseconds / Instant.NanosecondsPerSecond;
        Minutes = seconds / 60;
        Years = seconds / (365 * 86_400);
        Volatility = annualVolatility * Math.Sqrt(Years);
    }

    public Interval Interval { get; }

    public long Nanoseconds { get; }

    public double Minutes { get; }

    public double Years { get; }

    /// <summary>The long-run standard deviation of the return of a step.</summary>
    public double Volatility { get; }

    public static MarketStep Of(SyntheticMarketOptions options)
    {
        var interval = options.Interval;
        var seconds = interval.Unit == IntervalUnit.Second ? GreatestCommonDivisor(interval.Count, 60) : 60;
        return new MarketStep(seconds == 60 ? Interval.Minutes(1) : new Interval(seconds, IntervalUnit.Second), options.AnnualVolatility);
    }

    private static int GreatestCommonDivisor(int left, int right) => right == 0 ? left : GreatestCommonDivisor(right, left % right);
}
