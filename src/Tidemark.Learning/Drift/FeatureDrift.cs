namespace Tidemark.Learning.Drift;

/// <summary>How much a feature has changed.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Stability">Population stability index.</param>
/// <param name="StabilityThreshold">The index above which there is an alarm.</param>
/// <param name="Distance">Kolmogorov and Smirnov's distance.</param>
/// <param name="PValue">Its probability without a change.</param>
/// <param name="MissingBefore">Share of missing values in the reference.</param>
/// <param name="MissingNow">Share of missing values now.</param>
/// <param name="IsDrift">Whether either test is beyond what the rate of false alarms allows.</param>
public sealed record FeatureDrift(string Name, double Stability, double StabilityThreshold, double Distance, double PValue, double MissingBefore, double MissingNow, bool IsDrift);
