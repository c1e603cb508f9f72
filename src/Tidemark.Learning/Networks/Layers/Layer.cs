using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>
/// A part of a network, or a whole one: parameters, which an optimiser changes; buffers, which the layer itself changes (running means);
/// and layers inside it. Names are those of PyTorch, so that its saved weights go in and out. Whether it trains is said by the tape
/// (<see cref="Tape.IsTraining"/>).
/// </summary>
/// <remarks>A layer without layers inside registers its tensors in the constructor with <see cref="AddParameter"/> and gives them values in <see cref="Initialise"/>.</remarks>
public abstract class Layer
{
    private readonly List<NamedTensor> ownParameters = [];
    private readonly List<NamedTensor> ownBuffers = [];
    private readonly List<(string Name, Layer Layer)> children = [];

    /// <summary>All parameters, those of layers inside after the layer's own, in the order of PyTorch's state_dict.</summary>
    public IReadOnlyList<NamedTensor> Parameters => field ??= [.. Collect(layer => layer.ownParameters, "")];

    /// <summary>All buffers: numbers that belong to the model and are saved with it, but are not learnt by gradients.</summary>
    public IReadOnlyList<NamedTensor> Buffers => field ??= [.. Collect(layer => layer.ownBuffers, "")];

    /// <summary>Number of learnt numbers.</summary>
    public int ParameterCount => Parameters.Sum(parameter => parameter.Tensor.Count);

    /// <summary>Computes the layer.</summary>
    /// <exception cref="ArgumentException">The input has not the shape that the layer needs.</exception>
    public abstract Tensor Forward(Tape tape, Tensor input);

    /// <summary>Gives all parameters their first values, distributed as PyTorch's are.</summary>
    public virtual void Initialise(SeededRandom random)
    {
        foreach (var (_, layer) in children) layer.Initialise(random);
    }

    /// <summary>The gradients of all parameters become zero, before a step.</summary>
    public void ClearGradients()
    {
        for (var i = 0; i < Parameters.Count; i++) Parameters[i].Tensor.ClearGrad();
    }

    /// <summary>The parameter of that name; throws where there is none.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Tensor Parameter(string name)
    {
        foreach (var parameter in Parameters)
            if (parameter.Name == name) return parameter.Tensor;
        throw new ArgumentException($"there is no parameter '{name}'; there are {string.Join(", ", Parameters.Select(parameter => parameter.Name))}");
    }

    /// <summary>A new parameter of zeros, of which a gradient is wanted.</summary>
    protected Tensor AddParameter(string name, params ReadOnlySpan<int> shape)
    {
        var tensor = new Tensor(shape) { RequiresGrad = true };
        ownParameters.Add(new NamedTensor(name, tensor));
        return tensor;
    }

    /// <summary>A new buffer of zeros.</summary>
    protected Tensor AddBuffer(string name, params ReadOnlySpan<int> shape)
    {
        var tensor = new Tensor(shape);
        ownBuffers.Add(new NamedTensor(name, tensor));
        return tensor;
    }

    /// <summary>Takes a layer in under a name.</summary>
    protected TLayer AddLayer<TLayer>(string name, TLayer layer) where TLayer : Layer
    {
        children.Add((name, layer));
        return layer;
    }

    /// <summary>Uniform numbers between -bound and bound.</summary>
    protected static void FillUniform(Tensor tensor, double bound, SeededRandom random)
    {
        foreach (ref var value in tensor.Data) value = (float)((2 * random.NextDouble() - 1) * bound);
    }

    private IEnumerable<NamedTensor> Collect(Func<Layer, List<NamedTensor>> own, string prefix)
    {
        foreach (var (name, tensor) in own(this)) yield return new NamedTensor(prefix + name, tensor);
        foreach (var (name, layer) in children)
            foreach (var tensor in layer.Collect(own, prefix + name + ".")) yield return tensor;
    }
}
