using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Metrics;
using Tidemark.Research.Training.Searching;

namespace Tidemark.Research.Training.Markets;

/// <summary>What came of one model, baseline or ensemble.</summary>
public sealed record MarketModelResult
{
    /// <summary>How it is called: <c>gbm</c>, <c>baseline-prior</c>, <c>ensemble-mean</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is one of the baselines.</summary>
    public bool IsBaseline { get; init; }

    /// <summary>Whether it is an ensemble.</summary>
    public bool IsEnsemble { get; init; }

    /// <summary>The model trained on everything before the test part.</summary>
    public required TrainedModel Model { get; init; }

    /// <summary>Settings that were tried for it.</summary>
    public int Trials { get; init; } = 1;

    /// <summary>How its settings were searched; null where they were not.</summary>
    public SearchResult? Search { get; init; }

    /// <summary>Sharpe ratios, a bar, of the signs of everything that was tried for it, on samples judged in folds.</summary>
    public ImmutableArray<double> TrialRatios { get; init; } = [];

    /// <summary>Each fold; empty for ensembles.</summary>
    public ImmutableArray<FoldScore> Folds { get; init; } = [];

    /// <summary>On all samples that were judged in a fold, together.</summary>
    public PredictionScores? Validation { get; init; }

    /// <summary>Predictions for the bars before the test part, from the first sample to the last, each by a model that did not learn from it; NaN where there are none.</summary>
    public required double[] OutOfFold { get; init; }

    /// <summary>What calibration did; null where probabilities are as the model gives them.</summary>
    public CalibrationFigures? Calibration { get; init; }

    /// <summary>How far the folds agree about the features; null where none were selected.</summary>
    public SelectionStability? Selection => SelectionStability.Of(Folds);

    /// <summary>The leading figure of each whole path through time that combinatorial folds give; empty where each sample is judged once.</summary>
    public ImmutableArray<double> ValidationPaths { get; init; } = [];

    /// <summary>On the test part.</summary>
    public PredictionScores? Test { get; init; }

    /// <summary>Predictions for the samples of the test part.</summary>
    public required double[] TestPredictions { get; init; }

    /// <summary>The leading figure on the test part with its uncertainty.</summary>
    public MetricInterval? TestInterval { get; init; }

    /// <summary>How much better it is there than the baseline that was best on validation samples (positive is better), with its uncertainty; null for that baseline.</summary>
    public MetricInterval? OverBaseline { get; init; }

    /// <summary>What its sign would have earned on the test part.</summary>
    public SignalFigures? TestSignal { get; init; }

    /// <summary>What its sign would have earned on samples judged in folds.</summary>
    public SignalFigures? ValidationSignal { get; init; }

    /// <summary>The learning curve of the last training.</summary>
    public ImmutableArray<TrainingProgress> Curve { get; init; } = [];

    /// <summary>Seconds of all its trainings.</summary>
    public double TrainSeconds { get; init; }
}
