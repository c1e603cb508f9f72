namespace Tidemark.Indicators;

/// <summary>
/// A streaming indicator: fed one closed bar at a time, it holds one value. The value is NaN until <see cref="WarmUp"/> bars have
/// come, and never changes afterwards for a bar that has passed.
/// </summary>
public abstract class Indicator
{
    /// <summary>The value at the last bar; NaN while not defined.</summary>
    public double Value { get; protected set; } = double.NaN;

    /// <summary>The number of bars needed before the first value.</summary>
    public abstract int WarmUp { get; }

    public bool IsWarm => !double.IsNaN(Value);

    /// <summary>Takes the next closed bar.</summary>
    public abstract void Update(in Bar bar);
}
