using System.Globalization;
using Tidemark.Engine.Portfolios;

namespace Tidemark.Research.Results;

/// <summary>An equity curve cut into the periods of a <see cref="StatisticsBasis"/>: the last value of each, and the returns between them.</summary>
internal sealed class EquityPeriods
{
    private EquityPeriods(int[] lastIndices, double periodsPerYear, string basis)
    {
        LastIndices = lastIndices;
        PeriodsPerYear = periodsPerYear;
        Basis = basis;
    }

    /// <summary>The index into the equity curve of the last value of each period.</summary>
    public int[] LastIndices { get; }

    public double PeriodsPerYear { get; }

    /// <summary>What the returns are, in words: every figure is named with it.</summary>
    public string Basis { get; }

    public int Count => LastIndices.Length;

    public static EquityPeriods Of(EquityCurve equity, StatisticsBasis basis, Interval interval)
    {
        var times = equity.Times.Span;
        if (basis == StatisticsBasis.UtcDay && interval.ApproximateNanoseconds <= Duration.NanosecondsPerDay)
            return new EquityPeriods(DayEnds(times), 365, "simple returns per UTC day, 365 days a year, ddof 1, rate 0");
        var periodsPerYear = interval.Unit == IntervalUnit.Month ? 12.0 / interval.Count : 365.0 * Duration.NanosecondsPerDay / interval.ApproximateNanoseconds;
        var all = new int[times.Length];
        for (var i = 0; i < all.Length; i++) all[i] = i;
        return new EquityPeriods(all, periodsPerYear,
            string.Create(CultureInfo.InvariantCulture, $"simple returns per {interval} bar, {periodsPerYear:0.##} bars a year, ddof 1, rate 0"));
    }

    /// <summary>
    /// The simple return of each period, the first relative to <paramref name="initial"/>. They end with the period in which
    /// nothing (or less) was left, because a return on nothing has no meaning.
    /// </summary>
    /// <param name="values">One value per period.</param>
    /// <param name="initial">The value before the first period.</param>
    public static double[] Returns(ReadOnlySpan<double> values, double initial)
    {
        var returns = new double[values.Length];
        var previous = initial;
        for (var i = 0; i < values.Length; i++)
        {
            if (!(previous > 0)) return returns[..i];
            returns[i] = values[i] / previous - 1;
            previous = values[i];
        }
        return returns;
    }

    public double[] Sample(ReadOnlySpan<double> values)
    {
        var sampled = new double[LastIndices.Length];
        for (var i = 0; i < sampled.Length; i++) sampled[i] = values[LastIndices[i]];
        return sampled;
    }

    public long[] Sample(ReadOnlySpan<long> times)
    {
        var sampled = new long[LastIndices.Length];
        for (var i = 0; i < sampled.Length; i++) sampled[i] = times[LastIndices[i]];
        return sampled;
    }

    /// <summary>Jumps from day to day by binary search, so that millions of bars cost as little as their days.</summary>
    private static int[] DayEnds(ReadOnlySpan<long> times)
    {
        var ends = new List<int>();
        for (var start = 0; start < times.Length;)
        {
            var nextMidnight = (new Instant(times[start]).UnixDay + 1L) * Duration.NanosecondsPerDay;
            var offset = times[start..].BinarySearch(nextMidnight);
            start += offset < 0 ? ~offset : offset;
            ends.Add(start - 1);
        }
        return [.. ends];
    }
}
