using System.Globalization;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Optimisers;

/// <summary>
/// Changes parameters against their gradients. A parameter whose gradient was not touched since it was cleared is left alone, and its steps
/// are not counted, as in PyTorch.
/// </summary>
public abstract unsafe class Optimiser
{
    private const string StepsName = "steps";
    private readonly string[] slotNames;
    private readonly Tensor?[][] slots;
    private readonly long[] steps;

    private protected Optimiser(IReadOnlyList<NamedTensor> parameters, double learningRate, params ReadOnlySpan<string> slotNames)
    {
        if (!(learningRate >= 0 && double.IsFinite(learningRate))) throw new ArgumentException($"the learning rate cannot be {learningRate.ToString(CultureInfo.InvariantCulture)}");
        Parameters = parameters;
        LearningRate = learningRate;
        this.slotNames = slotNames.ToArray();
        steps = new long[parameters.Count];
        slots = [.. parameters.Select(_ => new Tensor?[this.slotNames.Length])];
    }

    /// <summary>What it changes.</summary>
    public IReadOnlyList<NamedTensor> Parameters { get; }

    /// <summary>How far the next step goes; a schedule may change it at any time.</summary>
    public double LearningRate { get; set; }

    /// <summary>One step. Allocates nothing after the first.</summary>
    public void Step()
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            var tensor = Parameters[i].Tensor;
            if (!tensor.HasGrad) continue;
            steps[i]++;
            for (var k = 0; k < slotNames.Length; k++) slots[i][k] ??= new Tensor(tensor.Shape);
            Update(tensor.Pointer, tensor.GradPointer, tensor.Count, steps[i], slots[i]);
        }
    }

    /// <summary>What it remembers of the steps before, to go on later: averages by kind and parameter, and numbers of steps.</summary>
    public IReadOnlyDictionary<string, StateTensor> Save()
    {
        var state = new Dictionary<string, StateTensor> { [StepsName] = StateTensor.Of<long>(steps) };
        for (var i = 0; i < Parameters.Count; i++)
            for (var k = 0; k < slotNames.Length; k++)
                if (slots[i][k] is { } slot) state[NameOf(i, k)] = StateTensor.Of<float>(slot.Shape, slot.Data);
        return state;
    }

    /// <summary>Goes on from where another of the same kind, over the same parameters, was saved.</summary>
    /// <exception cref="InvalidDataException">The state is of other parameters.</exception>
    public void Restore(IReadOnlyDictionary<string, StateTensor> state)
    {
        if (!state.TryGetValue(StepsName, out var counts) || counts.Values<long>().Length != steps.Length)
            throw new InvalidDataException("the state of the optimiser is of another number of parameters");
        for (var i = 0; i < Parameters.Count; i++)
            for (var k = 0; k < slotNames.Length; k++)
            {
                slots[i][k] = null;
                if (!state.TryGetValue(NameOf(i, k), out var saved)) continue;
                if (!saved.Shape.AsSpan().SequenceEqual(Parameters[i].Tensor.Shape)) throw new InvalidDataException($"{NameOf(i, k)} of the optimiser's state has another shape than its parameter");
                slots[i][k] = Tensor.Of(saved.Shape.AsSpan(), saved.Values<float>());
            }
        counts.Values<long>().CopyTo(steps);
    }

    /// <param name="value">The parameter's numbers, with room for whole vectors, as the gradient and the slots.</param>
    /// <param name="step">Number of this step, from 1.</param>
    private protected abstract void Update(float* value, float* gradient, int count, long step, ReadOnlySpan<Tensor?> slots);

    private string NameOf(int parameter, int slot) => $"{slotNames[slot]}.{Parameters[parameter].Name}";
}
