using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>How the numbers of a graph become predictions.</summary>
/// <param name="Count">Number of predictions.</param>
/// <param name="First">Where the first number that counts lies: the last moment of the first row of the batch.</param>
/// <param name="Numbers">How many numbers count.</param>
/// <param name="Apart">How far apart they lie.</param>
/// <param name="Form">What is done with them.</param>
internal sealed record OnnxOutput(int Count, int First, int Numbers, int Apart, OnnxOutputForm Form)
{
    public static OnnxOutput Find(OnnxGraph graph, OnnxValue output, OnnxShape shape, LearningTask task)
    {
        if (!output.IsFloat) throw new InvalidDataException($"the output '{graph.Outputs[0].Name}' is not of floating point");
        var (first, numbers, apart) = Place(output, shape);
        var last = Last(graph, graph.Outputs[0].Name);
        return task switch
        {
            LearningTask.Regression => new OnnxOutput(numbers, first, numbers, apart, OnnxOutputForm.AsIs),
            LearningTask.Binary when numbers == 1 => new OnnxOutput(1, first, 1, apart, last is "Sigmoid" ? OnnxOutputForm.AsIs : OnnxOutputForm.Sigmoid),
            LearningTask.Binary when numbers == 2 => last is "Softmax"
                ? new OnnxOutput(1, first + apart, 1, apart, OnnxOutputForm.AsIs)
                : new OnnxOutput(1, first, 2, apart, OnnxOutputForm.SecondOfTwo),
            LearningTask.Binary => throw new InvalidDataException($"the model gives {numbers} numbers; of two classes it is one or two"),
            _ when numbers < 2 => throw new InvalidDataException("the model gives one number; of several classes it is as many as classes"),
            _ => new OnnxOutput(numbers, first, numbers, apart, last is "Softmax" ? OnnxOutputForm.AsIs : OnnxOutputForm.Softmax),
        };
    }

    /// <summary>Takes the predictions out of what the graph gave.</summary>
    public void Read(ReadOnlySpan<float> numbers, Span<double> predictions)
    {
        switch (Form)
        {
            case OnnxOutputForm.Sigmoid:
                predictions[0] = 1 / (1 + Math.Exp(-(double)numbers[First]));
                break;
            case OnnxOutputForm.SecondOfTwo:
                predictions[0] = 1 / (1 + Math.Exp((double)numbers[First] - numbers[First + Apart]));
                break;
            default:
                for (var i = 0; i < Count; i++) predictions[i] = numbers[First + i * Apart];
                if (Form == OnnxOutputForm.Softmax) Softmax(predictions[..Count]);
                break;
        }
    }

    private static (int First, int Numbers, int Apart) Place(OnnxValue output, OnnxShape shape)
    {
        var sizes = output.Shape;
        // A number for each moment: the last one counts.
        if (sizes.Length == 3 && shape.Window > 1)
        {
            if (shape.Layout == OnnxLayout.TimeBatchColumns && sizes[0] == shape.Window) return ((sizes[0] - 1) * sizes[1] * sizes[2], sizes[2], 1);
            if (shape.Layout == OnnxLayout.BatchColumnsTime && sizes[2] == shape.Window) return (sizes[2] - 1, sizes[1], sizes[2]);
            if (sizes[1] == shape.Window) return ((sizes[1] - 1) * sizes[2], sizes[2], 1);
        }
        if (output.Count % shape.Batch != 0 || output.Count == 0) throw new InvalidDataException($"the output is [{string.Join(", ", sizes)}], which is not some numbers a row");
        return (0, output.Count / shape.Batch, 1);
    }

    private static string? Last(OnnxGraph graph, string output)
    {
        while (graph.Nodes.LastOrDefault(node => node.Outputs.Contains(output)) is { } node)
        {
            if (node.Operator is not ("Identity" or "Reshape" or "Squeeze" or "Unsqueeze" or "Flatten" or "Cast" or "Gather" or "Slice")) return node.Operator;
            output = node.Inputs[0];
        }
        return null;
    }

    private static void Softmax(Span<double> values)
    {
        var most = double.NegativeInfinity;
        foreach (var value in values) most = Math.Max(most, value);
        var sum = 0.0;
        foreach (ref var value in values) sum += value = Math.Exp(value - most);
        foreach (ref var value in values) value /= sum;
    }
}
