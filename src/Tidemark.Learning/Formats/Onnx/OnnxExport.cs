using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Networks.Estimation;
using Tidemark.Learning.Networks.Forms;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>
/// Models as ONNX, for other programs: from a window <c>[batch, time, columns]</c> to predictions <c>[batch, outputs]</c>, as the model gives them:
/// values in units of the target, probabilities, or median, low and high. Features must come as the model itself takes them.
/// </summary>
public static class OnnxExport
{
    private const string Input = "window";

    /// <summary>The bytes of an ONNX file.</summary>
    /// <exception cref="ArgumentException">The model is no network.</exception>
    /// <exception cref="InvalidDataException">The state is damaged.</exception>
    public static byte[] Of(ModelState state) => state.Kind == OnnxModel.Kind ? OnnxModel.Load(state).File.ToArray() : Of(ModelCatalog.Load(state));

    /// <inheritdoc cref="Of(ModelState)"/>
    public static byte[] Of(IFittedModel model) => model switch
    {
        OnnxModel imported => imported.File.ToArray(),
        NetworkModel network => OnnxWriter.Write(GraphOf(network)),
        _ => throw new ArgumentException($"a model of kind '{model.Save().Kind}' cannot be exported as ONNX; networks can"),
    };

    private static OnnxGraph GraphOf(NetworkModel model)
    {
        var builder = new OnnxBuilder();
        var encoded = model.Network switch
        {
            RecurrentNetwork recurrent => RecurrentExport.Add(builder, recurrent, Input),
            ConvolutionNetwork convolution => ConvolutionExport.Add(builder, convolution, Input),
            AttentionNetwork attention => AttentionExport.Add(builder, attention, Input, model.Window),
            DenseNetwork dense => DenseExport.Add(builder, dense, Input),
            var other => throw new ArgumentException($"{other.GetType().Name} cannot be exported as ONNX"),
        };
        var head = builder.Linear(encoded, 2, "head", model.Network.Parameter("head.weight"), model.Network.Parameter("head.bias"));
        if (model.Network.IsBounded) head = builder.Node("Tanh", [head]);
        var words = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("task", model.Task.ToString()).Add("kind", model.Save().Kind);
        return builder.Finish(Input, [model.Window, model.Columns], Finish(builder, head, model.Target), model.Outputs, words);
    }

    private static string Finish(OnnxBuilder builder, string head, NetworkTarget target)
    {
        switch (target.Kind)
        {
            case NetworkTargetKind.Logit:
                return builder.Node("Sigmoid", [head]);
            case NetworkTargetKind.Classes:
                return builder.Node("Softmax", [head], new OnnxAttribute("axis") { Integer = -1 });
            case NetworkTargetKind.Position:
                return head;
            case NetworkTargetKind.Quantiles:
                head = InOrder(builder, head);
                break;
        }
        return builder.Node("Add", [builder.Node("Mul", [head, builder.Number((float)target.Scale)]), builder.Number((float)target.Mean)]);
    }

    /// <summary>Of three numbers the middle one, the least and the greatest.</summary>
    private static string InOrder(OnnxBuilder builder, string head)
    {
        var least = builder.Node("ReduceMin", [head], new OnnxAttribute("axes") { Integers = [1] });
        var most = builder.Node("ReduceMax", [head], new OnnxAttribute("axes") { Integers = [1] });
        var sum = builder.Node("ReduceSum", [head, builder.Integers(1)]);
        var middle = builder.Node("Sub", [builder.Node("Sub", [sum, least]), most]);
        return builder.Node("Concat", [middle, least, most], new OnnxAttribute("axis") { Integer = 1 });
    }
}
