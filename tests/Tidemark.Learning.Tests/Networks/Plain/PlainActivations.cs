namespace Tidemark.Learning.Tests.Networks.Plain;

/// <summary>Activations by their formulas.</summary>
internal static class PlainActivations
{
    /// <summary>By the names of the reference cases; those over a whole row are not here.</summary>
    public static readonly Dictionary<string, Func<Scalar, Scalar>> All = new()
    {
        ["relu"] = Scalar.Relu,
        ["leaky_relu_001"] = x => x.Value > 0 ? x : 0.01 * x,
        ["elu"] = x => x.Value > 0 ? x : Scalar.Exp(x) - 1,
        ["selu"] = x => 1.0507009873554805 * (x.Value > 0 ? x : 1.6732632423543772 * (Scalar.Exp(x) - 1)),
        ["gelu_erf"] = Gelu,
        ["gelu_tanh"] = x => 0.5 * x * (1 + Scalar.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
        ["sigmoid"] = Scalar.Sigmoid,
        ["tanh"] = Scalar.Tanh,
        ["softplus"] = Softplus,
        ["silu"] = x => x * Scalar.Sigmoid(x),
        ["hardtanh"] = x => Scalar.Max(-1, -Scalar.Max(-x, -1)),
        ["softsign"] = x => x / (1 + Scalar.Abs(x)),
        ["mish"] = x => x * Scalar.Tanh(Softplus(x)),
    };

    public static Scalar Gelu(Scalar x) => 0.5 * x * (1 + Scalar.Erf(x / Math.Sqrt(2)));

    public static Scalar Softplus(Scalar x) => Scalar.Log(1 + Scalar.Exp(x));
}
