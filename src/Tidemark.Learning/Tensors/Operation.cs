namespace Tidemark.Learning.Tensors;

/// <summary>
/// One recorded step of a computation: it remembers its inputs and its result, and adds to the gradients of the inputs once the gradient
/// of the result is known.
/// </summary>
/// <remarks>
/// How to write one:
/// <code>
/// internal sealed class SquareOperation : Operation
/// {
///     private Tensor input = null!, result = null!;
///
///     public static Tensor Apply(Tape tape, Tensor input)
///     {
///         var operation = tape.Take&lt;SquareOperation>();        // an object of an earlier step, with stale fields: set them all
///         operation.input = input;
///         operation.result = tape.Rent(input.Shape);            // not cleared
///         for (var i = 0; i &lt; input.Count; i++) operation.result.Data[i] = input.Data[i] * input.Data[i];
///         return tape.Record(operation, operation.result, input); // says whether the result needs a gradient
///     }
///
///     protected internal override void Backward()
///     {
///         if (!input.RequiresGrad) return;
///         var from = result.Grad;
///         var to = input.Grad;
///         for (var i = 0; i &lt; to.Length; i++) to[i] += 2 * input.Data[i] * from[i];   // add: the input may be used elsewhere too
///     }
/// }
/// </code>
/// Scratch memory is rented from the tape as well. An operation that fills the whole gradient of an input should use
/// <see cref="Tensor.WriteGrad"/>, which spares clearing it. Make it an extension method of <see cref="Tape"/> in a static class of its kind.
/// </remarks>
public abstract class Operation
{
    /// <summary>What was computed; set by <see cref="Tape.Record"/>.</summary>
    internal Tensor Result { get; set; } = null!;

    /// <summary>Whether a gradient has arrived; operations of several results say so for all of them.</summary>
    protected internal virtual bool IsReached => Result.HasGrad;

    /// <summary>Adds to the gradients of the inputs that require one.</summary>
    protected internal abstract void Backward();
}
