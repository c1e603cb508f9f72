using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Reinforcement.Proximal;

/// <summary>Steps of all instances with one policy, and what they were worth. Row of step t and instance i: t * instances + i.</summary>
internal sealed class Rollout
{
    private readonly PpoOptions options;
    private readonly PolicyNetwork network;
    private readonly VectorEnvironment environment;
    private readonly Tape tape = new() { IsRecording = false };
    private readonly Tensor current;
    private readonly Tensor single;
    private readonly Tensor? hidden;
    private readonly Tensor? cell;
    private readonly Tensor? singleHidden;
    private readonly Tensor? singleCell;
    private readonly float[] given;
    private readonly bool[] isOver;
    private readonly double[] rewards;
    private readonly double[] after;

    public Rollout(PpoOptions options, PolicyNetwork network, VectorEnvironment environment)
    {
        (this.options, this.network, this.environment) = (options, network, environment);
        var (count, rows, shape) = (environment.Count, environment.Count * options.StepsPerUpdate, network.Shape);
        var hasMemory = shape.Memory != PolicyMemory.None;
        current = hasMemory ? new Tensor(count, 1, shape.Observations) : new Tensor(count, shape.Observations);
        single = hasMemory ? new Tensor(1, 1, shape.Observations) : new Tensor(1, shape.Observations);
        hidden = hasMemory ? new Tensor(1, count, shape.MemoryUnits) : null;
        cell = shape.Memory == PolicyMemory.Lstm ? new Tensor(1, count, shape.MemoryUnits) : null;
        singleHidden = hasMemory ? new Tensor(1, 1, shape.MemoryUnits) : null;
        singleCell = cell is null ? null : new Tensor(1, 1, shape.MemoryUnits);
        given = new float[count * shape.Actions.Size];
        Observations = new float[rows * shape.Observations];
        Actions = new float[rows * shape.Actions.Size];
        HiddenBefore = new float[hidden is null ? 0 : rows * shape.MemoryUnits];
        CellBefore = new float[cell is null ? 0 : rows * shape.MemoryUnits];
        (LogProbabilities, Values, Advantages, Returns) = (new double[rows], new double[rows], new double[rows], new double[rows]);
        (isOver, rewards, after) = (new bool[rows], new double[rows], new double[count]);
    }

    public float[] Observations { get; }

    public float[] Actions { get; }

    public float[] HiddenBefore { get; }

    public float[] CellBefore { get; }

    public double[] LogProbabilities { get; }

    public double[] Values { get; }

    public double[] Advantages { get; }

    public double[] Returns { get; }

    /// <summary>Takes the steps.</summary>
    public void Collect(SeededRandom random, EpisodeAverage average)
    {
        var shape = network.Shape;
        var (count, size, wide, units) = (environment.Count, shape.Observations, shape.Actions.Size, shape.MemoryUnits);
        for (var t = 0; t < options.StepsPerUpdate; t++)
        {
            var row = t * count;
            environment.Current.CopyTo(Observations.AsSpan(row * size));
            hidden?.Data.CopyTo(HiddenBefore.AsSpan(row * units));
            cell?.Data.CopyTo(CellBefore.AsSpan(row * units));
            var output = Evaluate(environment.Current, current, hidden, cell);
            ReadOnlySpan<float> deviations = network.LogDeviation is null ? [] : network.LogDeviation.Data;
            for (var i = 0; i < count; i++)
            {
                var action = Actions.AsSpan((row + i) * wide, wide);
                LogProbabilities[row + i] = ActionDistribution.Sample(output.Policy.Data.Slice(i * shape.Outputs, shape.Outputs), deviations, shape.Actions.IsDiscrete, random, action);
                ActionDistribution.ToEnvironment(shape.Actions, action, given.AsSpan(i * wide, wide));
                Values[row + i] = output.Value!.Data[i];
            }
            output.Hidden?.Data.CopyTo(hidden!.Data);
            output.Cell?.Data.CopyTo(cell!.Data);
            environment.Step(given);
            for (var i = 0; i < count; i++) Book(row + i, i);
            average.Add(environment.TakeFinished());
        }
        var last = Evaluate(environment.Current, current, hidden, cell).Value!.Data;
        for (var i = 0; i < count; i++) after[i] = last[i];
        FindAdvantages();
    }

    /// <summary>The steps as sequences that end with an episode or after so many steps; single steps without memory.</summary>
    public List<Segment> Segments()
    {
        var (segments, longest) = (new List<Segment>(), network.Shape.Memory == PolicyMemory.None ? 1 : options.SequenceLength);
        for (var i = 0; i < environment.Count; i++)
        {
            var first = 0;
            for (var t = 0; t < options.StepsPerUpdate; t++)
            {
                if (t + 1 - first < longest && !isOver[t * environment.Count + i] && t + 1 < options.StepsPerUpdate) continue;
                segments.Add(new Segment(i, first, t + 1 - first));
                first = t + 1;
            }
        }
        return segments;
    }

    private PolicyOutput Evaluate(ReadOnlySpan<float> observations, Tensor input, Tensor? hiddenBefore, Tensor? cellBefore)
    {
        tape.Reset();
        observations.CopyTo(input.Data);
        return network.Evaluate(tape, input, hiddenBefore, cellBefore);
    }

    private void Book(int row, int instance)
    {
        var result = environment.Results[instance];
        (rewards[row], isOver[row]) = (result.Reward, result.IsOver);
        if (!result.IsOver) return;
        var units = network.Shape.MemoryUnits;
        if (result.IsTruncated)
        {
            // What would have followed is worth what the critic thinks of the last observation.
            hidden?.Data.Slice(instance * units, units).CopyTo(singleHidden!.Data);
            cell?.Data.Slice(instance * units, units).CopyTo(singleCell!.Data);
            rewards[row] += options.Discount * Evaluate(environment.Last(instance), single, singleHidden, singleCell).Value!.Data[0];
        }
        hidden?.Data.Slice(instance * units, units).Clear();
        cell?.Data.Slice(instance * units, units).Clear();
    }

    /// <summary>Generalised advantages (Schulman et al. 2016).</summary>
    private void FindAdvantages()
    {
        var count = environment.Count;
        for (var i = 0; i < count; i++)
        {
            var (advantage, next) = (0.0, after[i]);
            for (var t = options.StepsPerUpdate - 1; t >= 0; t--)
            {
                var row = t * count + i;
                var goesOn = isOver[row] ? 0 : options.Discount;
                advantage = rewards[row] + goesOn * next - Values[row] + goesOn * options.Lambda * advantage;
                (Advantages[row], Returns[row], next) = (advantage, advantage + Values[row], Values[row]);
            }
        }
    }
}
