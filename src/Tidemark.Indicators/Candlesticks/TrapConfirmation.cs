using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Waits after a trap (a hikkake) for the close that confirms it: within three bars, above the high (bullish) or below the low (bearish)
/// of the candle before the one that completed it. A new trap takes the place of an old one, also of its confirmation on the same bar.
/// </summary>
internal sealed class TrapConfirmation
{
    private const int Patience = 3;
    private int direction;
    private double level;
    private int age = Patience + 1;

    /// <summary>Takes the next bar; gives the trap itself, twice its value where an earlier one is confirmed, otherwise 0.</summary>
    /// <param name="trap">100, -100 or 0: whether the newest candle completes a trap.</param>
    /// <param name="previous">The candle before the newest.</param>
    /// <param name="newest">The newest candle.</param>
    public int Next(int trap, in Candle previous, in Candle newest)
    {
        if (trap != 0)
        {
            direction = trap;
            level = trap > 0 ? previous.High : previous.Low;
            age = 0;
            return trap;
        }
        if (age > Patience || ++age > Patience) return 0;
        var isConfirmed = direction > 0 ? newest.Close > level : newest.Close < level;
        if (!isConfirmed) return 0;
        age = Patience + 1;
        return 2 * direction;
    }

    public void Keep(IndicatorState state)
    {
        state.Keep(ref direction);
        state.Keep(ref level);
        state.Keep(ref age);
    }
}
