namespace Tidemark.Statistics.Optimisation;

/// <summary>Where a search for a minimum ended.</summary>
/// <param name="Point">The best point.</param>
/// <param name="Value">The function there.</param>
/// <param name="HasConverged">Whether the gradient is as good as zero there.</param>
/// <param name="Steps">Steps that were made.</param>
public sealed record Minimum(double[] Point, double Value, bool HasConverged, int Steps);
