using Tidemark.Indicators.State;

namespace Tidemark.Indicators.Windows;

/// <summary>
/// An average that is fed only from a later value on, so that several of different lengths give their first value together, as where
/// TA-Lib computes them over the same range.
/// </summary>
internal sealed class LateStart(SeriesIndicator average, int skipped) : SeriesIndicator
{
    private int count;

    public override int WarmUp => skipped + average.WarmUp;

    public override void Update(double input)
    {
        if (count < skipped)
        {
            count++;
            return;
        }
        average.Update(input);
        Value = average.Value;
    }

    protected override void KeepState(IndicatorState state)
    {
        state.Keep(average);
        state.Keep(ref count);
    }
}
