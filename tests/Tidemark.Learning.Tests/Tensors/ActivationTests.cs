using Tidemark.Learning.Kernels;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Tests.Tensors;

public class ActivationTests
{
    private static readonly Dictionary<string, Func<Tape, Tensor, Tensor>> Functions = new()
    {
        ["relu"] = (tape, x) => tape.Activate(x, ActivationKind.Relu),
        ["leaky_relu_001"] = (tape, x) => tape.Activate(x, ActivationKind.LeakyRelu),
        ["elu"] = (tape, x) => tape.Activate(x, ActivationKind.Elu),
        ["selu"] = (tape, x) => tape.Activate(x, ActivationKind.Selu),
        ["gelu_erf"] = (tape, x) => tape.Activate(x, ActivationKind.Gelu),
        ["gelu_tanh"] = (tape, x) => tape.Activate(x, ActivationKind.GeluTanh),
        ["sigmoid"] = (tape, x) => tape.Activate(x, ActivationKind.Sigmoid),
        ["tanh"] = (tape, x) => tape.Activate(x, ActivationKind.Tanh),
        ["softplus"] = (tape, x) => tape.Activate(x, ActivationKind.Softplus),
        ["silu"] = (tape, x) => tape.Activate(x, ActivationKind.Silu),
        ["hardtanh"] = (tape, x) => tape.Activate(x, ActivationKind.Hardtanh),
        ["softsign"] = (tape, x) => tape.Activate(x, ActivationKind.Softsign),
        ["mish"] = (tape, x) => tape.Activate(x, ActivationKind.Mish),
        ["softmax"] = (tape, x) => tape.Softmax(x),
        ["log_softmax"] = (tape, x) => tape.LogSoftmax(x),
    };

    [Theory]
    [InlineData("Portable")]
    [InlineData("Wide256")]
    [InlineData("Wide512")]
    public void EveryActivation_OfTheReference_HasItsValuesAndGradients(string form)
    {
        Hardware.Force(Enum.Parse<VectorForm>(form));
        try
        {
            foreach (var reference in ReferenceCase.Files("activations*.json").Select(ReferenceCase.Load))
                foreach (var name in reference.Names("activations"))
                {
                    var tape = new Tape();
                    var input = reference.Tensor("input", requiresGrad: true);
                    var output = Functions[name](tape, input);
                    tape.Backward(tape.Sum(tape.Multiply(output, reference.Tensor("weight"))));
                    Same(name, reference.Values($"activations/{name}/output"), output.Data);
                    Same(name, reference.Values($"activations/{name}/input_grad"), input.Grad);
                }
        }
        finally
        {
            Hardware.Force(null);
        }
    }

    private static void Same(string name, double[] expected, ReadOnlySpan<float> actual)
    {
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 2e-6 * Math.Abs(expected[i]) + 4e-7, $"{name}[{i}] is {actual[i]} instead of {expected[i]}");
    }
}
