using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Engine.Ports;
using Tidemark.Learning.Reinforcement;
using Tidemark.Research.Predictors;
using Tidemark.Strategies.Steering;

namespace Tidemark.Research.Reinforcement;

/// <summary>
/// What an agent's actions mean to a session: a target weight, or a value for each setting of the strategies that it steers. Where all values
/// are listed and not too many combinations of them are possible, an action is one combination; otherwise it is a number for each setting.
/// </summary>
public sealed class AgentActions
{
    private const int MostCombinations = 256;

    private readonly ImmutableArray<double> weights = [];
    private readonly ImmutableArray<SteeredSetting> settings = [];

    private AgentActions(ImmutableArray<double> weights)
    {
        this.weights = weights;
        Names = ["weight"];
        Space = weights.IsEmpty ? ActionSpace.Within(BoxSpace.Of(1, -1, 1)) : ActionSpace.Discrete(weights.Length);
    }

    private AgentActions(SteeringPlan plan)
    {
        Plan = plan;
        settings = [.. plan.Settings];
        Names = plan.Names;
        var combinations = settings.All(setting => setting.Values.Length > 0) ? settings.Aggregate(1L, (product, setting) => Math.Min(product * setting.Values.Length, int.MaxValue)) : long.MaxValue;
        Space = combinations <= MostCombinations ? ActionSpace.Discrete((int)combinations)
            : ActionSpace.Within(new BoxSpace([.. settings.Select(setting => setting.Values.IsEmpty ? (float)setting.Low : 0)], [.. settings.Select(setting => setting.Values.IsEmpty ? (float)setting.High : setting.Values.Length)]));
    }

    /// <summary>What can be done.</summary>
    public ActionSpace Space { get; }

    /// <summary>What an answer holds.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The strategies that are steered; null where the agent trades by itself.</summary>
    public SteeringPlan? Plan { get; }

    /// <summary>What its answers are to a session.</summary>
    public PredictionKind Kind => Plan is null ? PredictionKind.TargetWeight : PredictionKind.Settings;

    /// <summary>The discrete actions, for people; none where an action is numbers.</summary>
    public ImmutableArray<string> Classes => [.. Enumerable.Range(0, Space.Count).Select(action => TextOf([action]))];

    /// <summary>Target weights, one for each action; of none any from -1 to 1.</summary>
    public static AgentActions OfWeights(ImmutableArray<double> weights) => new(weights);

    /// <summary>Settings of strategies.</summary>
    public static AgentActions OfSettings(SteeringPlan plan) => new(plan);

    /// <summary>Of a saved agent; null for a model of labels.</summary>
    /// <exception cref="BadInputException">What it steers is not to be had.</exception>
    public static AgentActions? Of(MarketCard? card) => card is not { IsAgent: true } ? null : card.Steers.Length > 0 ? OfSettings(SteeringPlan.Parse(card.Steers)) : OfWeights([.. card.Actions]);

    /// <summary>What an action answers.</summary>
    /// <param name="action">As an environment takes it.</param>
    /// <param name="answer">As long as <see cref="Names"/>.</param>
    public void Answer(ReadOnlySpan<float> action, Span<double> answer)
    {
        if (Plan is null)
        {
            answer[0] = Space.IsDiscrete ? weights[(int)action[0]] : Math.Clamp(action[0], -1, 1);
            return;
        }
        var left = Space.IsDiscrete ? (int)action[0] : 0;
        for (var index = settings.Length - 1; index >= 0; index--)
        {
            var setting = settings[index];
            var count = setting.Values.Length;
            if (Space.IsDiscrete)
            {
                answer[index] = setting.Levels[left % count];
                left /= count;
            }
            else answer[index] = count == 0 ? Math.Clamp(action[index], setting.Low, setting.High) : setting.Levels[Math.Clamp((int)action[index], 0, count - 1)];
        }
    }

    /// <summary>The strength, 0 to 1, by which a signal says what was answered.</summary>
    /// <param name="place">Which of <see cref="Names"/>.</param>
    /// <param name="value">What was answered for it.</param>
    internal double StrengthOf(int place, double value) => Plan is null ? Math.Abs(value) : settings[place].StrengthOf(value);

    /// <summary>What an action answers, for people.</summary>
    internal string TextOf(ReadOnlySpan<float> action)
    {
        var answer = new double[Names.Length];
        Answer(action, answer);
        return string.Join(", ", answer.Select((value, place) => Plan is null ? value.ToString(CultureInfo.InvariantCulture) : $"{Names[place]}={TextOf(settings[place], value)}"));
    }

    /// <summary>How many values a setting can have; 0 for any number.</summary>
    internal int LevelsOf(int setting) => settings[setting].Values.Length;

    private static string TextOf(SteeredSetting setting, double value) => setting.Values.IsEmpty ? value.ToString(CultureInfo.InvariantCulture) : setting.Values[setting.NearestLevel(value)];
}
