using System.Collections.Frozen;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>The operators of ONNX that can be run, in operator sets 7 to 23 as far as their meaning is the same.</summary>
internal static class OnnxOperators
{
    public static FrozenDictionary<string, Action<OnnxStep>> All { get; } = Make();

    private static FrozenDictionary<string, Action<OnnxStep>> Make()
    {
        var operators = new Dictionary<string, Action<OnnxStep>>(StringComparer.Ordinal);
        ElementOperators.AddTo(operators);
        ShapeOperators.AddTo(operators);
        ReductionOperators.AddTo(operators);
        ProductOperators.AddTo(operators);
        RecurrentOperators.AddTo(operators);
        return operators.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
