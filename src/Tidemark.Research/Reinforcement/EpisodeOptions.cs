using System.Collections.Immutable;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Sessions;
using Tidemark.Indicators.Features;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies.Predictive;
using Tidemark.Strategies.Steering;

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

    /// <summary>The strategies that the agent steers, in the place of <see cref="Weights"/>; null where it trades by itself.</summary>
    public SteeringPlan? Steering { get; init; }

    /// <summary>What it sees of the account, and of the strategies that it steers.</summary>
    public ImmutableArray<string> State => Steering is null ? AccountFeatures.All : [.. AccountFeatures.All, .. Steering.SignalNames];

    /// <summary>Bars before the first that is traded; null for what features and window need.</summary>
    public int? WarmUpBars { get; init; }

    /// <summary>Rows that it sees at once.</summary>
    public int Window { get; init; } = 1;

    /// <summary>Bars of an episode; 0 for all.</summary>
    public int Length { get; init; }

    /// <summary>What is rewarded.</summary>
    public RewardKind Reward { get; init; }

    /// <summary>Parameters of the strategy besides the model.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Parameters { get; init; } = [KeyValuePair.Create("direction", "long-short")];

    /// <summary>The strategy that trades the agent.</summary>
    public string Strategy => Steering is null ? "model-signal" : "model-steering";

    /// <summary>What the agent can do.</summary>
    public AgentActions Actions => Steering is { } plan ? AgentActions.OfSettings(plan) : AgentActions.OfWeights(Weights);

    /// <summary>What the agent is to a session.</summary>
    public PredictionSchema Schema => new()
    {
        Model = Agent,
        Version = "0",
        Kind = Actions.Kind,
        Steers = Steering?.ToString() ?? "",
        FeatureSet = Features.ToString(),
        Features = Features.Names,
        State = State,
        Window = Window,
        Outputs = Actions.Names,
        Interval = Bars.Interval,
    };
}
