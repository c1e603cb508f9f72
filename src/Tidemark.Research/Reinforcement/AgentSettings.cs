using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Reinforcement;
using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Learning.Reinforcement.Proximal;
using Tidemark.Learning.Reinforcement.QLearning;
using Tidemark.Strategies.Steering;

namespace Tidemark.Research.Reinforcement;

/// <summary>How an agent learns, from its settings.</summary>
public sealed class AgentSettings
{
    /// <summary>The kinds of agents.</summary>
    public static readonly ImmutableArray<string> Kinds = ["ppo", "dqn"];

    private static readonly ImmutableArray<HyperParameter> Shared =
    [
        new("steps", HyperParameterKind.Integer, "100000", "steps of all instances together") { Aliases = ["total_timesteps", "totalSteps"], Minimum = 1, Maximum = 1e9 },
        new("episode", HyperParameterKind.Integer, "500", "bars of an episode, which begins anywhere in the training bars; 0 for all of them") { Minimum = 0, Maximum = 1e8 },
        new("reward", HyperParameterKind.Choice, "pnl", "what is rewarded: log return of equity, differential Sharpe ratio, or return less growing drawdown") { Choices = ["pnl", "sharpe", "drawdown"] },
        new("actions", HyperParameterKind.Choice, "long-short", "what it can hold: short, nothing or long; nothing or long; any weight (ppo); or how it sets other strategies (--actions)") { Choices = ["long-short", "long-flat", "weight", Settings] },
        new("discount", HyperParameterKind.Number, "0.99", "what a reward is worth one bar later") { Aliases = ["gamma"], Minimum = 0, Maximum = 1 },
        new("hidden", HyperParameterKind.Integers, "64,64", "units of the layers") { Aliases = ["net_arch"], Minimum = 1, Maximum = 4096 },
    ];

    private static readonly ImmutableArray<HyperParameter> OfPpo =
    [
        .. Shared,
        new("learningRate", HyperParameterKind.Number, "0.0003", "how far a step goes") { Aliases = ["lr"], Minimum = 1e-8, Maximum = 1 },
        new("instances", HyperParameterKind.Integer, "8", "environments stepped together") { Aliases = ["n_envs"], Minimum = 1, Maximum = 1024 },
        new("stepsPerUpdate", HyperParameterKind.Integer, "128", "steps of each instance between two updates") { Aliases = ["n_steps"], Minimum = 1, Maximum = 1e6 },
        new("batchSize", HyperParameterKind.Integer, "256", "steps of a batch") { Minimum = 1, Maximum = 1e6 },
        new("epochs", HyperParameterKind.Integer, "10", "how often an update goes through its steps") { Aliases = ["n_epochs"], Minimum = 1, Maximum = 1000 },
        new("entropy", HyperParameterKind.Number, "0.01", "weight of the entropy, which keeps the agent trying") { Aliases = ["ent_coef"], Minimum = 0, Maximum = 10 },
        new("clipRange", HyperParameterKind.Number, "0.2", "how far a probability may move in an update") { Minimum = 1e-3, Maximum = 10 },
        new("lambda", HyperParameterKind.Number, "0.95", "how far advantages look ahead") { Aliases = ["gae_lambda"], Minimum = 0, Maximum = 1 },
    ];

    private static readonly ImmutableArray<HyperParameter> OfDqn =
    [
        .. Shared,
        new("learningRate", HyperParameterKind.Number, "0.001", "how far a step goes") { Aliases = ["lr"], Minimum = 1e-8, Maximum = 1 },
        new("bufferSize", HyperParameterKind.Integer, "50000", "steps that are remembered") { Minimum = 1, Maximum = 1e7 },
        new("learningStarts", HyperParameterKind.Integer, "1000", "steps before the first update") { Minimum = 0, Maximum = 1e7 },
        new("batchSize", HyperParameterKind.Integer, "64", "steps of a batch") { Minimum = 1, Maximum = 1e6 },
        new("returnSteps", HyperParameterKind.Integer, "3", "bars whose rewards are taken as they were before the network says what the rest is worth") { Aliases = ["n_step"], Minimum = 1, Maximum = 1e4 },
        new("judgementInterval", HyperParameterKind.Integer, "5000", "steps between two judgements on episodes of the training bars, the best of which is kept; 0 keeps the last") { Minimum = 0, Maximum = 1e9 },
        new("judgementEpisodes", HyperParameterKind.Integer, "4", "episodes of a judgement") { Minimum = 1, Maximum = 1e6 },
        new("exploration", HyperParameterKind.Number, "0.2", "the part of the training over which random actions become rare") { Aliases = ["exploration_fraction"], Minimum = 1e-3, Maximum = 1 },
    ];

    private const string Settings = "settings";

