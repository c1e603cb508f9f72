namespace Tidemark.Learning.Drift;

/// <summary>
/// Watches a stream for a change of level or spread without being told what the level was (ADWIN): it keeps a window that grows while nothing changes, and forgets its
/// older part when that has another mean than the rest. Values are compared by their rank among those of a reference, which says no more than how they are scaled.
/// </summary>
/// <remarks>
/// Source: A. Bifet and R. Gavaldà, "Learning from Time-Changing Data with Adaptive Windowing" (2007), with its buckets; means of ranks are so nearly
/// normal that the normal quantile takes the place of its bound, which holds for anything and sees less. The rate is shared by two charts, the steps of the horizon and the cuts of a step. It holds for values that are independent of each other. Missing values (NaN) are passed over.
/// </remarks>
public sealed class AdaptiveWindowDetector
{
    private const int Charts = 2;
    private readonly ReferenceRanks ranks;
    private readonly AdaptiveWindow level, spread;
    private DriftAlarm alarm;

    /// <param name="reference">Values of before, at least 30 that are not missing.</param>
    /// <param name="falseAlarmRate">The probability of any alarm over the horizon while nothing changes, between 0 and 1.</param>
    /// <param name="horizon">Over how many values.</param>
    /// <exception cref="ArgumentException">There are too few reference values, or they are all equal, or the rate is none.</exception>
    public AdaptiveWindowDetector(ReadOnlySpan<double> reference, double falseAlarmRate, int horizon)
    {
        FalseAlarms.Check(falseAlarmRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ranks = new ReferenceRanks(reference);
        // A window of n values is cut at about ln n places.
        var share = falseAlarmRate / (Charts * (double)horizon * Math.Max(1, Math.Log(horizon)));
        (level, spread) = (new AdaptiveWindow(share), new AdaptiveWindow(share));
    }

    /// <summary>Values taken in since the start or the last <see cref="Reset"/>, missing ones not counted.</summary>
    public int Count { get; private set; }

    /// <summary>Missing values passed over.</summary>
    public int Missing { get; private set; }

    /// <summary>The last values that have one level, as far as can be told: after an alarm those since the change.</summary>
    public int Width => level.Count;

    /// <summary>Takes the next value; an alarm stays until <see cref="Reset"/>.</summary>
    public DriftAlarm Add(double value)
    {
        if (double.IsNaN(value))
        {
            Missing++;
            return alarm;
        }
        Count++;
        var share = ranks.ShareBelow(value);
        var (moved, widened) = (level.Add(share), spread.Add(Math.Abs(2 * share - 1)));
        if (alarm == DriftAlarm.None) alarm = moved > 0 ? DriftAlarm.Higher : moved < 0 ? DriftAlarm.Lower : widened > 0 ? DriftAlarm.Wider : widened < 0 ? DriftAlarm.Narrower : DriftAlarm.None;
        return alarm;
    }

    /// <summary>Begins anew with the same reference, after a model was trained again for instance.</summary>
    public void Reset()
    {
        level.Clear();
        spread.Clear();
        alarm = DriftAlarm.None;
        (Count, Missing) = (0, 0);
    }
}
