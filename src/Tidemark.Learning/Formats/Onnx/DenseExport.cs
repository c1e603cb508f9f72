using System.Globalization;
using Tidemark.Learning.Kernels;
using Tidemark.Learning.Networks.Forms;

namespace Tidemark.Learning.Formats.Onnx;

/// <summary>Linear layers with their normalisations and activations as ONNX nodes.</summary>
internal static class DenseExport
{
    public static string Add(OnnxBuilder builder, DenseNetwork network, string input)
    {
        var value = builder.Node("Flatten", [input], new OnnxAttribute("axis") { Integer = 1 });
        for (var i = 0; i < network.Layers.Length; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"layers.{i}");
            value = builder.Linear(value, 2, name, network.Parameter(name + ".weight"), network.Parameter(name + ".bias"));
            if (network.Norms.Length > 0) value = Norm(builder, network, i, value);
            value = Activate(builder, network.Activation, value);
        }
        return value;
    }

    /// <summary>x times the normal distribution function of x.</summary>
    public static string Gelu(OnnxBuilder builder, string input)
    {
        var erf = builder.Node("Erf", [builder.Node("Mul", [input, builder.Number(0.70710678f)])]);
        return builder.Node("Mul", [builder.Node("Mul", [input, builder.Number(0.5f)]), builder.Node("Add", [erf, builder.Number(1)])]);
    }

    private static string Norm(OnnxBuilder builder, DenseNetwork network, int index, string input)
    {
        var norm = network.Norms[index];
        var name = string.Create(CultureInfo.InvariantCulture, $"norms.{index}");
        return builder.Node("BatchNormalization",
        [
            input,
            builder.Weight(name + ".weight", norm.Weight),
            builder.Weight(name + ".bias", network.Parameter(name + ".bias")),
            builder.Weight(name + ".running_mean", norm.RunningMean),
            builder.Weight(name + ".running_var", norm.RunningVariance),
        ], new OnnxAttribute("epsilon") { Number = 1e-5f });
    }

    private static string Activate(OnnxBuilder builder, ActivationKind kind, string input) => kind switch
    {
        ActivationKind.Relu => builder.Node("Relu", [input]),
        ActivationKind.LeakyRelu => builder.Node("LeakyRelu", [input], new OnnxAttribute("alpha") { Number = 0.01f }),
        ActivationKind.Elu => builder.Node("Elu", [input]),
        ActivationKind.Selu => builder.Node("Selu", [input]),
        ActivationKind.Sigmoid => builder.Node("Sigmoid", [input]),
        ActivationKind.Tanh => builder.Node("Tanh", [input]),
        ActivationKind.Softplus => builder.Node("Softplus", [input]),
        ActivationKind.Softsign => builder.Node("Softsign", [input]),
        ActivationKind.Gelu => Gelu(builder, input),
        ActivationKind.Silu => builder.Node("Mul", [input, builder.Node("Sigmoid", [input])]),
        ActivationKind.Hardtanh => builder.Node("Clip", [input, builder.Number(-1), builder.Number(1)]),
        ActivationKind.Mish => builder.Node("Mul", [input, builder.Node("Tanh", [builder.Node("Softplus", [input])])]),
        _ => throw new ArgumentException($"the activation {kind} cannot be exported as ONNX"),
    };
}
