using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Writes down a computation node by node; each method gives the name of what it makes.</summary>
internal sealed class OnnxBuilder
{
    /// <summary>Old enough for most readers, and the first with LayerNormalization.</summary>
    public const int OperatorSet = 17;

    private readonly ImmutableArray<OnnxNode>.Builder nodes = ImmutableArray.CreateBuilder<OnnxNode>();
    private readonly ImmutableSortedDictionary<string, OnnxTensor>.Builder constants = ImmutableSortedDictionary.CreateBuilder<string, OnnxTensor>(StringComparer.Ordinal);

    /// <summary>Numbers of the model under their name.</summary>
    public string Weight(string name, ReadOnlySpan<int> shape, ReadOnlySpan<float> values) => Constant(name, OnnxTensor.Of(shape, values.ToArray()));

    /// <summary>A tensor of the model under its name.</summary>
    public string Weight(string name, Tensor tensor) => Weight(name, tensor.Shape, tensor.Data);

    /// <summary>Small numbers: axes, shapes.</summary>
    public string Integers(params long[] values) => Constant($"integers_{string.Join('_', values)}", OnnxTensor.Of(values));

    /// <summary>One number.</summary>
    public string Number(float value) => Constant(string.Create(CultureInfo.InvariantCulture, $"number_{value:R}"), OnnxTensor.Of([], [value]));

    /// <summary>An operation.</summary>
    public string Node(string type, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) => Nodes(type, inputs, 1, attributes)[0];

    /// <summary>An operation of several outputs.</summary>
    public ImmutableArray<string> Nodes(string type, ReadOnlySpan<string> inputs, int outputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{type}_{nodes.Count}");
        ImmutableArray<string> made = [.. Enumerable.Range(0, outputs).Select(i => outputs == 1 ? $"{name}_result" : string.Create(CultureInfo.InvariantCulture, $"{name}_result{i}"))];
        nodes.Add(new OnnxNode(type, [.. inputs], made) { Name = name, Attributes = [.. attributes] });
        return made;
    }

    /// <summary>x·Wᵀ + b over the last dimension.</summary>
    /// <param name="input">What is multiplied.</param>
    /// <param name="rank">Its number of dimensions.</param>
    /// <param name="name">The name of the weights.</param>
    /// <param name="weight"><c>[out, in]</c>.</param>
    /// <param name="bias"><c>[out]</c>.</param>
    public string Linear(string input, int rank, string name, Tensor weight, Tensor bias)
    {
        if (rank == 2) return Node("Gemm", [input, Weight($"{name}.weight", weight), Weight($"{name}.bias", bias)], new OnnxAttribute("transB") { Integer = 1 });
        var transposed = MatrixProduct.Transposed(weight.Data, weight.Size(0), weight.Size(1));
        return Node("Add", [Node("MatMul", [input, Weight($"{name}.weight_transposed", [weight.Size(1), weight.Size(0)], transposed)]), Weight($"{name}.bias", bias)]);
    }

    /// <summary>Exchanges dimensions.</summary>
    public string Transpose(string input, params ImmutableArray<long> order) => Node("Transpose", [input], new OnnxAttribute("perm") { Integers = order });

    /// <summary>The same numbers in another shape; 0 keeps a dimension, -1 takes the rest.</summary>
    public string Reshape(string input, params long[] shape) => Node("Reshape", [input, Integers(shape)]);

    /// <summary>One place of a dimension, which goes away.</summary>
    public string Select(string input, int axis, long index) => Node("Gather", [input, Scalar(index)], new OnnxAttribute("axis") { Integer = axis });

    /// <summary>The whole graph, with a first dimension that is open.</summary>
    public OnnxGraph Finish(string input, ReadOnlySpan<int> inputShape, string output, int outputs, ImmutableSortedDictionary<string, string> metadata)
    {
        // The output has a name of its own, whatever made it.
        nodes.Add(new OnnxNode("Identity", [output], ["prediction"]) { Name = "prediction" });
        return new OnnxGraph
        {
            OperatorSet = OperatorSet,
            Producer = "tidemark",
            Name = "network",
            Nodes = nodes.ToImmutable(),
            Constants = constants.ToImmutable(),
            Inputs = [new OnnxPort(input, OnnxElement.Float, [null, .. inputShape.ToArray().Select(size => (int?)size)]) { OpenNames = ["batch"] }],
            Outputs = [new OnnxPort("prediction", OnnxElement.Float, [null, outputs]) { OpenNames = ["batch"] }],
            Metadata = metadata,
        };
    }

    private string Scalar(long value) => Constant(string.Create(CultureInfo.InvariantCulture, $"integer_{value}"), new OnnxTensor(OnnxElement.Int64, []) { Integers = [value] });

    private string Constant(string name, OnnxTensor tensor)
    {
        constants[name] = tensor;
        return name;
    }
}
