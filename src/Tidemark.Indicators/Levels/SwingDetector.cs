using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.Levels;

/// <summary>
/// Finds swing points n bars after they were made: a high not below those of the n bars before and above those of the n bars after, or a
/// low not above those before and below those after.
/// </summary>
internal struct SwingDetector
{
    private readonly int strength;
    private WindowExtreme highs;
    private WindowExtreme lows;

    /// <param name="strength">Bars on either side.</param>
    /// <exception cref="ArgumentOutOfRangeException">The strength is not positive.</exception>
    public SwingDetector(int strength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(strength, 1);
        this.strength = strength;
        highs = WindowExtreme.Highest(2 * strength + 1);
        lows = WindowExtreme.Lowest(2 * strength + 1);
    }

    /// <summary>Bars on either side.</summary>
    public readonly int Strength => strength;

    /// <summary>The bars needed before a first swing point can be confirmed.</summary>
    public readonly int WarmUp => 2 * strength + 1;

    /// <summary>The newest bar confirms a swing high, made n bars before.</summary>
    public readonly bool IsHigh => highs.IsFull && highs.Age == strength;

    /// <summary>The newest bar confirms a swing low, made n bars before.</summary>
    public readonly bool IsLow => lows.IsFull && lows.Age == strength;

    /// <summary>The price of the swing high that <see cref="IsHigh"/> speaks of.</summary>
    public readonly double High => highs.Value;

    /// <summary>The price of the swing low that <see cref="IsLow"/> speaks of.</summary>
    public readonly double Low => lows.Value;

    public void Add(double high, double low)
    {
        highs.Add(high);
        lows.Add(low);
    }

    public void Keep(IndicatorState state)
    {
        highs.Keep(state);
        lows.Keep(state);
    }
}
