using System.Collections.Immutable;

namespace Tidemark.Learning.Estimators;

/// <summary>Everything that training, command line and registry know of a kind of model.</summary>
public sealed record ModelDescriptor
{
    /// <summary>Lower case with hyphens: <c>lstm</c>, <c>extra-trees</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Other names under which it is found.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>For people: <c>Long short-term memory network</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What it is, in a sentence or two, with its source.</summary>
    public required string Summary { get; init; }

    /// <summary>What it can predict.</summary>
    public required ImmutableArray<LearningTask> Tasks { get; init; }

    /// <summary>Whether it takes missing values (NaN) as they are; otherwise they must be filled before.</summary>
    public bool TakesMissingValues { get; init; }

    /// <summary>Whether it learns better from scaled features; the pipeline then scales by z-score unless told otherwise.</summary>
    public bool WantsScaledFeatures { get; init; }

    /// <summary>Its settings.</summary>
    public required ImmutableArray<HyperParameter> Parameters { get; init; }

    /// <summary>Settings of other libraries that it does not have under one name.</summary>
    public ImmutableArray<ForeignSetting> Foreign { get; init; } = [];

    /// <summary>Makes the model with its settings; throws <see cref="ArgumentException"/> where they do not go together.</summary>
    public required Func<HyperParameters, IEstimator> Create { get; init; }

    /// <summary>Makes a saved one again; throws <see cref="InvalidDataException"/> where the state is damaged or of a newer version.</summary>
    public required Func<ModelState, IFittedModel> Load { get; init; }
}
