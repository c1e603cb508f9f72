using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>The highest high and the lowest low of the last n bars.</summary>
internal struct PriceRange(int period)
{
    private WindowExtreme highs = WindowExtreme.Highest(period);
    private WindowExtreme lows = WindowExtreme.Lowest(period);

    public readonly bool IsFull => highs.IsFull;

    public readonly double Highest => highs.Value;

    public readonly double Lowest => lows.Value;

    /// <summary>Bars since the newest among equal highest highs.</summary>
    public readonly int BarsSinceHighest => highs.Age;

    /// <summary>Bars since the newest among equal lowest lows.</summary>
    public readonly int BarsSinceLowest => lows.Age;

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
