using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Research.Training.Tables;

namespace Tidemark.Research.Training;

/// <summary>What to train on a table.</summary>
public sealed record TableTrainingRequest
{
    /// <summary>The kind of model.</summary>
    public required ModelDescriptor Model { get; init; }

    /// <summary>The table to learn from.</summary>
    public required string Path { get; init; }

    /// <summary>What its columns are; has a label.</summary>
    public required TableColumns Columns { get; init; }

    /// <summary>What is to be predicted; null to see it from the labels.</summary>
    public LearningTask? Task { get; init; }

    /// <summary>Settings of the model by name or alias.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>The share of the rows, the last ones, that are not learnt from but watched for early stopping; null for what the model wants.</summary>
    public double? Validation { get; init; }

    /// <summary>Rows between those learnt from and those watched that are used for neither, because labels look ahead.</summary>
    public int Gap { get; init; }

    /// <summary>What is done to features before a model sees them and to its probabilities after.</summary>
    public PreparationRequest Preparation { get; init; } = PreparationRequest.Usual;

    /// <summary>Seed, threads, progress and cancellation.</summary>
    public FitContext Fit { get; init; } = new();

    /// <summary>The program, for the model's description.</summary>
    public string Build { get; init; } = "";
}
