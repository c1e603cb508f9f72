using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Validation;
using Tidemark.Research.Features;
using Tidemark.Research.Registry;
using Tidemark.Research.Training.Searching;
using Tidemark.Storage.ModelVersions;

namespace Tidemark.Research.Training.Markets;

/// <summary>What to train on the data of a market.</summary>
public sealed record MarketTrainingRequest
{
    /// <summary>Features and labels in the order of time.</summary>
    public required Dataset Data { get; init; }

    /// <summary>The models to train and compare.</summary>
    public required ImmutableArray<ModelSetting> Models { get; init; }

    /// <summary>How samples before the test part are split for validation.</summary>
    public required ISplitter Splitter { get; init; }

    /// <summary>The share of the samples, the last ones, that is read once at the end.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>The share of the training samples of a fold, the last ones, by which models stop early.</summary>
    public double WatchShare { get; init; } = 0.15;

    /// <summary>What is done to features before a model sees them and to its probabilities after.</summary>
    public PreparationRequest Preparation { get; init; } = PreparationRequest.Usual;

    /// <summary>How settings that are not given are searched; null where they keep their usual values.</summary>
    public SearchRequest? Search { get; init; }

    /// <summary>Ways to put the models together.</summary>
    public ImmutableArray<EnsembleKind> Ensembles { get; init; } = [];

    /// <summary>Cost of changing the position by one, a fraction of it, for the figures of a signal.</summary>
    public double CostRate { get; init; } = 0.001;

    /// <summary>Seed, threads and cancellation.</summary>
    public FitContext Fit { get; init; } = new();

    /// <summary>The program, for the model's description.</summary>
    public string Build { get; init; } = "";

    /// <summary>Told what is being done: the model, the fold (0 for the last training), folds, and how far.</summary>
    public Action<string, int, int, TrainingProgress>? Progress { get; init; }

    /// <summary>Told before the test part is looked at; gives earlier looks at the same data.</summary>
    public Func<TestStretch, int, IReadOnlyList<TestRead>>? BeforeTest { get; init; }
}
