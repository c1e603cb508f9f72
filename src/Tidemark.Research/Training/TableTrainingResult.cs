using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Research.Training.Tables;

namespace Tidemark.Research.Training;

/// <summary>What came of a training on a table.</summary>
public sealed record TableTrainingResult
{
    /// <summary>The model.</summary>
    public required TrainedModel Model { get; init; }

    /// <summary>The table learnt from.</summary>
    public required LearningTable Table { get; init; }

    /// <summary>Targets of its rows; NaN where the label is missing.</summary>
    public required double[] Targets { get; init; }

    /// <summary>Rows learnt from.</summary>
    public required int TrainRows { get; init; }

    /// <summary>Rows watched for early stopping.</summary>
    public required int ValidationRows { get; init; }

    /// <summary>How the model does on the rows watched; null where there are none. It has stopped by them, so they flatter it.</summary>
    public required PredictionScores? Validation { get; init; }

    /// <summary>What calibration did; null where probabilities are as the model gives them.</summary>
    public CalibrationFigures? Calibration { get; init; }

    /// <summary>Seconds that the model took to learn, reading and preparing left out.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>The points of the learning curve in their order.</summary>
    public required ImmutableArray<TrainingProgress> LearningCurve { get; init; }

    /// <summary>What a reader should know.</summary>
    public required ImmutableArray<string> Notes { get; init; }
}
