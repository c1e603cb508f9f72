using System.Globalization;
using Tidemark.Learning.Preprocessing;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>What is done to features before a network as ONNX nodes: filling by known numbers, scaling, and leaving columns out.</summary>
internal static class PreparationExport
{
    /// <summary>Whether all of it can be written down.</summary>
    public static bool IsPossible(FittedPreprocessor preparation) => preparation.Steps.All(step => step is FittedFill or FittedScaling or FittedKeep);

    /// <param name="builder">Where nodes go.</param>
    /// <param name="preparation">What is done.</param>
    /// <param name="input">Windows <c>[batch, time, columns]</c> as they come.</param>
    /// <returns>Windows as the network takes them.</returns>
    public static string Add(OnnxBuilder builder, FittedPreprocessor preparation, string input)
    {
        var value = input;
        foreach (var (number, step) in preparation.Steps.Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"prepare.{number}.{step.Kind}");
            value = step switch
            {
                // What is not a number is not equal to itself.
                FittedFill fill => builder.Node("Where", [builder.Node("Equal", [value, value]), value, Row(name, fill.Values)]),
                FittedScaling scaling => builder.Node("Div", [builder.Node("Sub", [value, Row(name + ".offsets", scaling.Offsets)]), Row(name + ".widths", scaling.Widths)]),
                FittedKeep keep => builder.Node("Gather", [value, builder.Integers(Array.ConvertAll(keep.Columns, column => (long)column))], new OnnxAttribute("axis") { Integer = 2 }),
                _ => throw new ArgumentException($"the step '{step.Kind}' cannot be exported as ONNX", nameof(preparation)),
            };
        }
        return value;

        string Row(string name, double[] values) => builder.Weight(name, [values.Length], Array.ConvertAll(values, one => (float)one));
    }
}
