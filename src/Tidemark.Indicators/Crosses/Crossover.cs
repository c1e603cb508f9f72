using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Crosses;

/// <summary>
/// Whether one indicator crossed another at the last bar. A cross up needs a positive difference now and a negative one at the last
/// bar where the difference was not zero; the first bar with both values only sets the sign. The value is +1, -1 or 0.
/// </summary>
/// <remarks>It reads the two inputs, which must be updated before it.</remarks>
public sealed class Crossover(Indicator fast, Indicator slow) : Indicator
{
    private int side;
    private bool isUp;
    private bool isDown;

    public override int WarmUp => Math.Max(fast.WarmUp, slow.WarmUp) + 1;

    /// <summary>Whether <c>fast</c> crossed above <c>slow</c> at the last bar.</summary>
    public bool Up => isUp;

    /// <summary>Whether <c>fast</c> crossed below <c>slow</c> at the last bar.</summary>
    public bool Down => isDown;

    public override void Update(in Bar bar)
    {
        isUp = isDown = false;
        var difference = fast.Value - slow.Value;
        if (difference * side > 0)
        {
            // Nearly always it stays where it was: one branch that is foreseen instead of four.
            Value = 0;
            return;
        }
        if (difference > 0)
        {
            isUp = side < 0;
            side = 1;
        }
        else if (difference < 0)
        {
            isDown = side > 0;
            side = -1;
        }
        else if (double.IsNaN(difference)) return;
        Value = isUp ? 1 : isDown ? -1 : 0;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(ref side);
        state.Keep(ref isUp);
        state.Keep(ref isDown);
    }
}
