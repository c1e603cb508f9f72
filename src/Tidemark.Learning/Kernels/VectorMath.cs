using System.Runtime.CompilerServices;

namespace Tidemark.Learning.Kernels;

/// <summary>
/// Elementary functions of vectors of floats. Polynomials and rational functions fitted to the least largest relative error; relative
/// errors over all floats are held by the tests: exp, tanh and sigmoid below 3e-7, erf below 4e-7.
/// </summary>
internal static class VectorMath
{
    private const float Log2OfE = 1.44269504f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>e to the power of x; from -87.3 down it stays at the smallest normal number, from 88.7 up near the largest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector, TLanes>(TVector x) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        x = TLanes.Minimum(TLanes.Maximum(x, TLanes.Of(-87.33654f)), TLanes.Of(88.3762626647949f));
        var power = TLanes.Round(TLanes.Multiply(x, TLanes.Of(Log2OfE)));
        var rest = TLanes.MultiplyAdd(power, TLanes.Of(-Ln2High), x);
        rest = TLanes.MultiplyAdd(power, TLanes.Of(-Ln2Low), rest);
        var series = TLanes.MultiplyAdd(TLanes.Of(0.001390130608342588f), rest, TLanes.Of(0.008363200351595879f));
        series = TLanes.MultiplyAdd(series, rest, TLanes.Of(0.04166685417294502f));
        series = TLanes.MultiplyAdd(series, rest, TLanes.Of(0.16666576266288757f));
        series = TLanes.MultiplyAdd(series, rest, TLanes.Of(0.5f));
        series = TLanes.Add(TLanes.MultiplyAdd(series, TLanes.Multiply(rest, rest), rest), TLanes.Of(1));
        return TLanes.Multiply(series, TLanes.PowerOfTwo(power));
    }

    /// <summary>e^x - 1 for x that is not positive, without losing the digits of a small x: by tanh of the half, of which it is a fraction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ExpMinusOne<TVector, TLanes>(TVector x) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var tanh = Tanh<TVector, TLanes>(TLanes.Multiply(x, TLanes.Of(0.5f)));
        return TLanes.Divide(TLanes.Add(tanh, tanh), TLanes.Subtract(TLanes.Of(1), tanh));
    }

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TVector, TLanes>(TVector x) where TVector : struct where TLanes : struct, ILanes<TVector> =>
        TLanes.Divide(TLanes.Of(1), TLanes.Add(TLanes.Of(1), Exp<TVector, TLanes>(TLanes.Subtract(TLanes.Of(0), x))));

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TVector, TLanes>(TVector x) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        x = TLanes.Minimum(TLanes.Maximum(x, TLanes.Of(-9.02f)), TLanes.Of(9.02f));
        var square = TLanes.Multiply(x, x);
        var above = TLanes.MultiplyAdd(TLanes.Of(1.3319131575428855e-08f), square, TLanes.Of(2.0583573132171296e-05f));
        above = TLanes.MultiplyAdd(above, square, TLanes.Of(0.0034940424375236034f));
        above = TLanes.MultiplyAdd(above, square, TLanes.Of(0.13379725813865662f));
        above = TLanes.MultiplyAdd(above, square, TLanes.Of(1));
        var below = TLanes.MultiplyAdd(TLanes.Of(7.762057521176757e-07f), square, TLanes.Of(0.0003283104160800576f));
        below = TLanes.MultiplyAdd(below, square, TLanes.Of(0.02587110549211502f));
        below = TLanes.MultiplyAdd(below, square, TLanes.Of(0.4671304225921631f));
        below = TLanes.MultiplyAdd(below, square, TLanes.Of(1));
        return TLanes.Divide(TLanes.Multiply(x, above), below);
    }

    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Erf<TVector, TLanes>(TVector x) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        x = TLanes.Minimum(TLanes.Maximum(x, TLanes.Of(-3.92f)), TLanes.Of(3.92f));
        var square = TLanes.Multiply(x, x);
        var above = TLanes.MultiplyAdd(TLanes.Of(2.0500381197052775e-06f), square, TLanes.Of(0.0002848719886969775f));
        above = TLanes.MultiplyAdd(above, square, TLanes.Of(0.003765412839129567f));
        above = TLanes.MultiplyAdd(above, square, TLanes.Of(0.05274808406829834f));
        above = TLanes.MultiplyAdd(above, square, TLanes.Of(0.1904025375843048f));
        above = TLanes.MultiplyAdd(above, square, TLanes.Of(1.1283791065216064f));
        var below = TLanes.MultiplyAdd(TLanes.Of(3.809064219240099e-05f), square, TLanes.Of(0.001162474392913282f));
        below = TLanes.MultiplyAdd(below, square, TLanes.Of(0.014968816190958023f));
        below = TLanes.MultiplyAdd(below, square, TLanes.Of(0.11410737782716751f));
        below = TLanes.MultiplyAdd(below, square, TLanes.Of(0.5020725727081299f));
        below = TLanes.MultiplyAdd(below, square, TLanes.Of(1));
        return TLanes.Divide(TLanes.Multiply(x, above), below);
    }

    /// <summary>log(1 + x) for x from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogOnePlus<TVector, TLanes>(TVector x) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var above = TLanes.MultiplyAdd(TLanes.Of(0.0034172735176980495f), x, TLanes.Of(0.2381572425365448f));
        above = TLanes.MultiplyAdd(above, x, TLanes.Of(1.0662180185317993f));
        above = TLanes.MultiplyAdd(above, x, TLanes.Of(1));
        var below = TLanes.MultiplyAdd(TLanes.Of(0.07528717815876007f), x, TLanes.Of(0.6879357695579529f));
        below = TLanes.MultiplyAdd(below, x, TLanes.Of(1.5662177801132202f));
        below = TLanes.MultiplyAdd(below, x, TLanes.Of(1));
        return TLanes.Divide(TLanes.Multiply(x, above), below);
    }

    /// <summary>log(1 + e^x), without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Softplus<TVector, TLanes>(TVector x) where TVector : struct where TLanes : struct, ILanes<TVector> =>
        TLanes.Add(
            TLanes.Maximum(x, TLanes.Of(0)),
            LogOnePlus<TVector, TLanes>(Exp<TVector, TLanes>(TLanes.Subtract(TLanes.Of(0), TLanes.Absolute(x)))));
}
