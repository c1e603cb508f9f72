using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Trend;

/// <summary>How many bars ago the highest high and the lowest low of the last n bars came; the newest counts where several are equal.</summary>
internal struct ExtremeAges(int length)
{
    private WindowExtreme highs = WindowExtreme.Highest(length);
    private WindowExtreme lows = WindowExtreme.Lowest(length);

    public readonly bool IsFull => highs.IsFull;

    public readonly int OfHighest => highs.Age;

    public readonly int OfLowest => lows.Age;

    public void Push(double high, double low)
    {
        highs.Add(high);
        lows.Add(low);
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        highs.Keep(state);
        lows.Keep(state);
    }
}
