using Tidemark.Learning.Networks.Layers;
using Tidemark.Learning.Tensors;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Reinforcement.Policies;

/// <summary>The network of an agent: a memory where it has one, then an actor that says what to do and, beside it, a critic that says what it is worth.</summary>
internal sealed class PolicyNetwork : Layer
{
    private readonly RecurrentLayer? memory;
    private readonly Sequential actor;
    private readonly Sequential? critic;

    public PolicyNetwork(PolicyShape shape)
    {
        Shape = shape;
        var inputs = shape.Memory == PolicyMemory.None ? shape.Observations : shape.MemoryUnits;
        var recurrent = new RecurrentShape(shape.Observations, shape.MemoryUnits);
        memory = shape.Memory switch
        {
            PolicyMemory.Lstm => AddLayer<RecurrentLayer>("memory", new Lstm(recurrent)),
            PolicyMemory.Gru => AddLayer<RecurrentLayer>("memory", new Gru(recurrent)),
            _ => null,
        };
        actor = AddLayer("actor", Perceptron(inputs, shape.Outputs));
        critic = shape.HasCritic ? AddLayer("critic", Perceptron(inputs, 1)) : null;
        LogDeviation = shape.Actions.IsDiscrete ? null : AddParameter("log_std", shape.Outputs);
    }

    public PolicyShape Shape { get; }

    /// <summary>Logarithms of the deviations of continuous actions, which do not depend on the observation.</summary>
    public Tensor? LogDeviation { get; }

    public override Tensor Forward(Tape tape, Tensor input) => Evaluate(tape, input, null, null).Policy;

    /// <param name="tape">The computation.</param>
    /// <param name="input"><c>[rows, observations]</c>, or with memory <c>[batch, time, observations]</c>, whose rows are batch times time.</param>
    /// <param name="hidden">The memory before: <c>[1, batch, units]</c>.</param>
    /// <param name="cell">As <paramref name="hidden"/>, for an LSTM.</param>
    public PolicyOutput Evaluate(Tape tape, Tensor input, Tensor? hidden, Tensor? cell)
    {
        if (memory is null) return new PolicyOutput(actor.Forward(tape, input), critic?.Forward(tape, input), null, null);
        var remembered = memory.Run(tape, input, hidden, memory is Lstm ? cell : null);
        var rows = tape.Reshape(remembered.Output, input.Size(0) * input.Size(1), Shape.MemoryUnits);
        return new PolicyOutput(actor.Forward(tape, rows), critic?.Forward(tape, rows), remembered.Hidden, remembered.Cell);
    }

    /// <summary>Orthogonal weights, small ones for the actor's last layer so that at first every action is likely, and biases of zero.</summary>
    public override void Initialise(SeededRandom random)
    {
        memory?.Initialise(random);
        Initialise(actor, Shape.HasCritic ? 0.01 : 1, random);
        if (critic is not null) Initialise(critic, 1, random);
        LogDeviation?.Data.Clear();
    }

    private static void Initialise(Sequential perceptron, double lastGain, SeededRandom random)
    {
        foreach (var layer in perceptron.Layers)
        {
            if (layer is not Linear linear) continue;
            var isLast = ReferenceEquals(layer, perceptron.Layers[^1]);
            Orthogonal.Fill(linear.Weight.Data, linear.Weight.Size(0), linear.Weight.Size(1), isLast ? lastGain : Math.Sqrt(2), random);
            linear.Parameter("bias").Data.Clear();
        }
    }

    private Sequential Perceptron(int inputs, int outputs)
    {
        var layers = new List<Layer>();
        foreach (var units in Shape.Hidden)
        {
            layers.Add(new Linear(inputs, units));
            layers.Add(new Activation(Shape.Activation));
            inputs = units;
        }
        layers.Add(new Linear(inputs, outputs));
        return new Sequential([.. layers]);
    }
}
