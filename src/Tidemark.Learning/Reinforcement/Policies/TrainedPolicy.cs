using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Kernels;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Reinforcement.Policies;

/// <summary>
/// An agent that has learnt. Acting is greedy: the likeliest action. As a model it gives for a window of observations the probability of each
/// discrete action (all of it on the best one where the agent learnt values of actions), or the action's values.
/// </summary>
public sealed class TrainedPolicy : IFittedModel
{
    /// <summary>The kind of its saved state.</summary>
    public const string Kind = "policy";

    /// <summary>The most numbers of a window of a saved policy.</summary>
    private const int MostInputs = 1 << 26;

    private readonly PolicyNetwork network;
    private readonly Tape tape = new() { IsRecording = false };
    private readonly Tensor observation;
    private readonly Tensor? hidden;
    private readonly Tensor? cell;
    private readonly float[] chosen;
    private readonly bool hasProbabilities;

    internal TrainedPolicy(PolicyNetwork network, int window, bool hasProbabilities)
    {
        this.network = network;
        this.hasProbabilities = hasProbabilities;
        var shape = network.Shape;
        var hasMemory = shape.Memory != PolicyMemory.None;
        Window = hasMemory ? window : 1;
        observation = hasMemory ? new Tensor(1, 1, shape.Observations) : new Tensor(1, shape.Observations);
        hidden = hasMemory ? new Tensor(1, 1, shape.MemoryUnits) : null;
        cell = shape.Memory == PolicyMemory.Lstm ? new Tensor(1, 1, shape.MemoryUnits) : null;
        chosen = new float[shape.Actions.Size];
    }

    /// <summary>What it can do.</summary>
    public ActionSpace Actions => network.Shape.Actions;

    /// <inheritdoc/>
    public LearningTask Task => Actions.IsDiscrete ? LearningTask.MultiClass : LearningTask.Regression;

    /// <inheritdoc/>
    public int Columns => network.Shape.Observations;

    /// <inheritdoc/>
    public int Window { get; }

    /// <inheritdoc/>
    public int Outputs => network.Shape.Outputs;

    /// <summary>Makes a saved one again.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another kind.</exception>
    public static TrainedPolicy Load(ModelState state)
    {
        if (state.Kind != Kind) throw new InvalidDataException($"a model of kind '{state.Kind}' is no policy");
        try
        {
            var settings = state.Settings;
            ImmutableArray<T> List<T>(string name) => [.. ((JsonArray)settings[name]!).Select(item => item!.GetValue<T>())];
            var count = settings["actions"]!.GetValue<int>();
            var shape = new PolicyShape(settings["observations"]!.GetValue<int>(), count > 0 ? ActionSpace.Discrete(count) : ActionSpace.Within(new BoxSpace(List<float>("low"), List<float>("high"))))
            {
                Hidden = List<int>("hidden"),
                // Policies saved before there was a choice bend by tanh.
                Activation = settings["activation"] is { } bends ? Enum.Parse<ActivationKind>(bends.GetValue<string>()) : ActivationKind.Tanh,
                Memory = Enum.Parse<PolicyMemory>(settings["memory"]!.GetValue<string>(), ignoreCase: true),
                MemoryUnits = settings["memoryUnits"]!.GetValue<int>(),
                HasCritic = settings["hasCritic"]!.GetValue<bool>(),
            };
            var window = settings["window"]!.GetValue<int>();
            CheckSize(shape, window, state);
            var network = new PolicyNetwork(shape);
            foreach (var (name, tensor) in network.Parameters)
            {
                if (!state.Tensors.TryGetValue(name, out var saved) || saved.Values<float>().Length != tensor.Count) throw new InvalidDataException($"the policy has no {name}");
                saved.Values<float>().CopyTo(tensor.Data);
            }
            return new TrainedPolicy(network, window, settings["hasProbabilities"]!.GetValue<bool>());
        }
        catch (Exception failure) when (failure is NullReferenceException or InvalidOperationException or ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new InvalidDataException($"the policy's settings are damaged: {failure.Message}", failure);
        }
    }

    /// <summary>Settings alone must not ask for memory: the numbers that a network needs are there, or it is not made.</summary>
    private static void CheckSize(PolicyShape shape, int window, ModelState state)
    {
        if (shape.Observations < 1 || shape.MemoryUnits < 1 || shape.Hidden.Any(units => units < 1)) throw new InvalidDataException($"the policy's network has {shape.Observations} inputs, layers of {string.Join(", ", shape.Hidden)} and a memory of {shape.MemoryUnits}");
        if (window < 1 || (long)window * shape.Observations > MostInputs) throw new InvalidDataException($"the policy reads {window} rows of {shape.Observations} numbers");
        if (!Enum.IsDefined(shape.Memory) || !Enum.IsDefined(shape.Activation)) throw new InvalidDataException("the policy's layers are of a kind that this version does not know");
        var saved = state.Tensors.Values.Sum(tensor => (long)tensor.Bytes.Length / sizeof(float));
        if (saved < shape.Weights) throw new InvalidDataException($"the policy holds {saved} numbers, fewer than the {shape.Weights:0} weights that its settings speak of");
    }

