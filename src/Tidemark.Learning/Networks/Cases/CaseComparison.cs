namespace Tidemark.Learning.Networks.Cases;

/// <summary>A computed result beside that of the file.</summary>
/// <param name="Path">Where it stands in the file: <c>grads/head.weight</c>.</param>
/// <param name="Count">Number of values.</param>
/// <param name="RelativeError">The largest difference over the largest magnitude of the file's values (at least 1e-6).</param>
/// <param name="ElementError">The largest difference over the magnitude of the value itself, of at least a thousandth of the largest.</param>
public sealed record CaseComparison(string Path, int Count, double RelativeError, double ElementError);
