using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Tidemark.Learning.Tensors;

namespace Tidemark.Learning.Kernels;

/// <summary>
/// Products of dense matrices: C = A·B or C += A·B, for any strides, so that transposed matrices need no copy. B is brought into panels
/// as wide as a tile of registers, except where it lies so already.
/// </summary>
/// <remarks>Sums run over k in order, in blocks of <see cref="DepthBlock"/>; the result does not depend on threads or on how rows are split.</remarks>
internal static unsafe class Gemm
{
    private const int DepthBlock = 256;
    private const int MostVectors = 4;

    [ThreadStatic]
    private static AlignedBuffer? panelMemory;

    /// <summary>C[m,n] (+)= A[m,k]·B[k,n], all row-major without gaps.</summary>
    public static void Multiply(int m, int n, int k, float* a, float* b, float* c, bool accumulate = false) =>
        Multiply(m, n, k, a, k, 1, b, n, 1, c, n, accumulate);

    /// <summary>C[m,n] (+)= A[m,k]·B[n,k]ᵀ, all row-major without gaps.</summary>
    public static void MultiplyTransposedB(int m, int n, int k, float* a, float* b, float* c, bool accumulate = false) =>
        Multiply(m, n, k, a, k, 1, b, 1, k, c, n, accumulate);

    /// <summary>C[m,n] (+)= A[k,m]ᵀ·B[k,n], all row-major without gaps.</summary>
    public static void MultiplyTransposedA(int m, int n, int k, float* a, float* b, float* c, bool accumulate = false) =>
        Multiply(m, n, k, a, 1, m, b, n, 1, c, n, accumulate);

    /// <summary>
    /// C (+)= A·B, where element (i, p) of A lies at <c>a[i * aRow + p * aColumn]</c>, (p, j) of B at <c>b[p * bRow + j * bColumn]</c> and
    /// (i, j) of C at <c>c[i * cRow + j]</c>. C must not overlap A or B.
    /// </summary>
    /// <param name="isRoomy">Whether the rows of C have room up to whole vectors, which is overwritten (or, where it accumulates, stays): this spares handling an edge.</param>
    public static void Multiply(int m, int n, int k, float* a, int aRow, int aColumn, float* b, int bRow, int bColumn, float* c, int cRow, bool accumulate, bool isRoomy = false)
    {
        if (m <= 0 || n <= 0) return;
        if (k <= 0)
        {
            if (!accumulate)
                for (var i = 0; i < m; i++) new Span<float>(c + (nint)i * cRow, n).Clear();
            return;
        }
        switch (Hardware.Form)
        {
            case VectorForm.Wide512: Run<Vector512<float>, Lanes512>(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate, isRoomy); break;
            case VectorForm.Wide256: Run<Vector256<float>, Lanes256>(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate, isRoomy); break;
            default: Run<Vector128<float>, Lanes128>(m, n, k, a, aRow, aColumn, b, bRow, bColumn, c, cRow, accumulate, isRoomy); break;
        }
    }

