using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tidemark.Learning.Kernels;

/// <summary>Transposes matrices.</summary>
internal static unsafe class Transposition
{
    private const int Block = 16;

    /// <summary>to[j, i] = from[i, j] for <paramref name="rows"/> x <paramref name="columns"/> elements; moving numbers is exact, so that every form gives the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* from, int fromRow, int rows, int columns, float* to, int toRow)
    {
        var (wholeRows, wholeColumns) = (0, 0);
        if (Avx512F.IsSupported && Hardware.Form == VectorForm.Wide512)
        {
            (wholeRows, wholeColumns) = (rows / Block * Block, columns / Block * Block);
            for (var i = 0; i < wholeRows; i += Block)
                for (var j = 0; j < wholeColumns; j += Block)
                    TransposeBlock(from + (nint)i * fromRow + j, fromRow, to + (nint)j * toRow + i, toRow);
        }
        for (var i = 0; i < rows; i++)
            for (var j = i < wholeRows ? wholeColumns : 0; j < columns; j++) to[(nint)j * toRow + i] = from[(nint)i * fromRow + j];
    }

    /// <summary>16 x 16: pairs of rows are interleaved, then pairs of pairs, then quarters are exchanged twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeBlock(float* from, nint fromRow, float* to, nint toRow)
    {
        Half(from, fromRow, 0, out var a0, out var a1, out var a2, out var a3);
        Half(from, fromRow, 4, out var b0, out var b1, out var b2, out var b3);
        Half(from, fromRow, 8, out var c0, out var c1, out var c2, out var c3);
        Half(from, fromRow, 12, out var d0, out var d1, out var d2, out var d3);
        Quarters(a0, b0, c0, d0, to, toRow);
        Quarters(a1, b1, c1, d1, to + toRow, toRow);
        Quarters(a2, b2, c2, d2, to + 2 * toRow, toRow);
        Quarters(a3, b3, c3, d3, to + 3 * toRow, toRow);
    }

    /// <summary>Four rows: result k holds, in each quarter q, the column 4q + k of the four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(float* from, nint fromRow, int row, out Vector512<float> first, out Vector512<float> second, out Vector512<float> third, out Vector512<float> fourth)
    {
        var r0 = Vector512.Load(from + row * fromRow);
        var r1 = Vector512.Load(from + (row + 1) * fromRow);
        var r2 = Vector512.Load(from + (row + 2) * fromRow);
        var r3 = Vector512.Load(from + (row + 3) * fromRow);
        var low01 = Avx512F.UnpackLow(r0, r1).AsDouble();
        var high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
        var low23 = Avx512F.UnpackLow(r2, r3).AsDouble();
        var high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        first = Avx512F.UnpackLow(low01, low23).AsSingle();
        second = Avx512F.UnpackHigh(low01, low23).AsSingle();
        third = Avx512F.UnpackLow(high01, high23).AsSingle();
        fourth = Avx512F.UnpackHigh(high01, high23).AsSingle();
    }

    /// <summary>Quarter q of the four inputs, one after the other, is row 4q of the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* to, nint toRow)
    {
        var low = Avx512F.Shuffle4x128(a, b, 0x88);
        var high = Avx512F.Shuffle4x128(a, b, 0xDD);
        var lowOther = Avx512F.Shuffle4x128(c, d, 0x88);
        var highOther = Avx512F.Shuffle4x128(c, d, 0xDD);
        Avx512F.Shuffle4x128(low, lowOther, 0x88).Store(to);
        Avx512F.Shuffle4x128(high, highOther, 0x88).Store(to + 4 * toRow);
        Avx512F.Shuffle4x128(low, lowOther, 0xDD).Store(to + 8 * toRow);
        Avx512F.Shuffle4x128(high, highOther, 0xDD).Store(to + 12 * toRow);
    }
}
