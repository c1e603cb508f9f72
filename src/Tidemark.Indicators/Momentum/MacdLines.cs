using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Momentum;

/// <summary>The difference of two averages and an average of it, the signal: what all kinds of MACD share.</summary>
internal sealed class MacdLines(SeriesIndicator fast, SeriesIndicator slow, SeriesIndicator signal)
{
    /// <summary>The difference of the averages; NaN until the signal is defined.</summary>
    public double Difference { get; private set; } = double.NaN;

    /// <summary>Its average.</summary>
    public double Signal => signal.Value;

    /// <summary>The bars before the first value of all lines, and that bar.</summary>
    public int WarmUp => Math.Max(fast.WarmUp, slow.WarmUp) + signal.WarmUp - 1;

    public void Update(double input)
    {
        fast.Update(input);
        slow.Update(input);
        if (!fast.IsWarm || !slow.IsWarm) return;
        var difference = fast.Value - slow.Value;
        signal.Update(difference);
        if (signal.IsWarm) Difference = difference;
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        state.Keep(fast);
        state.Keep(slow);
        state.Keep(signal);
        var difference = Difference;
        state.Keep(ref difference);
        Difference = difference;
    }
}
