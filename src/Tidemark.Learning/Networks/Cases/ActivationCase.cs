using System.Text.Json.Nodes;
using Tidemark.Learning.Kernels;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>A case of activation functions, each with the gradient of its weighted sum.</summary>
internal static class ActivationCase
{
    public static JsonObject Compute(JsonObject root, JsonObject activations)
    {
        var results = new JsonObject();
        var (tape, weight) = (new Tape(), CaseValues.Tensor(root, "weight"));
        foreach (var (name, _) in activations)
        {
            tape.Reset();
            var input = CaseValues.Tensor(root, "input", requiresGrad: true);
            var output = Apply(tape, name, input);
            weight.Data.CopyTo(output.Grad);
            tape.Backward();
            results[name] = new JsonObject { ["output"] = CaseValues.Written(output), ["input_grad"] = CaseValues.WrittenGradient(input) };
        }
        return new JsonObject { ["activations"] = results };
    }

    private static Tensor Apply(Tape tape, string name, Tensor input) => name switch
    {
        "softmax" => tape.Softmax(input),
        "log_softmax" => tape.LogSoftmax(input),
        "relu" => tape.Activate(input, ActivationKind.Relu),
        "elu" => tape.Activate(input, ActivationKind.Elu),
        "selu" => tape.Activate(input, ActivationKind.Selu),
        "gelu" or "gelu_erf" => tape.Activate(input, ActivationKind.Gelu),
        "gelu_tanh" => tape.Activate(input, ActivationKind.GeluTanh),
        "sigmoid" => tape.Activate(input, ActivationKind.Sigmoid),
        "tanh" => tape.Activate(input, ActivationKind.Tanh),
        "softplus" => tape.Activate(input, ActivationKind.Softplus),
        "silu" => tape.Activate(input, ActivationKind.Silu),
        "hardtanh" => tape.Activate(input, ActivationKind.Hardtanh),
        "softsign" => tape.Activate(input, ActivationKind.Softsign),
        "mish" => tape.Activate(input, ActivationKind.Mish),
        _ when name.StartsWith("leaky_relu", StringComparison.Ordinal) => tape.Activate(input, ActivationKind.LeakyRelu, Slope(name)),
        _ => throw new InvalidDataException($"the activation '{name}' is not known"),
    };

    /// <summary>0.01 of <c>leaky_relu_001</c>.</summary>
    private static float? Slope(string name)
    {
        var digits = name["leaky_relu".Length..].TrimStart('_');
        return digits.Length > 1 ? (float)CaseText.Parse("0." + digits[1..]) : null;
    }
}
