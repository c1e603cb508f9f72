namespace Tidemark.Learning.Drift;

/// <summary>
/// Watches a stream for any change of its distribution: each so many values are compared, all together, with those of a reference. It sees changes of shape
/// that leave level and spread alone, and is slower than sums are.
/// </summary>
/// <remarks>
/// The rate is shared by the comparisons of the horizon. It holds for values that are independent of each other. Missing values (NaN) are passed over.
/// </remarks>
public sealed class DistributionDetector
{
    private const int Bins = 5;
    private const double LevelDeviations = 3;
    private const double StabilityCaution = 2; // so far out the index is larger than chi-square says
    private readonly double[] reference;
    private readonly double[] window;
    private readonly double rate;
    private readonly DistributionTest test;
    private readonly ReferenceRanks ranks;
    private DriftAlarm alarm;

    /// <param name="reference">Values of before, at least 30 that are not missing.</param>
    /// <param name="falseAlarmRate">The probability of any alarm over the horizon while nothing changes, between 0 and 1.</param>
    /// <param name="horizon">Over how many values.</param>
    /// <param name="test">How they are compared.</param>
    /// <param name="window">How many values are compared with the reference at a time.</param>
    /// <exception cref="ArgumentException">There are too few reference values, or they are all equal, or the rate is none.</exception>
    public DistributionDetector(ReadOnlySpan<double> reference, double falseAlarmRate, int horizon, DistributionTest test, int window = 100)
    {
        FalseAlarms.Check(falseAlarmRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 20);
        ranks = new ReferenceRanks(reference);
        (this.reference, this.window, this.test) = ([.. reference.ToArray().Where(value => !double.IsNaN(value))], new double[window], test);
        rate = falseAlarmRate / Math.Max(1, (horizon + window - 1) / window);
    }

    /// <summary>Values taken in since the start or the last <see cref="Reset"/>, missing ones not counted.</summary>
    public int Count { get; private set; }

    /// <summary>Missing values passed over.</summary>
    public int Missing { get; private set; }

    /// <summary>Takes the next value; an alarm stays until <see cref="Reset"/>.</summary>
    public DriftAlarm Add(double value)
    {
        if (double.IsNaN(value))
        {
            Missing++;
            return alarm;
        }
        window[Count++ % window.Length] = value;
        if (alarm == DriftAlarm.None && Count % window.Length == 0 && HasChanged()) alarm = Change();
        return alarm;
    }

    /// <summary>Begins anew with the same reference, after a model was trained again for instance.</summary>
    public void Reset()
    {
        alarm = DriftAlarm.None;
        (Count, Missing) = (0, 0);
    }

    private bool HasChanged() => test == DistributionTest.KolmogorovSmirnov ? KolmogorovSmirnov.Test(reference, window).PValue < rate
        : PopulationStability.Compute(reference, window, Bins) > PopulationStability.Threshold(reference, window.Length, rate / StabilityCaution, Bins);

    /// <summary>What changed most plainly: the level, or else the spread.</summary>
    private DriftAlarm Change()
    {
        var shares = Array.ConvertAll(window, ranks.ShareBelow);
        var level = (shares.Average() - 0.5) / Math.Sqrt((1.0 / window.Length + 1.0 / reference.Length) / 12);
        if (Math.Abs(level) > LevelDeviations) return level > 0 ? DriftAlarm.Higher : DriftAlarm.Lower;
        return shares.Average(share => Math.Abs(2 * share - 1)) > 0.5 ? DriftAlarm.Wider : DriftAlarm.Narrower;
    }
}
