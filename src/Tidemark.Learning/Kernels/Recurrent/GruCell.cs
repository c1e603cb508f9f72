using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tidemark.Learning.Kernels.Recurrent;

/// <summary>
/// The part of a GRU step after its products: n = tanh(a + r·b), h' = n + z·(h - n), where a is the input's part of the candidate, b the
/// hidden state's, and r, z are sigmoids; and the way back. Gates lie in the order a (then n), r, z, b.
/// </summary>
internal static unsafe class GruCell
{
    public static void Forward(in CellStep step)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Forward<Vector512<float>, Lanes512>(step); break;
            case VectorForm.Wide256: Forward<Vector256<float>, Lanes256>(step); break;
            default: Forward<Vector128<float>, Lanes128>(step); break;
        }
    }

    public static void Backward(in CellStep step)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Backward<Vector512<float>, Lanes512>(step); break;
            case VectorForm.Wide256: Backward<Vector256<float>, Lanes256>(step); break;
            default: Backward<Vector128<float>, Lanes128>(step); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TVector, TLanes>(in CellStep step) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var size = (nint)step.Rows * step.Lanes;
        for (var row = 0; row < step.Rows; row++)
        {
            var mask = step.MaskIndex + (uint)row * step.MaskRow;
            for (var lane = 0; lane < step.Lanes; lane += TLanes.Width)
            {
                var at = (nint)row * step.Lanes + lane;
                var gates = step.Gates + at;
                var r = VectorMath.Sigmoid<TVector, TLanes>(TLanes.Load(gates + size));
                var z = VectorMath.Sigmoid<TVector, TLanes>(TLanes.Load(gates + 2 * size));
                var n = VectorMath.Tanh<TVector, TLanes>(TLanes.MultiplyAdd(r, TLanes.Load(gates + 3 * size), TLanes.Load(gates)));
                var hidden = TLanes.MultiplyAdd(z, TLanes.Subtract(TLanes.Load(step.PreviousHidden + at), n), n);
                TLanes.Store(hidden, step.Hidden + at);
                if (step.IsKept)
                {
                    TLanes.Store(n, gates);
                    TLanes.Store(r, gates + size);
                    TLanes.Store(z, gates + 2 * size);
                }
                if (step.Above is null) continue;
                if (step.IsMasked) hidden = TLanes.Multiply(hidden, TLanes.Mask(mask + (uint)lane, step.Mask.Key, step.Mask.Threshold, step.Mask.Kept));
                TLanes.Store(hidden, step.Above + at);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<TVector, TLanes>(in CellStep step) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var size = (nint)step.Rows * step.Lanes;
        var one = TLanes.Of(1);
        for (var row = 0; row < step.Rows; row++)
        {
            var mask = step.MaskIndex + (uint)row * step.MaskRow;
            for (var lane = 0; lane < step.Lanes; lane += TLanes.Width)
            {
                var at = (nint)row * step.Lanes + lane;
                var gates = step.Gates + at;
                var hiddenGradient = TLanes.Load(step.HiddenGradient + at);
                if (step.AboveGradient is not null)
                {
                    var above = TLanes.Load(step.AboveGradient + at);
                    hiddenGradient = step.IsMasked
                        ? TLanes.MultiplyAdd(above, TLanes.Mask(mask + (uint)lane, step.Mask.Key, step.Mask.Threshold, step.Mask.Kept), hiddenGradient)
                        : TLanes.Add(above, hiddenGradient);
                }
                var n = TLanes.Load(gates);
                var r = TLanes.Load(gates + size);
                var z = TLanes.Load(gates + 2 * size);
                var kept = TLanes.Multiply(hiddenGradient, z);
                var candidate = TLanes.Multiply(TLanes.Subtract(hiddenGradient, kept), TLanes.Subtract(one, TLanes.Multiply(n, n)));
                var byHidden = TLanes.Multiply(candidate, r);
                TLanes.Store(candidate, gates);
                TLanes.Store(TLanes.Multiply(TLanes.Multiply(byHidden, TLanes.Load(gates + 3 * size)), TLanes.Subtract(one, r)), gates + size);
                TLanes.Store(TLanes.Multiply(TLanes.Multiply(kept, TLanes.Subtract(TLanes.Load(step.PreviousHidden + at), n)), TLanes.Subtract(one, z)), gates + 2 * size);
                TLanes.Store(byHidden, gates + 3 * size);
                TLanes.Store(kept, step.HiddenGradient + at);
            }
        }
    }
}
