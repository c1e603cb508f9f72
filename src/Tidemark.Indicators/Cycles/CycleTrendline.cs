using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Cycles;

/// <summary>
/// Ehlers' instantaneous trendline: the mean of prices over one whole dominant cycle, smoothed over four bars.
/// </summary>
/// <remarks>Source: J. F. Ehlers, "Rocket Science for Traders", 2001, chapter 10; started as TA-Lib does.</remarks>
internal struct CycleTrendline()
{
    private readonly double[] means = new double[3];
    private ValueWindow prices = new(50);

    /// <summary>Takes a price before the cycle is measured.</summary>
    public void Push(double price) => prices.Push(price);

    /// <summary>The trendline at the last price pushed, for a cycle of whole bars.</summary>
    public readonly double Next(int period)
    {
        var mean = 0.0;
        for (var i = 0; i < period; i++) mean += prices[i];
        if (period > 0) mean /= period;
        var line = (4 * mean + 3 * means[0] + 2 * means[1] + means[2]) / 10;
        (means[2], means[1], means[0]) = (means[1], means[0], mean);
        return line;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        prices.Keep(state);
        state.Keep(means);
    }
}
