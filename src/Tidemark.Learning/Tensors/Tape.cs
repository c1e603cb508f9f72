using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tensors;

/// <summary>
/// A computation with its memory: it lends tensors, records operations, and runs them backwards to find gradients. A step begins with
/// <see cref="Reset"/>, which takes everything back; steps of the same shapes use the same memory, so that only the first allocates.
/// </summary>
/// <remarks>For one thread at a time; operations may use <see cref="Threads"/> inside. The same seed, number of threads and order of calls give the same bits.</remarks>
public sealed class Tape
{
    private readonly Dictionary<Type, Pool> pools = [];
    private readonly List<Operation> recorded = [];
    private readonly List<Tensor> tensors = [];
    private readonly List<Tensor> views = [];
    private int tensorsInUse;
    private int viewsInUse;

    /// <param name="seed">Where dropout masks come from.</param>
    public Tape(ulong seed = 1) => Random = new SeededRandom(seed, "tape");

    /// <summary>Whether layers behave as in training: dropout drops, batch normalisation uses and learns the statistics of the batch.</summary>
    public bool IsTraining { get; set; }

    /// <summary>Whether operations are recorded for <see cref="Backward(Tensor)"/>; without, results need no gradient.</summary>
    public bool IsRecording { get; set; } = true;

    /// <summary>Threads that an operation may use, at least 1.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>The source of everything random in the computation; an operation draws one number and expands it (see <c>DropoutOperation</c>).</summary>
    public SeededRandom Random { get; set; }

    /// <summary>Begins a step: all tensors and operations that the tape lent are taken back.</summary>
    public void Reset()
    {
        recorded.Clear();
        tensorsInUse = 0;
        viewsInUse = 0;
        foreach (var pool in pools.Values) pool.InUse = 0;
    }

    /// <summary>A tensor until the next <see cref="Reset"/>; its data are not cleared.</summary>
    public Tensor Rent(params ReadOnlySpan<int> shape)
    {
        if (tensorsInUse == tensors.Count) tensors.Add(Tensor.Pooled());
        var tensor = tensors[tensorsInUse++];
        tensor.Renew(shape);
        return tensor;
    }

    /// <summary>The same numbers and the same gradient in another shape; no copy and no operation.</summary>
    /// <exception cref="ArgumentException">The numbers of elements differ.</exception>
    public Tensor Reshape(Tensor tensor, params ReadOnlySpan<int> shape)
    {
        if (viewsInUse == views.Count) views.Add(Tensor.Pooled());
        var view = views[viewsInUse++];
        view.ShareWith(tensor, shape);
        if (view.Count != tensor.Count) throw new ArgumentException($"{tensor} cannot have the shape {view}");
        return view;
    }

    /// <summary>An operation for this step: one of an earlier step where there is one, with what was in its fields.</summary>
    public T Take<T>() where T : Operation, new()
    {
        if (!pools.TryGetValue(typeof(T), out var pool)) pools.Add(typeof(T), pool = new Pool());
        if (pool.InUse == pool.Operations.Count) pool.Operations.Add(new T());
        return (T)pool.Operations[pool.InUse++];
    }

    /// <summary>Records an operation if one of its inputs requires a gradient, and then so does its result.</summary>
    /// <returns>The result.</returns>
    public Tensor Record(Operation operation, Tensor result, params ReadOnlySpan<Tensor> inputs)
    {
        var isNeeded = false;
        if (IsRecording)
            foreach (var input in inputs) isNeeded |= input.RequiresGrad;
        result.RequiresGrad = isNeeded;
        operation.Result = result;
        if (isNeeded) recorded.Add(operation);
        return result;
    }

    /// <summary>Finds the gradients of a number by everything that it depends on and that requires one; they are added to what is there.</summary>
    /// <exception cref="ArgumentException">It is not one number.</exception>
    public void Backward(Tensor loss)
    {
        if (loss.Count != 1) throw new ArgumentException($"a gradient is of one number, not of {loss}");
        loss.Grad[0] = 1;
        Backward();
    }

    /// <summary>Goes on from the gradients that were written into results.</summary>
    public void Backward()
    {
        for (var i = recorded.Count - 1; i >= 0; i--)
            if (recorded[i].IsReached) recorded[i].Backward();
    }

    private sealed class Pool
    {
        public List<Operation> Operations { get; } = [];

        public int InUse { get; set; }
    }
}
