namespace Tidemark.Indicators.ChartPatterns;

/// <summary>What counts as a turning point, as level and as tall enough.</summary>
/// <param name="Strength">Bars on either side that confirm a turning point.</param>
/// <param name="TolerancePercent">By how much prices that should be level may differ, in percent of their mean.</param>
/// <param name="HeightPercent">The smallest height of the pattern, in percent of its price.</param>
public sealed record ChartPatternOptions(int Strength = 5, double TolerancePercent = 1.5, double HeightPercent = 2);
