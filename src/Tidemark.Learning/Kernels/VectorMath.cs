using System.Runtime.CompilerServices;

namespace Tidemark.Learning.Kernels;

/// <summary>
/// Elementary functions of vectors of floats. Polynomials and rational functions fitted to the least largest relative error; relative
/// errors over all floats are held by the tests: exp, tanh and sigmoid below 3e-7.
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

    /// <summary>The probability that a standard normal number is below x, and its density there; the tail keeps its digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Normal<TVector, TLanes>(TVector x, out TVector density) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var far = TLanes.Minimum(TLanes.Absolute(x), TLanes.Of(13.2f));
        var bell = Exp<TVector, TLanes>(TLanes.Multiply(TLanes.Multiply(x, x), TLanes.Of(-0.5f)));
        var above = TLanes.MultiplyAdd(TLanes.Of(0.004020468331873417f), far, TLanes.Of(0.039986126124858856f));
        above = TLanes.MultiplyAdd(above, far, TLanes.Of(0.18131263554096222f));
        above = TLanes.MultiplyAdd(above, far, TLanes.Of(0.4356943666934967f));
        above = TLanes.MultiplyAdd(above, far, TLanes.Of(0.5f));
        var below = TLanes.MultiplyAdd(TLanes.Of(0.010077676735818386f), far, TLanes.Of(0.10023772716522217f));
        below = TLanes.MultiplyAdd(below, far, TLanes.Of(0.46439582109451294f));
        below = TLanes.MultiplyAdd(below, far, TLanes.Of(1.1945087909698486f));
        below = TLanes.MultiplyAdd(below, far, TLanes.Of(1.6692736148834229f));
        below = TLanes.MultiplyAdd(below, far, TLanes.Of(1));
        // The tail beyond |x| is the bell times a smooth ratio (Mills), which a rational function follows closely.
        var tail = TLanes.Divide(TLanes.Multiply(bell, above), below);
        density = TLanes.Multiply(bell, TLanes.Of(0.3989422804014327f));
        return TLanes.SelectLess(x, TLanes.Of(0), tail, TLanes.Subtract(TLanes.Of(1), tail));
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
