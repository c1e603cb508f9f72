using System.Collections.Immutable;
using Tidemark.Learning.Data;

namespace Tidemark.Learning.Estimators;

/// <summary>
/// What a model learns from: samples that are rows of a table of features, each with a target. A model with a window of W reads for a sample
/// at row r the rows r - W + 1 to r, so that tables and sequences share one form; rows before the samples may be read, rows after never.
/// </summary>
public sealed record TrainingSet
{
    /// <summary>The features; rows that are no samples may be there as well.</summary>
    public required IFeatureSource Features { get; init; }

    /// <summary>Names of the features, one a column.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>The row of each sample, increasing. A fold is a choice of rows over the same table.</summary>
    public required ReadOnlyMemory<int> Rows { get; init; }

    /// <summary>The target of each sample, as many as <see cref="Rows"/>: a value, or the number of a class.</summary>
    public required ReadOnlyMemory<double> Targets { get; init; }

    /// <summary>The weight of each sample, as many as <see cref="Rows"/>, not negative; empty for equal weights.</summary>
    public ReadOnlyMemory<double> Weights { get; init; }

    /// <summary>What is to be predicted.</summary>
    public required LearningTask Task { get; init; }

    /// <summary>Number of classes: 2 for <see cref="LearningTask.Binary"/>, K for <see cref="LearningTask.MultiClass"/>, 0 for regression.</summary>
    public int Classes { get; init; }

    /// <summary>Number of samples.</summary>
    public int Count => Rows.Length;

    /// <summary>The samples of those numbers, which increase: a fold of the same table.</summary>
    public TrainingSet Take(ReadOnlyMemory<int> samples)
    {
        var (rows, targets) = (new int[samples.Length], new double[samples.Length]);
        var weights = new double[Weights.IsEmpty ? 0 : samples.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var sample = samples.Span[i];
            (rows[i], targets[i]) = (Rows.Span[sample], Targets.Span[sample]);
            if (weights.Length > 0) weights[i] = Weights.Span[sample];
        }
        return this with { Rows = rows, Targets = targets, Weights = weights };
    }

    /// <summary>Number of values that a model of this task gives for a sample.</summary>
    public int Outputs => Task == LearningTask.MultiClass ? Classes : 1;
}