    /// <summary>Forgets what was before: an episode begins.</summary>
    public void Begin()
    {
        hidden?.Data.Clear();
        cell?.Data.Clear();
    }

    /// <summary>The best action for an observation, after those since <see cref="Begin"/>. Allocates nothing.</summary>
    /// <param name="seen"><c>[observations]</c>.</param>
    /// <param name="action"><c>[Actions.Size]</c>: what the environment takes.</param>
    public void Act(ReadOnlySpan<float> seen, Span<float> action)
    {
        ActionDistribution.Best(Next(seen), Actions.IsDiscrete, chosen);
        ActionDistribution.ToEnvironment(Actions, chosen, action);
    }

    /// <inheritdoc/>
    public void Predict(ReadOnlySpan<float> window, Span<double> outputs)
    {
        Begin();
        ReadOnlySpan<float> last = [];
        for (var row = 0; row < Window; row++) last = Next(window.Slice(row * Columns, Columns));
        ActionDistribution.Best(last, Actions.IsDiscrete, chosen);
        if (!Actions.IsDiscrete)
        {
            ActionDistribution.ToEnvironment(Actions, chosen, chosen);
            for (var i = 0; i < Outputs; i++) outputs[i] = chosen[i];
            return;
        }
        for (var i = 0; i < Outputs; i++)
        {
            chosen[0] = hasProbabilities ? i : chosen[0];
            outputs[i] = hasProbabilities ? Math.Exp(ActionDistribution.LogProbability(last, [], true, chosen)) : i == (int)chosen[0] ? 1 : 0;
        }
    }

    /// <inheritdoc/>
    public ModelState Save()
    {
        var shape = network.Shape;
        var settings = new JsonObject
        {
            ["observations"] = shape.Observations,
            ["actions"] = Actions.Count,
            ["activation"] = shape.Activation.ToString(),
            ["hidden"] = new JsonArray([.. shape.Hidden.Select(units => (JsonNode)units)]),
            ["memory"] = shape.Memory.ToString(),
            ["memoryUnits"] = shape.MemoryUnits,
            ["hasCritic"] = shape.HasCritic,
            ["window"] = Window,
            ["hasProbabilities"] = hasProbabilities,
        };
        if (Actions.Box is { } box)
        {
            settings["low"] = new JsonArray([.. box.Low.Select(value => (JsonNode)value)]);
            settings["high"] = new JsonArray([.. box.High.Select(value => (JsonNode)value)]);
        }
        return new ModelState
        {
            Kind = Kind,
            Settings = settings,
            Tensors = network.Parameters.ToDictionary(parameter => parameter.Name, parameter => StateTensor.Of<float>(parameter.Tensor.Shape, parameter.Tensor.Data)),
        };
    }

    /// <summary>Whole episodes with greedy actions.</summary>
    /// <param name="environment">Where; its spaces are the policy's.</param>
    /// <param name="seeds">An episode for each.</param>
    public EpisodeResult[] Play(IEnvironment environment, ReadOnlySpan<ulong> seeds)
    {
        if (environment.Observations.Size != Columns || environment.Actions.Size != Actions.Size || environment.Actions.Count != Actions.Count)
            throw new ArgumentException("the environment has other observations or actions than those that the policy has learnt");
        var (results, action, now) = (new EpisodeResult[seeds.Length], new float[Actions.Size], new float[Columns]);
        for (var i = 0; i < seeds.Length; i++)
        {
            environment.Reset(seeds[i], now);
            Begin();
            var (sum, steps, result) = (0.0, 0, default(StepResult));
            for (; !result.IsOver; steps++)
            {
                Act(now, action);
                result = environment.Step(action, now);
                sum += result.Reward;
            }
            results[i] = new EpisodeResult(seeds[i], sum, steps);
        }
        return results;
    }

    private ReadOnlySpan<float> Next(ReadOnlySpan<float> seen)
    {
        tape.Reset();
        seen.CopyTo(observation.Data);
        var output = network.Evaluate(tape, observation, hidden, cell);
        output.Hidden?.Data.CopyTo(hidden!.Data);
        output.Cell?.Data.CopyTo(cell!.Data);
        return output.Policy.Data;
    }
}
