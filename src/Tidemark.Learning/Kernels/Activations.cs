using System.Runtime.CompilerServices;

namespace Tidemark.Learning.Kernels;

/// <summary>The activation functions of networks, as PyTorch defines them.</summary>
internal static class Activations
{
    private const float SeluScale = 1.0507009873554805f;
    private const float SeluAlpha = 1.6732632423543772f;
    private const float RootTwoByPi = 0.7978845608028654f;
    private const float GeluCubic = 0.044715f;

    /// <summary>max(0, x).</summary>
    public readonly struct Relu : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.Maximum(x, TLanes.Of(0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.SelectLess(TLanes.Of(0), x, TLanes.Of(1), TLanes.Of(0));
    }

    /// <summary>x where positive, parameter * x elsewhere.</summary>
    public readonly struct LeakyRelu : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.SelectLess(TLanes.Of(0), x, x, TLanes.Multiply(x, parameter));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.SelectLess(TLanes.Of(0), x, TLanes.Of(1), parameter);
    }

    /// <summary>x where positive, parameter * (e^x - 1) elsewhere.</summary>
    public readonly struct Elu : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.SelectLess(TLanes.Of(0), x, x, TLanes.Multiply(parameter, VectorMath.ExpMinusOne<TVector, TLanes>(TLanes.Minimum(x, TLanes.Of(0)))));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.SelectLess(TLanes.Of(0), x, TLanes.Of(1), TLanes.Add(y, parameter));
    }

    /// <summary>The ELU with the scale and alpha that keep mean 0 and variance 1.</summary>
    public readonly struct Selu : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.Multiply(TLanes.Of(SeluScale), TLanes.SelectLess(TLanes.Of(0), x, x, TLanes.Multiply(TLanes.Of(SeluAlpha), VectorMath.ExpMinusOne<TVector, TLanes>(TLanes.Minimum(x, TLanes.Of(0))))));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.SelectLess(TLanes.Of(0), x, TLanes.Of(SeluScale), TLanes.Add(y, TLanes.Of(SeluScale * SeluAlpha)));
    }

    /// <summary>x times the normal distribution function of x, exact.</summary>
    public readonly struct Gelu : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.Multiply(x, VectorMath.Normal<TVector, TLanes>(x, out _));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.MultiplyAdd(x, Density<TVector, TLanes>(x, out var below), below);
    }

    /// <summary>The GELU by its approximation with tanh.</summary>
    public readonly struct GeluTanh : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.Multiply(x, VectorMath.Sigmoid<TVector, TLanes>(TwiceTanhArgument<TVector, TLanes>(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            GeluTanhSlope<TVector, TLanes>(x);
    }

    /// <summary>1 / (1 + e^-x).</summary>
    public readonly struct Sigmoid : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            VectorMath.Sigmoid<TVector, TLanes>(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.Multiply(y, TLanes.Subtract(TLanes.Of(1), y));
    }

    /// <summary>The hyperbolic tangent.</summary>
    public readonly struct Tanh : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            VectorMath.Tanh<TVector, TLanes>(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.Subtract(TLanes.Of(1), TLanes.Multiply(y, y));
    }

    /// <summary>log(1 + e^x).</summary>
    public readonly struct Softplus : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            VectorMath.Softplus<TVector, TLanes>(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            VectorMath.Sigmoid<TVector, TLanes>(x);
    }

    /// <summary>x times its sigmoid.</summary>
    public readonly struct Silu : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.Multiply(x, VectorMath.Sigmoid<TVector, TLanes>(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            SiluSlope<TVector, TLanes>(x);
    }

    /// <summary>x between -1 and 1.</summary>
    public readonly struct Hardtanh : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.Minimum(TLanes.Maximum(x, TLanes.Of(-1)), TLanes.Of(1));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.SelectLess(TLanes.Absolute(x), TLanes.Of(1), TLanes.Of(1), TLanes.Of(0));
    }

    /// <summary>x / (1 + |x|).</summary>
    public readonly struct Softsign : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.Divide(x, TLanes.Add(TLanes.Of(1), TLanes.Absolute(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            SoftsignSlope<TVector, TLanes>(x);
    }

    /// <summary>x times tanh of its softplus.</summary>
    public readonly struct Mish : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Value<TVector, TLanes>(TVector x, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            TLanes.Multiply(x, VectorMath.Tanh<TVector, TLanes>(VectorMath.Softplus<TVector, TLanes>(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Slope<TVector, TLanes>(TVector x, TVector y, TVector parameter) where TVector : struct where TLanes : struct, ILanes<TVector> =>
            MishSlope<TVector, TLanes>(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Density<TVector, TLanes>(TVector x, out TVector below) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        below = VectorMath.Normal<TVector, TLanes>(x, out var density);
        return density;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector TwiceTanhArgument<TVector, TLanes>(TVector x) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var cube = TLanes.Multiply(TLanes.Multiply(x, x), TLanes.Multiply(x, TLanes.Of(GeluCubic)));
        return TLanes.Multiply(TLanes.Of(2 * RootTwoByPi), TLanes.Add(x, cube));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector GeluTanhSlope<TVector, TLanes>(TVector x) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        // (1 + tanh u) / 2 is the sigmoid of 2u, whose complement keeps its digits where tanh is nearly 1.
        var argument = TwiceTanhArgument<TVector, TLanes>(x);
        var sigmoid = VectorMath.Sigmoid<TVector, TLanes>(argument);
        var rest = VectorMath.Sigmoid<TVector, TLanes>(TLanes.Subtract(TLanes.Of(0), argument));
        var inner = TLanes.Multiply(TLanes.Of(2 * RootTwoByPi), TLanes.MultiplyAdd(TLanes.Of(3 * GeluCubic), TLanes.Multiply(x, x), TLanes.Of(1)));
        return TLanes.MultiplyAdd(TLanes.Multiply(x, inner), TLanes.Multiply(sigmoid, rest), sigmoid);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SiluSlope<TVector, TLanes>(TVector x) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var sigmoid = VectorMath.Sigmoid<TVector, TLanes>(x);
        return TLanes.Multiply(sigmoid, TLanes.MultiplyAdd(x, TLanes.Subtract(TLanes.Of(1), sigmoid), TLanes.Of(1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SoftsignSlope<TVector, TLanes>(TVector x) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var below = TLanes.Add(TLanes.Of(1), TLanes.Absolute(x));
        return TLanes.Divide(TLanes.Of(1), TLanes.Multiply(below, below));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector MishSlope<TVector, TLanes>(TVector x) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var tanh = VectorMath.Tanh<TVector, TLanes>(VectorMath.Softplus<TVector, TLanes>(x));
        var steep = TLanes.Multiply(TLanes.Multiply(x, VectorMath.Sigmoid<TVector, TLanes>(x)), TLanes.Subtract(TLanes.Of(1), TLanes.Multiply(tanh, tanh)));
        return TLanes.Add(tanh, steep);
    }
}
