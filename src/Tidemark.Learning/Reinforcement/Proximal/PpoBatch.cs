using Tidemark.Learning.Reinforcement.Policies;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Reinforcement.Proximal;

/// <summary>Some segments of a rollout, and the slopes of the loss by what the network gives for them.</summary>
internal sealed class PpoBatch(PpoOptions options, PolicyNetwork network, Rollout rollout, int instances)
{
    private readonly Tape tape = new();
    private readonly List<int> rows = [];

    /// <summary>Finds the gradients of all parameters for segments; a row of the network's output that belongs to none has no slope.</summary>
    public void Gradient(ReadOnlySpan<Segment> segments, double clipRange)
    {
        var shape = network.Shape;
        tape.Reset();
        network.ClearGradients();
        var longest = 1;
        foreach (var segment in segments) longest = Math.Max(longest, segment.Length);
        var hasMemory = shape.Memory != PolicyMemory.None;
        var input = hasMemory ? tape.Rent(segments.Length, longest, shape.Observations) : tape.Rent(segments.Length, shape.Observations);
        input.Data.Clear();
        rows.Clear();
        for (var s = 0; s < segments.Length; s++)
            for (var t = 0; t < longest; t++)
            {
                var row = t < segments[s].Length ? (segments[s].First + t) * instances + segments[s].Instance : -1;
                rows.Add(row);
                if (row >= 0) rollout.Observations.AsSpan(row * shape.Observations, shape.Observations).CopyTo(input.Data.Slice((s * longest + t) * shape.Observations, shape.Observations));
            }
        var hidden = hasMemory ? Before(segments, rollout.HiddenBefore) : null;
        var cell = shape.Memory == PolicyMemory.Lstm ? Before(segments, rollout.CellBefore) : null;
        var output = network.Evaluate(tape, input, hidden, cell);
        WriteSlopes(output, clipRange);
        tape.Backward();
    }

    private Tensor Before(ReadOnlySpan<Segment> segments, float[] states)
    {
        var units = network.Shape.MemoryUnits;
        var state = tape.Rent(1, segments.Length, units);
        for (var s = 0; s < segments.Length; s++)
            states.AsSpan((segments[s].First * instances + segments[s].Instance) * units, units).CopyTo(state.Data.Slice(s * units, units));
        return state;
    }

    private void WriteSlopes(in PolicyOutput output, double clipRange)
    {
        var shape = network.Shape;
        var (count, mean, deviation) = Spread();
        var policySlopes = output.Policy.Grad;
        var valueSlopes = output.Value!.Grad;
        var (wide, isDiscrete) = (shape.Actions.Size, shape.Actions.IsDiscrete);
        ReadOnlySpan<float> deviations = network.LogDeviation is null ? [] : network.LogDeviation.Data;
        var deviationSlopes = network.LogDeviation is null ? [] : network.LogDeviation.Grad;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row < 0) continue;
            var given = output.Policy.Data.Slice(i * shape.Outputs, shape.Outputs);
            var action = rollout.Actions.AsSpan(row * wide, wide);
            var advantage = (rollout.Advantages[row] - mean) / deviation;
            var ratio = Math.Exp(ActionDistribution.LogProbability(given, deviations, isDiscrete, action) - rollout.LogProbabilities[row]);
            // Beyond the range, in the direction that the advantage wants, nothing more is gained.
            var isHeld = advantage >= 0 ? ratio > 1 + clipRange : ratio < 1 - clipRange;
            ActionDistribution.AddSlopes(given, deviations, isDiscrete, action, isHeld ? 0 : -advantage * ratio / count, -options.EntropyBonus / count, policySlopes.Slice(i * shape.Outputs, shape.Outputs), deviationSlopes);
            valueSlopes[i] = (float)(options.ValueWeight * ValueSlope(output.Value.Data[i], row) / count);
        }
    }

    /// <summary>The slope of half the squared error, the larger of that of the value and of the value held near the old one.</summary>
    private double ValueSlope(double value, int row)
    {
        var error = value - rollout.Returns[row];
        if (options.ValueClipRange == 0) return error;
        var held = rollout.Values[row] + Math.Clamp(value - rollout.Values[row], -options.ValueClipRange, options.ValueClipRange);
        var heldError = held - rollout.Returns[row];
        if (heldError * heldError <= error * error) return error;
        return held == value ? heldError : 0;
    }

    private (int Count, double Mean, double Deviation) Spread()
    {
        var (count, mean, square) = (0, 0.0, 0.0);
        foreach (var row in rows)
            if (row >= 0) (count, mean) = (count + 1, mean + rollout.Advantages[row]);
        mean /= count;
        if (!options.NormalisesAdvantages || count < 2) return (count, 0, 1);
        foreach (var row in rows)
            if (row >= 0) square += (rollout.Advantages[row] - mean) * (rollout.Advantages[row] - mean);
        return (count, mean, Math.Sqrt(square / (count - 1)) + 1e-8);
    }
}
