using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tidemark.Learning.Kernels;

/// <summary>Arithmetic over whole buffers. Buffers must have room for whole vectors (see <c>AlignedBuffer</c>), except where a method says otherwise.</summary>
internal static unsafe class ArithmeticKernels
{
    /// <summary>result = left + right.</summary>
    public static void Add(float* left, float* right, float* result, int count)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Add<Vector512<float>, Lanes512>(left, right, result, count); break;
            case VectorForm.Wide256: Add<Vector256<float>, Lanes256>(left, right, result, count); break;
            default: Add<Vector128<float>, Lanes128>(left, right, result, count); break;
        }
    }

    /// <summary>result (+)= left * right.</summary>
    public static void Multiply(float* left, float* right, float* result, int count, bool accumulate)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Multiply<Vector512<float>, Lanes512>(left, right, result, count, accumulate); break;
            case VectorForm.Wide256: Multiply<Vector256<float>, Lanes256>(left, right, result, count, accumulate); break;
            default: Multiply<Vector128<float>, Lanes128>(left, right, result, count, accumulate); break;
        }
    }

    /// <summary>result (+)= input * factor + shift.</summary>
    public static void Scale(float* input, float factor, float shift, float* result, int count, bool accumulate)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Scale<Vector512<float>, Lanes512>(input, factor, shift, result, count, accumulate); break;
            case VectorForm.Wide256: Scale<Vector256<float>, Lanes256>(input, factor, shift, result, count, accumulate); break;
            default: Scale<Vector128<float>, Lanes128>(input, factor, shift, result, count, accumulate); break;
        }
    }

    /// <summary>sum[columns] += the sum of all rows; neither needs room past its end.</summary>
    public static void AddRows(float* matrix, int rows, int columns, float* sum)
    {
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: AddRows<Vector512<float>, Lanes512>(matrix, rows, columns, sum); break;
            case VectorForm.Wide256: AddRows<Vector256<float>, Lanes256>(matrix, rows, columns, sum); break;
            default: AddRows<Vector128<float>, Lanes128>(matrix, rows, columns, sum); break;
        }
    }

    /// <summary>The sum of squares; needs no room past the end.</summary>
    public static double SumOfSquares(float* values, int count) => Hardware.Form switch
    {
        VectorForm.Wide512 => SumOfSquares<Vector512<float>, Lanes512>(values, count),
        VectorForm.Wide256 => SumOfSquares<Vector256<float>, Lanes256>(values, count),
        _ => SumOfSquares<Vector128<float>, Lanes128>(values, count),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOfSquares<TVector, TLanes>(float* values, int count) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        // Sums of at most a block in floats, the blocks in double, so that the error does not grow with the count.
        const int Block = 2048;
        var total = 0.0;
        var whole = count / TLanes.Width * TLanes.Width;
        for (var first = 0; first < whole; first += Block)
        {
            var sum = TLanes.Of(0);
            var last = Math.Min(whole, first + Block);
            for (var i = first; i < last; i += TLanes.Width)
            {
                var value = TLanes.Load(values + i);
                sum = TLanes.MultiplyAdd(value, value, sum);
            }
            total += TLanes.Sum(sum);
        }
        for (var i = whole; i < count; i++) total += (double)values[i] * values[i];
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TVector, TLanes>(float* left, float* right, float* result, int count) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        for (var i = 0; i < count; i += TLanes.Width)
            TLanes.Store(TLanes.Add(TLanes.Load(left + i), TLanes.Load(right + i)), result + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TVector, TLanes>(float* left, float* right, float* result, int count, bool accumulate) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        for (var i = 0; i < count; i += TLanes.Width)
        {
            var (one, other) = (TLanes.Load(left + i), TLanes.Load(right + i));
            TLanes.Store(accumulate ? TLanes.MultiplyAdd(one, other, TLanes.Load(result + i)) : TLanes.Multiply(one, other), result + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale<TVector, TLanes>(float* input, float factor, float shift, float* result, int count, bool accumulate) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var (steep, constant) = (TLanes.Of(factor), TLanes.Of(shift));
        for (var i = 0; i < count; i += TLanes.Width)
        {
            var value = TLanes.MultiplyAdd(TLanes.Load(input + i), steep, constant);
            TLanes.Store(accumulate ? TLanes.Add(value, TLanes.Load(result + i)) : value, result + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows<TVector, TLanes>(float* matrix, int rows, int columns, float* sum) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var column = 0;
        for (; column + TLanes.Width <= columns; column += TLanes.Width)
        {
            var total = TLanes.Load(sum + column);
            var other = TLanes.Of(0);
            var from = matrix + column;
            var row = 0;
            for (; row + 2 <= rows; row += 2, from += 2 * columns)
            {
                total = TLanes.Add(total, TLanes.Load(from));
                other = TLanes.Add(other, TLanes.Load(from + columns));
            }
            if (row < rows) total = TLanes.Add(total, TLanes.Load(from));
            TLanes.Store(TLanes.Add(total, other), sum + column);
        }
        for (; column < columns; column++)
        {
            var total = sum[column];
            for (var row = 0; row < rows; row++) total += matrix[(long)row * columns + column];
            sum[column] = total;
        }
    }
}
