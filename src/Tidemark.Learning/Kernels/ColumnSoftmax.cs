using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tidemark.Learning.Kernels;

/// <summary>Softmax down the columns of a padded matrix: a lane is a column, so that nothing is summed across lanes.</summary>
internal static unsafe class ColumnSoftmax
{
    /// <summary>In place. Where causal, column t sees rows 0 to t alone and the others become zero.</summary>
    /// <param name="matrix"><c>[rows, stride]</c>, the stride a multiple of 16.</param>
    public static void Compute(VectorForm form, float* matrix, int rows, int stride, bool isCausal)
    {
        if (isCausal)
            for (var row = 1; row < rows; row++) new Span<float>(matrix + (nint)row * stride, Math.Min(row, stride)).Fill(float.NegativeInfinity);
        switch (form)
        {
            case VectorForm.Wide512: Compute<Vector512<float>, Lanes512>(matrix, rows, stride); break;
            case VectorForm.Wide256: Compute<Vector256<float>, Lanes256>(matrix, rows, stride); break;
            default: Compute<Vector128<float>, Lanes128>(matrix, rows, stride); break;
        }
        if (isCausal)
            for (var row = 1; row < rows; row++) new Span<float>(matrix + (nint)row * stride, Math.Min(row, stride)).Clear();
    }

    /// <summary>gradient = softmax * (gradient - sum down the column of softmax * gradient), in place.</summary>
    public static void ComputeGradient(VectorForm form, float* softmax, float* gradient, int rows, int stride)
    {
        switch (form)
        {
            case VectorForm.Wide512: ComputeGradient<Vector512<float>, Lanes512>(softmax, gradient, rows, stride); break;
            case VectorForm.Wide256: ComputeGradient<Vector256<float>, Lanes256>(softmax, gradient, rows, stride); break;
            default: ComputeGradient<Vector128<float>, Lanes128>(softmax, gradient, rows, stride); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compute<TVector, TLanes>(float* matrix, int rows, int stride) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        for (var column = 0; column < stride; column += TLanes.Width)
        {
            var at = matrix + column;
            var top = TLanes.Load(at);
            for (var row = 1; row < rows; row++) top = TLanes.Maximum(top, TLanes.Load(at + (nint)row * stride));
            var sum = TLanes.Of(0);
            for (var row = 0; row < rows; row++, at += stride)
            {
                var power = VectorMath.Exp<TVector, TLanes>(TLanes.Subtract(TLanes.Load(at), top));
                sum = TLanes.Add(sum, power);
                TLanes.Store(power, at);
            }
            var share = TLanes.Divide(TLanes.Of(1), sum);
            at = matrix + column;
            for (var row = 0; row < rows; row++, at += stride) TLanes.Store(TLanes.Multiply(TLanes.Load(at), share), at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ComputeGradient<TVector, TLanes>(float* softmax, float* gradient, int rows, int stride) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        for (var column = 0; column < stride; column += TLanes.Width)
        {
            float* p = softmax + column, g = gradient + column;
            var sum = TLanes.Of(0);
            for (var row = 0; row < rows; row++) sum = TLanes.MultiplyAdd(TLanes.Load(p + (nint)row * stride), TLanes.Load(g + (nint)row * stride), sum);
            for (var row = 0; row < rows; row++, p += stride, g += stride)
                TLanes.Store(TLanes.Multiply(TLanes.Load(p), TLanes.Subtract(TLanes.Load(g), sum)), g);
        }
    }
}
