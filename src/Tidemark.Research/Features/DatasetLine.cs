namespace Tidemark.Research.Features;

/// <summary>A line of a table of features.</summary>
/// <param name="Dataset">Where it comes from.</param>
/// <param name="Row">Its row there.</param>
/// <param name="Sample">Its sample there; -1 without a label.</param>
/// <param name="Number">Its number among the samples of all datasets; -1 without a label.</param>
public readonly record struct DatasetLine(Dataset Dataset, int Row, int Sample, int Number);
