using Tidemark.Learning.Reinforcement;
using Tidemark.Research.Features;
using Tidemark.Research.Registry;

namespace Tidemark.Research.Reinforcement;

/// <summary>An agent to be trained on a market.</summary>
public sealed record AgentTrainingRequest
{
    /// <summary>How it learns.</summary>
    public required AgentSettings Settings { get; init; }

    /// <summary>What it sees of the market.</summary>
    public required FeatureSpecification Features { get; init; }

    /// <summary>The bars.</summary>
    public required FeatureData Data { get; init; }

    /// <summary>What is traded, with its rules.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>The first open time that is learnt from; null for the first.</summary>
    public Instant? From { get; init; }

    /// <summary>The share of the bars, the last ones, on which the finished agent trades once.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Seed, threads, progress, cancellation.</summary>
    public ReinforcementContext Context { get; init; } = new();

    /// <summary>The program, for the model's description.</summary>
    public string Build { get; init; } = "";

    /// <summary>Told before the finished agent trades what it has not seen.</summary>
    public Action<TestStretch>? BeforeTest { get; init; }
}
