namespace Tidemark.Learning.Metrics;

/// <summary>Samples of similar probability.</summary>
/// <param name="Weight">Their number, or the sum of their weights.</param>
/// <param name="MeanProbability">What was predicted on average.</param>
/// <param name="ObservedShare">The share of them that is of class 1.</param>
public readonly record struct CalibrationBin(double Weight, double MeanProbability, double ObservedShare);
