using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tidemark.Learning.Kernels;

/// <summary>Small loops over the rows of matrices whose rows may be padded.</summary>
internal static unsafe class RowKernels
{
    /// <summary>to[row, column] = from + bias, rectified where wanted; from and to may be the same memory. Neither needs room past its end.</summary>
    public static void AddBias(float* from, int fromRow, float* bias, int rows, int columns, bool isRectified, float* to)
    {
        if (bias is null && !isRectified && from == to) return;
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: AddBias<Vector512<float>, Lanes512>(from, fromRow, bias, rows, columns, isRectified, to); break;
            case VectorForm.Wide256: AddBias<Vector256<float>, Lanes256>(from, fromRow, bias, rows, columns, isRectified, to); break;
            default: AddBias<Vector128<float>, Lanes128>(from, fromRow, bias, rows, columns, isRectified, to); break;
        }
    }

    /// <summary>Copies rows into padded rows, as zero where the mask is not positive; the padding is left alone.</summary>
    public static void CopyMasked(float* from, float* mask, int rows, int columns, float* to, int toRow)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: CopyMasked<Vector512<float>, Lanes512>(from, mask, rows, columns, to, toRow); break;
            case VectorForm.Wide256: CopyMasked<Vector256<float>, Lanes256>(from, mask, rows, columns, to, toRow); break;
            default: CopyMasked<Vector128<float>, Lanes128>(from, mask, rows, columns, to, toRow); break;
        }
    }

    /// <summary>Copies or adds padded rows to rows without padding.</summary>
    public static void CopyRows(float* from, int fromRow, float* to, int rows, int columns, bool accumulate)
    {
        for (var row = 0; row < rows; row++)
        {
            float* source = from + (nint)row * fromRow, target = to + (nint)row * columns;
            for (var i = 0; i < columns; i++) target[i] = accumulate ? target[i] + source[i] : source[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBias<TVector, TLanes>(float* from, int fromRow, float* bias, int rows, int columns, bool isRectified, float* to)
        where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var floor = TLanes.Of(isRectified ? 0 : float.NegativeInfinity);
        for (var row = 0; row < rows; row++, from += fromRow, to += columns)
        {
            var i = 0;
            for (; i + TLanes.Width <= columns; i += TLanes.Width)
            {
                var value = TLanes.Load(from + i);
                if (bias is not null) value = TLanes.Add(value, TLanes.Load(bias + i));
                // NaN stays NaN: the minimum and maximum give their left side where a comparison fails.
                TLanes.Store(TLanes.Maximum(value, floor), to + i);
            }
            for (; i < columns; i++)
            {
                var value = bias is null ? from[i] : from[i] + bias[i];
                to[i] = isRectified && value < 0 ? 0 : value;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyMasked<TVector, TLanes>(float* from, float* mask, int rows, int columns, float* to, int toRow)
        where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var zero = TLanes.Of(0);
        for (var row = 0; row < rows; row++, from += columns, to += toRow)
        {
            var i = 0;
            for (; i + TLanes.Width <= columns; i += TLanes.Width)
            {
                var value = TLanes.Load(from + i);
                TLanes.Store(mask is null ? value : TLanes.SelectLess(zero, TLanes.Load(mask + i), value, zero), to + i);
            }
            for (; i < columns; i++) to[i] = mask is null || mask[i] > 0 ? from[i] : 0;
            if (mask is not null) mask += columns;
        }
    }
}
