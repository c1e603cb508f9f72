using System.Collections.Immutable;
using Tidemark.Learning.Data;

namespace Tidemark.Research.Training.Tables;

/// <summary>A CSV file as a table of features with what is to be predicted, rows in the order of the file.</summary>
public sealed record LearningTable
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of its text (uncompressed), lower-case hexadecimal.</summary>
    public required string DataHash { get; init; }

    /// <summary>Names of the features.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>The features; NaN is a missing value.</summary>
    public required FeatureTable Features { get; init; }

    /// <summary>What is to be predicted; null where the file has no such column.</summary>
    public required LabelColumn? Labels { get; init; }

    /// <summary>Weights of the rows; empty for equal ones.</summary>
    public ReadOnlyMemory<double> Weights { get; init; }

    /// <summary>Columns of the file that are read as nothing.</summary>
    public ImmutableArray<string> Unused { get; init; } = [];
}
