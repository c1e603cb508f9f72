namespace Tidemark.Statistics.TimeSeries;

/// <summary>How fast level, slope and season follow what is observed, each between 0 (never) and 1 (at once), and how the slope fades.</summary>
/// <param name="Level">Alpha.</param>
/// <param name="Slope">Beta, of the level's change; 0 without trend.</param>
/// <param name="Season">Gamma, at most 1 - alpha; 0 without season.</param>
/// <param name="Damping">Phi, the share of the slope that is left one step later; 1 when it is not damped.</param>
public readonly record struct SmoothingWeights(double Level, double Slope, double Season, double Damping);
