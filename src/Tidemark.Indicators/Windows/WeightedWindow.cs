using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>
/// The sum of the last n values and the sum weighted by age, the newest n times and the oldest once, in constant time.
/// </summary>
/// <remarks>
/// Values are held against a reference price, and both sums are computed afresh from the window each time n values have passed: so
/// neither the level of prices nor the length of a series costs digits.
/// </remarks>
internal struct WeightedWindow(int length)
{
    private ValueWindow window = new(length);
    private double reference = double.NaN;
    private double sum;
    private double weighted;
    private int count;

    public readonly bool IsFull => count == window.Length;

    /// <summary>The value against which <see cref="Sum"/> and <see cref="Weighted"/> are measured.</summary>
    public readonly double Reference => reference;

    /// <summary>The sum of value less reference over the window.</summary>
    public readonly double Sum => sum;

    /// <summary>The same with weights 1 for the oldest to n for the newest.</summary>
    public readonly double Weighted => weighted;

    public void Push(double value)
    {
        if (double.IsNaN(reference)) reference = value;
        var leaving = window.Push(value);
        var deviation = value - reference;
        if (count < window.Length)
        {
            count++;
            sum += deviation;
            weighted += count * deviation;
        }
        else
        {
            weighted += window.Length * deviation - sum;
            sum += deviation - (leaving - reference);
        }
        if (window.HasWrapped) Refresh(value);
    }

    /// <summary>Names its fields for saving and loading.</summary>
    public void Keep(IndicatorState state)
    {
        window.Keep(state);
        state.Keep(ref reference);
        state.Keep(ref sum);
        state.Keep(ref weighted);
        state.Keep(ref count);
    }

    /// <summary>At the end of a round of the ring the slots stand in order of time.</summary>
    private void Refresh(double newest)
    {
        reference = newest;
        sum = 0;
        weighted = 0;
        var slots = window.Slots;
        for (var i = 0; i < slots.Length; i++)
        {
            var deviation = slots[i] - newest;
            sum += deviation;
            weighted += (i + 1) * deviation;
        }
    }
}
