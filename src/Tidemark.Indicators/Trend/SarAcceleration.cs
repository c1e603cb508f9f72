namespace Tidemark.Indicators.Trend;

/// <summary>How fast a parabolic stop follows a trend in one direction: the first acceleration, its step with each new extreme, its limit.</summary>
/// <param name="Start">At most the limit counts.</param>
/// <param name="Step">At most the limit counts.</param>
/// <param name="Limit">The largest acceleration.</param>
public readonly record struct SarAcceleration(double Start, double Step, double Limit)
{
    /// <summary>The same with start and step cut to the limit.</summary>
    internal SarAcceleration Cut => new(Math.Min(Start, Limit), Math.Min(Step, Limit), Limit);
}
