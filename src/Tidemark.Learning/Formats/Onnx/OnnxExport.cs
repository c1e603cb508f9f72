using System.Collections.Immutable;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Networks.Estimation;
using Tidemark.Learning.Networks.Forms;
using Tidemark.Learning.Preprocessing;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>
/// Models as ONNX, for other programs: from a window <c>[batch, time, columns]</c> to predictions <c>[batch, outputs]</c>, as the model gives them:
/// values in units of the target, probabilities, or median, low and high. Filling, scaling and selection of features are nodes before the network;
/// what cannot be one is named in the file, and features must come with it done.
/// </summary>
public static class OnnxExport
{
    private const string Input = "window";

    /// <summary>The bytes of an ONNX file.</summary>
    /// <exception cref="ArgumentException">The model is no network.</exception>
    /// <exception cref="InvalidDataException">The state is damaged.</exception>
    public static byte[] Of(ModelState state) => state.Kind == OnnxModel.Kind ? OnnxModel.Load(state).File.ToArray() : Of(ModelCatalog.Load(state));

    /// <summary>The word in a file under which it says what must be done to features before.</summary>
    public const string PreparationWord = "tidemark.preparation", CalibrationWord = "tidemark.calibration";

    /// <summary>Whether a preparation can be in the file.</summary>
    public static bool Holds(FittedPreprocessor preparation) => PreparationExport.IsPossible(preparation);

    /// <inheritdoc cref="Of(ModelState)"/>
    public static byte[] Of(IFittedModel model) => Of(model, FittedPreprocessor.None([]), ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>The bytes of an ONNX file.</summary>
    /// <param name="model">The network.</param>
    /// <param name="preparation">What is done to features before it; it is in the file where <see cref="Holds"/> says so.</param>
    /// <param name="words">What else the file says.</param>
    /// <exception cref="ArgumentException">The model is no network.</exception>
    public static byte[] Of(IFittedModel model, FittedPreprocessor preparation, ImmutableSortedDictionary<string, string> words) => model switch
    {
        OnnxModel imported => imported.File.ToArray(),
        NetworkModel network => OnnxWriter.Write(GraphOf(network, preparation, words)),
        _ => throw new ArgumentException($"a model of kind '{model.Save().Kind}' cannot be exported as ONNX; networks can"),
    };

    private static OnnxGraph GraphOf(NetworkModel model, FittedPreprocessor preparation, ImmutableSortedDictionary<string, string> said)
    {
        var builder = new OnnxBuilder();
        var isPrepared = !preparation.IsIdentity && Holds(preparation);
        var input = isPrepared ? PreparationExport.Add(builder, preparation, Input) : Input;
        var encoded = model.Network switch
        {
            RecurrentNetwork recurrent => RecurrentExport.Add(builder, recurrent, input),
            ConvolutionNetwork convolution => ConvolutionExport.Add(builder, convolution, input),
            AttentionNetwork attention => AttentionExport.Add(builder, attention, input, model.Window),
            DenseNetwork dense => DenseExport.Add(builder, dense, input),
            var other => throw new ArgumentException($"{other.GetType().Name} cannot be exported as ONNX"),
        };
        var head = builder.Linear(encoded, 2, "head", model.Network.Parameter("head.weight"), model.Network.Parameter("head.bias"));
        if (model.Network.IsBounded) head = builder.Node("Tanh", [head]);
        var words = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).AddRange(said).Add("task", model.Task.ToString()).Add("kind", model.Save().Kind);
        return builder.Finish(Input, [model.Window, isPrepared ? preparation.Inputs.Length : model.Columns], Finish(builder, head, model.Target), model.Outputs, words);
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
