namespace Tidemark.Learning.Formats.Onnx;

/// <summary>
/// A graph made ready for inputs of one shape: all shapes are known, everything that does not depend on the input is computed, and the memory of
/// the rest is there, so that a computation is a list of loops.
/// </summary>
internal sealed class OnnxPlan
{
    private readonly Action[] steps;

    private OnnxPlan(OnnxValue input, OnnxValue output, Action[] steps)
    {
        Input = input;
        Output = output;
        this.steps = steps;
    }

    /// <summary>What the graph is given; write here before <see cref="Run"/>.</summary>
    public OnnxValue Input { get; }

    /// <summary>What it gives.</summary>
    public OnnxValue Output { get; }

    /// <param name="graph">The graph.</param>
    /// <param name="input">The name of its one input.</param>
    /// <param name="shape">The shape that it is given.</param>
    /// <exception cref="InvalidDataException">An operator is not known, or its inputs are not what it takes; the message names operator and node.</exception>
    public static OnnxPlan Make(OnnxGraph graph, string input, int[] shape)
    {
        var values = graph.Constants.ToDictionary(pair => pair.Key, pair => OnnxValue.Of(pair.Value), StringComparer.Ordinal);
        var budget = new OnnxBudget();
        var given = OnnxValue.Float(budget, shape);
        values[input] = given;
        var steps = new List<Action>();
        foreach (var node in graph.Nodes)
        {
            var step = Prepare(node, graph.OperatorSet, values, budget);
            var isConstant = step.Inputs.All(value => value is null or { IsConstant: true });
            for (var i = 0; i < node.Outputs.Length; i++)
            {
                if (node.Outputs[i].Length == 0) continue;
                if (i >= step.Outputs.Length) throw step.Refusal($"its output {i + 1} is not supported");
                // Shapes are known of values that are not.
                step.Outputs[i].IsConstant |= isConstant || node.Operator is "Shape" or "Size";
                values[node.Outputs[i]] = step.Outputs[i];
            }
            if (step.Compute is not { } compute) continue;
            if (isConstant) Try(step, compute);
            else steps.Add(compute);
        }
        var name = graph.Outputs[0].Name;
        var output = values.TryGetValue(name, out var found) ? found : throw new InvalidDataException($"no node makes the output '{name}'");
        return new OnnxPlan(given, output, [.. steps]);
    }

    /// <summary>Computes the output from the input.</summary>
    public void Run()
    {
        foreach (var step in steps) step();
    }

    private static OnnxStep Prepare(OnnxNode node, int operatorSet, Dictionary<string, OnnxValue> values, OnnxBudget budget)
    {
        if (node.Domain.Length > 0 || !OnnxOperators.All.TryGetValue(node.Operator, out var prepare))
            throw new InvalidDataException($"the operator {(node.Domain.Length > 0 ? node.Domain + "." : "")}{node} is not supported");
        var inputs = new OnnxValue?[node.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            if (node.Inputs[i].Length > 0)
                inputs[i] = values.TryGetValue(node.Inputs[i], out var value) ? value : throw new InvalidDataException($"{node}: nothing before it makes its input '{node.Inputs[i]}'");
        var step = new OnnxStep(node, operatorSet, inputs, budget);
        Try(step, () => prepare(step));
        return step;
    }

    private static void Try(OnnxStep step, Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is ArithmeticException or IndexOutOfRangeException or ArgumentException)
        {
            throw step.Refusal($"its inputs are not what it takes ({failure.Message})");
        }
    }
}
