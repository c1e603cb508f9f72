using Tidemark.Statistics.Distributions;

namespace Tidemark.Learning.Drift;

/// <summary>
/// Watches a stream for a lasting change of level or spread: sums up how far values lie from where they used to (Page's test, also known as Page and
/// Hinkley's). Values are compared by their rank among those of a reference, so that wild tails raise no alarm by themselves.
/// </summary>
/// <remarks>
/// Sources: E. S. Page, "Continuous Inspection Schemes" (1954); the threshold by D. Siegmund, "Sequential Analysis" (1985), with room for the reference being finite.
/// It holds for values that are independent of each other: of others take every n-th, or changes. Missing values (NaN) are passed over.
/// </remarks>
public sealed class CusumDetector
{
    private const double Allowance = 0.5; // standard deviations a step that are no drift
    private const double LeastAllowance = 0.1;
    private const double Boundary = 1.166; // Siegmund's correction for steps that jump over the threshold
    private const int Charts = 4;
    private readonly ReferenceRanks ranks;
    private readonly double[] sums = new double[Charts];

    /// <param name="reference">Values of before, at least 30 that are not missing; several hundreds are better.</param>
    /// <param name="falseAlarmRate">The probability of any alarm over the horizon while nothing changes, between 0 and 1.</param>
    /// <param name="horizon">Over how many values.</param>
    /// <param name="warmUp">So many values are taken in before an alarm is raised.</param>
    /// <exception cref="ArgumentException">There are too few reference values, or they are all equal, or the rate is none.</exception>
    public CusumDetector(ReadOnlySpan<double> reference, double falseAlarmRate, int horizon, int warmUp = 0)
    {
        FalseAlarms.Check(falseAlarmRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUp);
        ranks = new ReferenceRanks(reference);
        WarmUp = warmUp;
        Threshold = ThresholdOf(falseAlarmRate, horizon, ranks.Count);
    }

    /// <summary>The sum, in standard deviations, above which there is an alarm.</summary>
    public double Threshold { get; }

    /// <summary>Values before the first possible alarm.</summary>
    public int WarmUp { get; }

    /// <summary>Values taken in since the start or the last <see cref="Reset"/>, missing ones not counted.</summary>
    public int Count { get; private set; }

    /// <summary>Missing values passed over.</summary>
    public int Missing { get; private set; }

    /// <summary>Takes the next value; an alarm stays until <see cref="Reset"/>.</summary>
    public DriftAlarm Add(double value)
    {
        if (double.IsNaN(value)) Missing++;
        else Take(value);
        if (Count < WarmUp) return DriftAlarm.None;
        var chart = Array.FindIndex(sums, sum => sum > Threshold);
        return chart < 0 ? DriftAlarm.None : DriftAlarm.Higher + chart;
    }

    /// <summary>Begins anew with the same reference, after a model was trained again for instance.</summary>
    public void Reset()
    {
        Array.Clear(sums);
        (Count, Missing) = (0, 0);
    }

    private void Take(double value)
    {
        Count++;
        var share = ranks.ShareBelow(value);
        var level = NormalDistribution.Quantile(share);
        var spread = NormalDistribution.Quantile(Math.Clamp(Math.Abs(2 * share - 1), 0.5 / (ranks.Count + 1), 1 - 0.5 / (ranks.Count + 1)));
        Sum(0, level);
        Sum(1, -level);
        Sum(2, spread);
        Sum(3, -spread);
    }

    private void Sum(int chart, double step)
    {
        // Having alarmed, it stays above the threshold.
        if (sums[chart] <= Threshold) sums[chart] = Math.Max(0, sums[chart] + step - Allowance);
    }

    /// <summary>
    /// The threshold at which one chart runs long enough: its mean run without a change is (e^(2kb) - 2kb - 1) / (2k²), b = threshold + 1.166, and the
    /// rate is shared by four charts. The middle of the reference is off by 1 / sqrt(n), which the allowance k pays for twice over.
    /// </summary>
    private static double ThresholdOf(double rate, int horizon, int referenceCount)
    {
        var k = Math.Max(LeastAllowance, Allowance - 2 / Math.Sqrt(referenceCount));
        var run = Charts * horizon / -Math.Log(1 - rate);
        var (low, high) = (0.0, 1.0);
        while (Run(high, k) < run) high *= 2;
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (Run(middle, k) < run) low = middle;
            else high = middle;
        }
        return high;
    }

    private static double Run(double threshold, double k)
    {
        var reach = 2 * k * (threshold + Boundary);
        return (Math.Exp(reach) - reach - 1) / (2 * k * k);
    }
}
