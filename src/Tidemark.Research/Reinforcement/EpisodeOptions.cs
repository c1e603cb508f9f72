using System.Collections.Immutable;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;
using Tidemark.Indicators.Features;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Research.Reinforcement;

/// <summary>What an agent trades in, and how: the same account, fees, fills and risk as a session.</summary>
public sealed record EpisodeOptions
{
    /// <summary>The name under which the agent is asked.</summary>
    public const string Agent = "agent";

    /// <summary>What is traded; its start of trading is set by each episode.</summary>
    public required SessionSetup Setup { get; init; }

    /// <summary>The models of the venue.</summary>
    public required VenueOptions Venue { get; init; }

    /// <summary>The bars of the one instrument.</summary>
    public required BarColumns Bars { get; init; }

    /// <summary>What the agent sees of the market.</summary>
    public required FeatureList Features { get; init; }

    /// <summary>The target weight that each action stands for; empty for any weight from -1 to 1.</summary>
    public ImmutableArray<double> Weights { get; init; } = [-1, 0, 1];

    /// <summary>What it sees of the account.</summary>
    public ImmutableArray<string> State { get; init; } = AccountFeatures.All;

    /// <summary>Rows that it sees at once.</summary>
    public int Window { get; init; } = 1;

    /// <summary>Bars of an episode; 0 for all.</summary>
    public int Length { get; init; }

    /// <summary>What is rewarded.</summary>
    public RewardKind Reward { get; init; }

    /// <summary>Parameters of strategy model-signal besides the model.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Parameters { get; init; } = [KeyValuePair.Create("direction", "long-short")];

    /// <summary>What the agent is to a session.</summary>
    public PredictionSchema Schema => new()
    {
        Model = Agent,
        Version = "0",
        Kind = PredictionKind.TargetWeight,
        FeatureSet = Features.ToString(),
        Features = Features.Names,
        State = State,
        Window = Window,
        Outputs = ["weight"],
        Interval = Bars.Interval,
    };
}
