using System.Globalization;
using Tidemark.Learning.Kernels;
using Tidemark.Learning.Kernels.Recurrent;
using Tidemark.Learning.Tensors;
using Tidemark.Learning.Tensors.Operations;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Networks.Layers;

/// <summary>
/// A recurrent network of one or more layers over sequences <c>[batch, time, features]</c>, with PyTorch's parameters
/// (<c>weight_ih_l0</c>, <c>weight_hh_l0</c>, <c>bias_ih_l0</c>, <c>bias_hh_l0</c>, and with <c>_reverse</c> for the second direction) and order of gates.
/// </summary>
public abstract class RecurrentLayer : Layer
{
    private readonly RecurrentKind kind;
    private readonly RecurrentWeights[] weights;

    private protected RecurrentLayer(RecurrentKind kind, RecurrentShape shape)
    {
        this.kind = kind;
        Shape = shape.Checked();
        var directions = shape.IsBidirectional ? 2 : 1;
        weights = new RecurrentWeights[shape.Layers * directions];
        for (var i = 0; i < weights.Length; i++) weights[i] = Add(i / directions, i % directions);
    }

    /// <summary>Sizes.</summary>
    public RecurrentShape Shape { get; }

    private int Directions => Shape.IsBidirectional ? 2 : 1;

    /// <inheritdoc/>
    public override void Initialise(SeededRandom random)
    {
        foreach (var parameter in Parameters) FillUniform(parameter.Tensor, 1 / Math.Sqrt(Shape.Hidden), random);
    }

    /// <summary>The hidden states of the top layer at every step: <c>[batch, time, directions * hidden]</c>.</summary>
    public override Tensor Forward(Tape tape, Tensor input) => Compute(tape, input, null, null, isLastOnly: false, hasStates: false).Call.Output;

    /// <summary>The hidden states of the top layer at the last step alone: <c>[batch, directions * hidden]</c>. Faster than choosing them from all steps.</summary>
    public Tensor ForwardLast(Tape tape, Tensor input) => Compute(tape, input, null, null, isLastOnly: true, hasStates: false).Call.Output;

    /// <summary>All results, from given first states (zeros where null).</summary>
    /// <param name="tape">The computation.</param>
    /// <param name="input"><c>[batch, time, features]</c>.</param>
    /// <param name="hidden"><c>[layers * directions, batch, hidden]</c>.</param>
    /// <param name="cell">As <paramref name="hidden"/>; LSTM only.</param>
    public RecurrentResult Run(Tape tape, Tensor input, Tensor? hidden = null, Tensor? cell = null)
    {
        var call = Compute(tape, input, hidden, cell, isLastOnly: false, hasStates: true).Call;
        return new RecurrentResult(call.Output, call.LastHidden!, call.LastCell);
    }

    private RecurrentOperation Compute(Tape tape, Tensor input, Tensor? hidden, Tensor? cell, bool isLastOnly, bool hasStates)
    {
        if (input.Rank != 3 || input.Size(2) != Shape.Inputs || input.Size(1) < 1)
            throw new ArgumentException($"a recurrent layer of {Shape.Inputs} inputs takes [batch, time, {Shape.Inputs}], not {input}");
        CheckState(hidden, input.Size(0));
        CheckState(cell, input.Size(0));
        var operation = tape.Take<RecurrentOperation>();
        var call = operation.Call;
        (call.Kind, call.Weights, call.Layers, call.Directions, call.Hidden) = (kind, weights, Shape.Layers, Directions, Shape.Hidden);
        (call.Input, call.InitialHidden, call.InitialCell, call.IsLastOnly) = (input, hidden, cell, isLastOnly);
        var width = Directions * Shape.Hidden;
        call.Output = isLastOnly ? tape.Rent(input.Size(0), width) : tape.Rent(input.Size(0), input.Size(1), width);
        call.LastHidden = hasStates ? tape.Rent(weights.Length, input.Size(0), Shape.Hidden) : null;
        call.LastCell = hasStates && kind == RecurrentKind.Lstm ? tape.Rent(weights.Length, input.Size(0), Shape.Hidden) : null;
        call.Masks.Clear();
        if (tape.IsTraining && Shape.Dropout > 0)
            for (var layer = 1; layer < Shape.Layers; layer++) call.Masks.Add(RandomMask.Draw(tape.Random, Shape.Dropout));
        operation.Run(tape, Parameters[0].Tensor);
        return operation;
    }

    private void CheckState(Tensor? state, int batch)
    {
        if (state is not null && !state.Shape.SequenceEqual([weights.Length, batch, Shape.Hidden]))
            throw new ArgumentException($"the first state is [{weights.Length}, {batch}, {Shape.Hidden}], not {state}");
    }

    private RecurrentWeights Add(int layer, int direction)
    {
        var end = "_l" + layer.ToString(CultureInfo.InvariantCulture) + (direction == 1 ? "_reverse" : "");
        var rows = (kind == RecurrentKind.Lstm ? 4 : 3) * Shape.Hidden;
        return new RecurrentWeights(
            kind,
            AddParameter("weight_ih" + end, rows, layer == 0 ? Shape.Inputs : Directions * Shape.Hidden),
            AddParameter("weight_hh" + end, rows, Shape.Hidden),
            Shape.HasBias ? AddParameter("bias_ih" + end, rows) : null,
            Shape.HasBias ? AddParameter("bias_hh" + end, rows) : null);
    }
}
