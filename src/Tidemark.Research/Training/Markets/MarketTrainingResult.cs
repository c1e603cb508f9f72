using System.Collections.Immutable;
using Tidemark.Storage.ModelVersions;

namespace Tidemark.Research.Training.Markets;

/// <summary>What came of a training on the data of a market.</summary>
public sealed record MarketTrainingResult
{
    /// <summary>What was asked for.</summary>
    public required MarketTrainingRequest Request { get; init; }

    /// <summary>Samples before the test part, those whose label reaches into it left out.</summary>
    public required int DevelopmentSamples { get; init; }

    /// <summary>Samples of the test part.</summary>
    public required int TestSamples { get; init; }

    /// <summary>The first moment of the test part.</summary>
    public required Instant TestFrom { get; init; }

    /// <summary>Its end, labels included.</summary>
    public required Instant TestTo { get; init; }

    /// <summary>Targets of the test part.</summary>
    public required double[] TestTargets { get; init; }

    /// <summary>Models, then baselines, then ensembles.</summary>
    public required ImmutableArray<MarketModelResult> Results { get; init; }

    /// <summary>The model that was best on validation samples, which alone choose.</summary>
    public required MarketModelResult Chosen { get; init; }

    /// <summary>The baseline that was best there.</summary>
    public required MarketModelResult Baseline { get; init; }

    /// <summary>Settings that were tried altogether.</summary>
    public required int Trials { get; init; }

    /// <summary>The Sharpe ratio of the chosen model's sign on the test part, after costs, deflated by the number of trials.</summary>
    public required DeflatedSignal Deflated { get; init; }

    /// <summary>Name of the figure that chooses.</summary>
    public required string Leading { get; init; }

    /// <summary>Earlier looks at data of the test part, the oldest first: after the first it is no longer unseen.</summary>
    public required IReadOnlyList<TestRead> EarlierReads { get; init; }

    /// <summary>The sentence whether the chosen model beats the baselines.</summary>
    public required string Verdict { get; init; }
}