    private static void Run<TVector, TLanes>(int m, int n, int k, float* a, nint aRow, nint aColumn, float* b, nint bRow, nint bColumn, float* c, nint cRow, bool accumulate, bool isRoomy)
        where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        // A few rows against rows of B (a layer's weights and one sample): packing B would cost more than the product.
        if (m <= 2 && bRow == 1 && aColumn == 1)
        {
            for (var i = 0; i < m; i++) Dots<TVector, TLanes>(n, k, a + i * aRow, b, bColumn, c + i * cRow, accumulate);
            return;
        }
        var width = TLanes.Width;
        var panel = (width == 16 ? MostVectors : 2) * width;
        var memory = panelMemory ??= new AlignedBuffer();
        memory.Reserve(DepthBlock * panel + GemmTile.Rows * panel);
        var edge = memory.Pointer + DepthBlock * panel;
        for (var column = 0; column < n; column += panel)
        {
            var columns = Math.Min(panel, n - column);
            var vectors = (columns + width - 1) / width;
            var isWhole = columns == vectors * width;
            for (var start = 0; start < k; start += DepthBlock)
            {
                var depth = Math.Min(DepthBlock, k - start);
                var from = b + start * bRow + column * bColumn;
                var stride = bRow;
                if (!isWhole || bColumn != 1)
                {
                    stride = vectors * width;
                    Pack(from, bRow, bColumn, depth, columns, memory.Pointer, (int)stride);
                    from = memory.Pointer;
                }
                var adds = accumulate || start > 0;
                for (var row = 0; row < m; row += GemmTile.Rows)
                {
                    var rows = Math.Min(GemmTile.Rows, m - row);
                    var left = a + row * aRow + start * aColumn;
                    var target = c + row * cRow + column;
                    if (isWhole || isRoomy) Tile<TVector, TLanes>(rows, vectors, depth, left, aRow, aColumn, from, stride, target, cRow, adds);
                    else
                    {
                        Tile<TVector, TLanes>(rows, vectors, depth, left, aRow, aColumn, from, stride, edge, panel, false);
                        CopyEdge(rows, columns, edge, panel, target, cRow, adds);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile<TVector, TLanes>(int rows, int vectors, int depth, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate)
        where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        if (rows <= 2) Tile<TVector, TLanes, Counts.Two>(rows, vectors, depth, a, aRow, aColumn, b, bRow, c, cRow, accumulate);
        else Tile<TVector, TLanes, Counts.Six>(rows, vectors, depth, a, aRow, aColumn, b, bRow, c, cRow, accumulate);
    }

    private static void Tile<TVector, TLanes, TRows>(int rows, int vectors, int depth, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate)
        where TVector : struct where TLanes : struct, ILanes<TVector> where TRows : struct, ICount
    {
        switch (vectors)
        {
            case 1: GemmTile.Compute<TVector, TLanes, TRows, Counts.One>(rows, depth, a, aRow, aColumn, b, bRow, c, cRow, accumulate); break;
            case 2: GemmTile.Compute<TVector, TLanes, TRows, Counts.Two>(rows, depth, a, aRow, aColumn, b, bRow, c, cRow, accumulate); break;
            case 3: GemmTile.Compute<TVector, TLanes, TRows, Counts.Three>(rows, depth, a, aRow, aColumn, b, bRow, c, cRow, accumulate); break;
            default: GemmTile.Compute<TVector, TLanes, TRows, Counts.Four>(rows, depth, a, aRow, aColumn, b, bRow, c, cRow, accumulate); break;
        }
    }

    /// <summary>Brings a block of B into rows of whole vectors, filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(float* b, nint bRow, nint bColumn, int depth, int columns, float* panel, int stride)
    {
        if (bColumn == 1)
        {
            for (var p = 0; p < depth; p++)
            {
                var to = new Span<float>(panel + p * stride, stride);
                new ReadOnlySpan<float>(b + p * bRow, columns).CopyTo(to);
                to[columns..].Clear();
            }
            return;
        }
        if (bRow == 1)
        {
            Transposition.Transpose(b, (int)bColumn, columns, depth, panel, stride);
            for (var p = 0; p < depth; p++) new Span<float>(panel + p * stride + columns, stride - columns).Clear();
            return;
        }
        for (var p = 0; p < depth; p++)
            for (var j = 0; j < stride; j++) panel[p * stride + j] = j < columns ? b[p * bRow + j * bColumn] : 0;
    }

    private static void CopyEdge(int rows, int columns, float* edge, int stride, float* c, nint cRow, bool accumulate)
    {
        for (var i = 0; i < rows; i++)
        {
            var from = edge + i * stride;
            var to = c + i * cRow;
            if (accumulate)
                for (var j = 0; j < columns; j++) to[j] += from[j];
            else new ReadOnlySpan<float>(from, columns).CopyTo(new Span<float>(to, columns));
        }
    }

    /// <summary>c[j] (+)= the product of a row of k numbers with row j of B, four rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots<TVector, TLanes>(int n, int k, float* a, float* b, nint bRow, float* c, bool accumulate) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var whole = k / TLanes.Width * TLanes.Width;
        for (var j = 0; j < n; j += 4)
        {
            var b0 = b + j * bRow;
            var b1 = j + 1 < n ? b0 + bRow : b0;
            var b2 = j + 2 < n ? b1 + bRow : b1;
            var b3 = j + 3 < n ? b2 + bRow : b2;
            TVector s0 = TLanes.Of(0), s1 = TLanes.Of(0), s2 = TLanes.Of(0), s3 = TLanes.Of(0);
            for (var p = 0; p < whole; p += TLanes.Width)
            {
                var x = TLanes.Load(a + p);
                s0 = TLanes.MultiplyAdd(x, TLanes.Load(b0 + p), s0);
                s1 = TLanes.MultiplyAdd(x, TLanes.Load(b1 + p), s1);
                s2 = TLanes.MultiplyAdd(x, TLanes.Load(b2 + p), s2);
                s3 = TLanes.MultiplyAdd(x, TLanes.Load(b3 + p), s3);
            }
            float t0 = TLanes.Sum(s0), t1 = TLanes.Sum(s1), t2 = TLanes.Sum(s2), t3 = TLanes.Sum(s3);
            for (var p = whole; p < k; p++)
            {
                t0 += a[p] * b0[p];
                t1 += a[p] * b1[p];
                t2 += a[p] * b2[p];
                t3 += a[p] * b3[p];
            }
            c[j] = accumulate ? c[j] + t0 : t0;
            if (j + 1 < n) c[j + 1] = accumulate ? c[j + 1] + t1 : t1;
            if (j + 2 < n) c[j + 2] = accumulate ? c[j + 2] + t2 : t2;
            if (j + 3 < n) c[j + 3] = accumulate ? c[j + 3] + t3 : t3;
        }
    }
}
