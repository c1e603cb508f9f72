using System.Runtime.Intrinsics;

namespace Tidemark.Learning.Kernels;

/// <summary>
/// A matrix product whose right side is read where it lies, row by row, with taps: <c>C[m, n] (+)= sum over taps k and depth j of
/// A[m, j, k] * B[j, k, n]</c>. With one tap it is a product of small matrices without packing; with taps it is a convolution without im2col.
/// </summary>
/// <remarks>
/// Columns are computed in whole vectors: B and C must have room for <see cref="Columns"/> rounded up to <see cref="Line"/>, and what is in
/// B there must not be NaN where it matters. A block of C stays in registers over all taps and the whole depth.
/// </remarks>
internal unsafe struct TapProduct
{
    /// <summary>Floats to whose multiple rows are padded.</summary>
    public const int Line = 16;

    /// <summary>Rows of A and C.</summary>
    public int Rows;

    /// <summary>Columns of B and C.</summary>
    public int Columns;

    /// <summary>Columns of A and rows of B, of one tap.</summary>
    public int Depth;

    /// <summary>Taps, 1 for a plain product.</summary>
    public int Taps;

    /// <summary>The left side; its element of row m, depth j, tap k lies at <c>A[m * ARow + j * AColumn + k * ATap]</c>.</summary>
    public float* A;

    public int ARow;

    public int AColumn;

    public int ATap;

    /// <summary>The right side; row j of tap k begins at <c>B + j * BRow + k * BTap</c>.</summary>
    public float* B;

    public int BRow;

    public int BTap;

    /// <summary>The result; row m begins at <c>C + m * CRow</c>.</summary>
    public float* C;

    public int CRow;

    /// <summary>Whether to add to what is in C.</summary>
    public bool Accumulate;

    /// <summary>A count rounded up to whole lines.</summary>
    public static int Padded(int count) => (count + Line - 1) / Line * Line;

    /// <summary>Computes it in the given form; narrow results take narrow vectors.</summary>
    public readonly void Run(VectorForm form)
    {
        if (form == VectorForm.Wide512 && Columns > 8) Run<Vector512<float>, Lanes512>(8);
        else if (form != VectorForm.Portable && Columns > 4) Run<Vector256<float>, Lanes256>(form == VectorForm.Wide512 ? 8 : 4);
        else Run<Vector128<float>, Lanes128>(form == VectorForm.Wide512 ? 8 : 4);
    }

    private readonly void Run<TVector, TLanes>(int height) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var width = TLanes.Width;
        for (var m = 0; m < Rows;)
        {
            var isHigh = height == 8 && Rows - m > 4;
            var rows = Math.Min(Rows - m, isHigh ? 8 : 4);
            for (var n = 0; n < Columns; n += 2 * width)
            {
                float* a = A + (nint)m * ARow, b = B + n, c = C + (nint)m * CRow + n;
                var isWide = Columns - n > width;
                if (isHigh && isWide) TapBlocks.Block8x2<TVector, TLanes>(this, a, b, c, rows);
                else if (isHigh) TapBlocks.Block8x1<TVector, TLanes>(this, a, b, c, rows);
                else if (isWide) TapBlocks.Block4x2<TVector, TLanes>(this, a, b, c, rows);
                else TapBlocks.Block4x1<TVector, TLanes>(this, a, b, c, rows);
            }
            m += rows;
        }
    }
}
