namespace Tidemark.Strategies.Combined;

/// <summary>
/// What following a member's opinions would have earned, close by close: the exposure decided at a close earns the change of price to the
/// next close, and changing it costs a fraction of what is traded. Instruments share the account equally.
/// </summary>
internal sealed class PaperReturns(int instruments, int window)
{
    private readonly double[] exposures = new double[instruments];
    private readonly double[] returns = new double[window];
    private double cost;
    private long count;

    /// <summary>Whether the window has been filled once.</summary>
    public bool IsFull => count >= window;

    /// <summary>What it holds of an instrument, -1 to 1 of the instrument's share.</summary>
    public double ExposureOf(int instrument) => exposures[instrument];

    /// <summary>Books the return of a bar on what was decided before it.</summary>
    /// <param name="changes">The change of price of each instrument, a fraction; 0 where it had no bar.</param>
    public void Close(ReadOnlySpan<double> changes)
    {
        var sum = -cost;
        for (var i = 0; i < changes.Length; i++) sum += exposures[i] * changes[i];
        returns[count % window] = sum / changes.Length;
        count++;
        cost = 0;
    }

    /// <summary>Takes the exposure that the member wants from now on.</summary>
    public void Set(int instrument, double exposure, double costRate)
    {
        cost += Math.Abs(exposure - exposures[instrument]) * costRate;
        exposures[instrument] = exposure;
    }

    /// <summary>How it did over the window, less a cost that is a fraction of the account.</summary>
    public double Score(BestOfMeasure measure, double further)
    {
        if (measure == BestOfMeasure.Return)
        {
            var wealth = 1.0;
            // In the order of time: sums of doubles depend on it.
            for (var i = count - window; i < count; i++) wealth *= 1 + returns[i % window];
            return wealth - 1 - further;
        }
        var mean = 0.0;
        for (var i = count - window; i < count; i++) mean += returns[i % window];
        mean /= window;
        var squares = 0.0;
        for (var i = count - window; i < count; i++) squares += (returns[i % window] - mean) * (returns[i % window] - mean);
        var deviation = Math.Sqrt(squares / (window - 1));
        var earned = mean - further / window;
        // Who did nothing has no ratio: neither good nor bad.
        return deviation > 0 ? earned / deviation : Math.Sign(earned) * (earned == 0 ? 0 : double.MaxValue);
    }
}
