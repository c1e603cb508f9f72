namespace Tidemark.Learning.Kernels;

/// <summary>Activation functions of one number.</summary>
public enum ActivationKind
{
    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>x where positive, slope * x elsewhere (0.01 unless told otherwise).</summary>
    LeakyRelu,

    /// <summary>x where positive, alpha * (e^x - 1) elsewhere (alpha 1 unless told otherwise).</summary>
    Elu,

    /// <summary>The scaled ELU.</summary>
    Selu,

    /// <summary>x times the normal distribution function of x, by erf.</summary>
    Gelu,

    /// <summary>The GELU by its approximation with tanh.</summary>
    GeluTanh,

    /// <summary>1 / (1 + e^-x).</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>log(1 + e^x).</summary>
    Softplus,

    /// <summary>x times its sigmoid.</summary>
    Silu,

    /// <summary>x between -1 and 1.</summary>
    Hardtanh,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>x times tanh of its softplus.</summary>
    Mish,
}
