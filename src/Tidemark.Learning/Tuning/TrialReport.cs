namespace Tidemark.Learning.Tuning;

/// <summary>A value on the way of a trial.</summary>
/// <param name="Step">The epoch or round, ascending.</param>
/// <param name="Value">The objective there.</param>
public readonly record struct TrialReport(int Step, double Value);