    private readonly HyperParameters parameters;

    private AgentSettings(string kind, HyperParameters parameters, SteeringPlan? steering) => (Kind, this.parameters, Steering) = (kind, parameters, steering);

    /// <summary><c>ppo</c> or <c>dqn</c>.</summary>
    public string Kind { get; }

    /// <summary>Every setting with its value.</summary>
    public ImmutableArray<KeyValuePair<string, string>> All => [.. parameters.Parameters.Select(one => KeyValuePair.Create(one.Name, parameters.Text(one.Name)))];

    /// <summary>Bars of an episode; 0 for all.</summary>
    public int Episode => parameters.Integer("episode");

    /// <summary>What is rewarded.</summary>
    public RewardKind Reward => parameters.Text("reward") switch
    {
        "sharpe" => RewardKind.DifferentialSharpe,
        "drawdown" => RewardKind.DrawdownPenalised,
        _ => RewardKind.Pnl,
    };

    /// <summary>The target weight of each action.</summary>
    public ImmutableArray<double> Weights => parameters.Text("actions") switch
    {
        "long-flat" => [0, 1],
        "weight" => [],
        _ => [-1, 0, 1],
    };

    /// <summary>The strategies that it steers; null where it trades by itself.</summary>
    public SteeringPlan? Steering { get; }

    /// <summary>Whether it never sells short.</summary>
    public bool IsLongOnly => Steering is { } plan ? !plan.MayBeShort : parameters.Text("actions") == "long-flat";

    /// <summary>What its actions mean.</summary>
    public AgentActions Actions => Steering is { } plan ? AgentActions.OfSettings(plan) : AgentActions.OfWeights(Weights);

    /// <summary>From text.</summary>
    /// <param name="kind">The kind of agent.</param>
    /// <param name="given">Settings by name.</param>
    /// <param name="actions">What it can do: one of the words of the setting of that name, or a declaration of strategies that it steers; null for the default.</param>
    /// <exception cref="BadInputException">A setting is unknown or not possible; the message names it.</exception>
    public static AgentSettings Parse(string kind, IEnumerable<KeyValuePair<string, string>> given, string? actions = null)
    {
        var steering = actions is null || Shared.Single(one => one.Name == "actions").Choices.Contains(actions) ? null : SteeringPlan.Parse(actions).Pinned();
        if (actions is not null) given = given.Append(KeyValuePair.Create("actions", steering is null ? actions : Settings));
        try
        {
            var settings = new AgentSettings(kind, HyperParameters.Parse(kind == "ppo" ? OfPpo : OfDqn, given), steering);
            if (steering is null && settings.parameters.Text("actions") == Settings) throw new BadInputException("--param actions=settings: say with --actions which strategies it steers, such as --actions \"ma-cross(weight=0:1, fast=5:40:5)\"");
            if (kind == "dqn" && !settings.Actions.Space.IsDiscrete)
                throw new BadInputException("dqn chooses one of at most 256 actions: take ppo, or give every range a step (weight=0:1:0.5), and larger ones");
            return settings;
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException($"--param: {kind}: {problem.Message}", problem);
        }
    }

    /// <summary>Has an agent learn.</summary>
    /// <param name="create">Makes an instance of the environment.</param>
    /// <param name="context">Seed, threads, progress.</param>
    public TrainedPolicy Train(Func<IEnvironment> create, ReinforcementContext context) => Kind == "ppo"
        ? new Ppo(new PpoOptions
        {
            TotalSteps = parameters.Integer("steps"),
            Instances = parameters.Integer("instances"),
            StepsPerUpdate = parameters.Integer("stepsPerUpdate"),
            BatchSize = parameters.Integer("batchSize"),
            Epochs = parameters.Integer("epochs"),
            EntropyBonus = parameters.Number("entropy"),
            ClipRange = parameters.Number("clipRange"),
            Lambda = parameters.Number("lambda"),
            Discount = parameters.Number("discount"),
            LearningRate = parameters.Number("learningRate"),
            Hidden = parameters.Integers("hidden"),
        }).Train(create, context)
        : new Dqn(new DqnOptions
        {
            TotalSteps = parameters.Integer("steps"),
            BufferSize = parameters.Integer("bufferSize"),
            LearningStarts = parameters.Integer("learningStarts"),
            BatchSize = parameters.Integer("batchSize"),
            ReturnSteps = parameters.Integer("returnSteps"),
            JudgementInterval = parameters.Integer("judgementInterval"),
            JudgementEpisodes = parameters.Integer("judgementEpisodes"),
            ExplorationFraction = parameters.Number("exploration"),
            Discount = parameters.Number("discount"),
            LearningRate = parameters.Number("learningRate"),
            Hidden = parameters.Integers("hidden"),
        }).Train(create, context);
}
