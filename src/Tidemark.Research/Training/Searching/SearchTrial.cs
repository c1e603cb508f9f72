using Tidemark.Learning.Tuning;

namespace Tidemark.Research.Training.Searching;

/// <summary>Settings that were tried, and what came of them.</summary>
/// <param name="Trial">What was tried, with what budget, and its value.</param>
/// <param name="Ratio">The Sharpe ratio, a bar, of the sign of its predictions; NaN where there is none.</param>
/// <param name="Seconds">How long its trainings took.</param>
public sealed record SearchTrial(Trial Trial, double Ratio, double Seconds);
