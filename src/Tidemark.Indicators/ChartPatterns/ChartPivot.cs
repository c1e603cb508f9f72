namespace Tidemark.Indicators.ChartPatterns;

/// <summary>A confirmed turning point.</summary>
/// <param name="Price">The high or the low.</param>
/// <param name="Bar">The number of the bar that made it.</param>
/// <param name="IsHigh">A swing high; else a swing low.</param>
internal readonly record struct ChartPivot(double Price, long Bar, bool IsHigh);
