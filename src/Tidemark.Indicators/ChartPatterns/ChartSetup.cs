namespace Tidemark.Indicators.ChartPatterns;

/// <summary>
/// A formed pattern that waits for a close beyond one of its two lines. A close beyond a line that gives no signal ends it.
/// </summary>
internal struct ChartSetup
{
    /// <summary>The line above.</summary>
    public ChartLine Upper;

    /// <summary>The line below.</summary>
    public ChartLine Lower;

    /// <summary>A close above the upper line is bullish.</summary>
    public bool BreaksUp;

    /// <summary>A close below the lower line is bearish.</summary>
    public bool BreaksDown;

    /// <summary>How far from the broken line the target lies.</summary>
    public double Height;

    /// <summary>The target itself where the pattern says so; NaN elsewhere.</summary>
    public double Target;

    /// <summary>The last bar that may break it.</summary>
    public long LastBar;

    public void Keep(State.IndicatorState state)
    {
        ChartLine.Keep(state, ref Upper);
        ChartLine.Keep(state, ref Lower);
        state.Keep(ref BreaksUp);
        state.Keep(ref BreaksDown);
        state.Keep(ref Height);
        state.Keep(ref Target);
        state.Keep(ref LastBar);
    }
}
