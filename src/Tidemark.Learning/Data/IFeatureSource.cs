namespace Tidemark.Learning.Data;

/// <summary>
/// A table of features, one row a point in time, oldest first. It may be larger than memory: rows are read where they lie.
/// </summary>
/// <remarks>Safe to read from several threads at once.</remarks>
public interface IFeatureSource
{
    /// <summary>Number of rows.</summary>
    int Rows { get; }

    /// <summary>Number of features.</summary>
    int Columns { get; }

    /// <summary>Consecutive rows as they lie in memory, row-major: <c>[count, Columns]</c>. NaN is a missing value.</summary>
    /// <param name="first">The oldest row.</param>
    /// <param name="count">How many rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows do not lie inside the table.</exception>
    ReadOnlySpan<float> Read(int first, int count);
}
