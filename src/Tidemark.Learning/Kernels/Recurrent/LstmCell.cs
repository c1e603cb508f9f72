using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tidemark.Learning.Kernels.Recurrent;

/// <summary>
/// The part of an LSTM step after its products: c' = f·c + i·g, h' = o·tanh(c') with i, f, o sigmoids and g a tanh of the gates' sums;
/// and the way back.
/// </summary>
internal static unsafe class LstmCell
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
                var i = VectorMath.Sigmoid<TVector, TLanes>(TLanes.Load(gates));
                var f = VectorMath.Sigmoid<TVector, TLanes>(TLanes.Load(gates + size));
                var g = VectorMath.Tanh<TVector, TLanes>(TLanes.Load(gates + 2 * size));
                var o = VectorMath.Sigmoid<TVector, TLanes>(TLanes.Load(gates + 3 * size));
                var cell = TLanes.MultiplyAdd(f, TLanes.Load(step.PreviousCell + at), TLanes.Multiply(i, g));
                var hidden = TLanes.Multiply(o, VectorMath.Tanh<TVector, TLanes>(cell));
                TLanes.Store(cell, step.Cell + at);
                TLanes.Store(hidden, step.Hidden + at);
                if (step.IsKept)
                {
                    TLanes.Store(i, gates);
                    TLanes.Store(f, gates + size);
                    TLanes.Store(g, gates + 2 * size);
                    TLanes.Store(o, gates + 3 * size);
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
                var i = TLanes.Load(gates);
                var f = TLanes.Load(gates + size);
                var g = TLanes.Load(gates + 2 * size);
                var o = TLanes.Load(gates + 3 * size);
                var tanh = VectorMath.Tanh<TVector, TLanes>(TLanes.Load(step.Cell + at));
                var outer = TLanes.Multiply(hiddenGradient, o);
                var cellGradient = TLanes.MultiplyAdd(outer, TLanes.Subtract(one, TLanes.Multiply(tanh, tanh)), TLanes.Load(step.CellGradient + at));
                var input = TLanes.Multiply(cellGradient, i);
                var forget = TLanes.Multiply(cellGradient, f);
                TLanes.Store(TLanes.Multiply(TLanes.Multiply(input, g), TLanes.Subtract(one, i)), gates);
                TLanes.Store(TLanes.Multiply(TLanes.Multiply(forget, TLanes.Load(step.PreviousCell + at)), TLanes.Subtract(one, f)), gates + size);
                TLanes.Store(TLanes.Multiply(input, TLanes.Subtract(one, TLanes.Multiply(g, g))), gates + 2 * size);
                TLanes.Store(TLanes.Multiply(TLanes.Multiply(outer, tanh), TLanes.Subtract(one, o)), gates + 3 * size);
                TLanes.Store(forget, step.CellGradient + at);
            }
        }
    }
}
