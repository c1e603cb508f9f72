using System.Runtime.CompilerServices;

namespace Tidemark.Learning.Kernels;

/// <summary>The innermost loops of <see cref="TapProduct"/>: blocks of C that stay in registers. The four differ in their size alone.</summary>
internal static unsafe class TapBlocks
{
    /// <summary>8 rows of 2 vectors of C in registers; rows from <paramref name="rows"/> on repeat the last one and are not stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block8x2<TVector, TLanes>(in TapProduct p, float* a, float* b, float* c, int rows) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var width = TLanes.Width;
        nint row1 = Math.Min(1, rows - 1) * p.ARow;
        nint row2 = Math.Min(2, rows - 1) * p.ARow;
        nint row3 = Math.Min(3, rows - 1) * p.ARow;
        nint row4 = Math.Min(4, rows - 1) * p.ARow;
        nint row5 = Math.Min(5, rows - 1) * p.ARow;
        nint row6 = Math.Min(6, rows - 1) * p.ARow;
        nint row7 = Math.Min(7, rows - 1) * p.ARow;
        var sum00 = TLanes.Of(0);
        var sum01 = TLanes.Of(0);
        var sum10 = TLanes.Of(0);
        var sum11 = TLanes.Of(0);
        var sum20 = TLanes.Of(0);
        var sum21 = TLanes.Of(0);
        var sum30 = TLanes.Of(0);
        var sum31 = TLanes.Of(0);
        var sum40 = TLanes.Of(0);
        var sum41 = TLanes.Of(0);
        var sum50 = TLanes.Of(0);
        var sum51 = TLanes.Of(0);
        var sum60 = TLanes.Of(0);
        var sum61 = TLanes.Of(0);
        var sum70 = TLanes.Of(0);
        var sum71 = TLanes.Of(0);
        if (p.Accumulate)
        {
            sum00 = TLanes.Load(c);
            sum01 = TLanes.Load(c + width);
            sum10 = TLanes.Load(c + Math.Min(1, rows - 1) * p.CRow);
            sum11 = TLanes.Load(c + Math.Min(1, rows - 1) * p.CRow + width);
            sum20 = TLanes.Load(c + Math.Min(2, rows - 1) * p.CRow);
            sum21 = TLanes.Load(c + Math.Min(2, rows - 1) * p.CRow + width);
            sum30 = TLanes.Load(c + Math.Min(3, rows - 1) * p.CRow);
            sum31 = TLanes.Load(c + Math.Min(3, rows - 1) * p.CRow + width);
            sum40 = TLanes.Load(c + Math.Min(4, rows - 1) * p.CRow);
            sum41 = TLanes.Load(c + Math.Min(4, rows - 1) * p.CRow + width);
            sum50 = TLanes.Load(c + Math.Min(5, rows - 1) * p.CRow);
            sum51 = TLanes.Load(c + Math.Min(5, rows - 1) * p.CRow + width);
            sum60 = TLanes.Load(c + Math.Min(6, rows - 1) * p.CRow);
            sum61 = TLanes.Load(c + Math.Min(6, rows - 1) * p.CRow + width);
            sum70 = TLanes.Load(c + Math.Min(7, rows - 1) * p.CRow);
            sum71 = TLanes.Load(c + Math.Min(7, rows - 1) * p.CRow + width);
        }
        nint aColumn = p.AColumn, bRow = p.BRow;
        for (var tap = 0; tap < p.Taps; tap++)
        {
            float* x = a + (nint)tap * p.ATap, y = b + (nint)tap * p.BTap;
            for (var left = p.Depth; left > 0; left--)
            {
                var y0 = TLanes.Load(y);
                var y1 = TLanes.Load(y + width);
                var factor = TLanes.Of(*x);
                sum00 = TLanes.MultiplyAdd(factor, y0, sum00);
                sum01 = TLanes.MultiplyAdd(factor, y1, sum01);
                factor = TLanes.Of(x[row1]);
                sum10 = TLanes.MultiplyAdd(factor, y0, sum10);
                sum11 = TLanes.MultiplyAdd(factor, y1, sum11);
                factor = TLanes.Of(x[row2]);
                sum20 = TLanes.MultiplyAdd(factor, y0, sum20);
                sum21 = TLanes.MultiplyAdd(factor, y1, sum21);
                factor = TLanes.Of(x[row3]);
                sum30 = TLanes.MultiplyAdd(factor, y0, sum30);
                sum31 = TLanes.MultiplyAdd(factor, y1, sum31);
                factor = TLanes.Of(x[row4]);
                sum40 = TLanes.MultiplyAdd(factor, y0, sum40);
                sum41 = TLanes.MultiplyAdd(factor, y1, sum41);
                factor = TLanes.Of(x[row5]);
                sum50 = TLanes.MultiplyAdd(factor, y0, sum50);
                sum51 = TLanes.MultiplyAdd(factor, y1, sum51);
                factor = TLanes.Of(x[row6]);
                sum60 = TLanes.MultiplyAdd(factor, y0, sum60);
                sum61 = TLanes.MultiplyAdd(factor, y1, sum61);
                factor = TLanes.Of(x[row7]);
                sum70 = TLanes.MultiplyAdd(factor, y0, sum70);
                sum71 = TLanes.MultiplyAdd(factor, y1, sum71);
                x += aColumn;
                y += bRow;
            }
        }
        TLanes.Store(sum00, c);
        TLanes.Store(sum01, c + width);
        if (rows <= 1) return;
        TLanes.Store(sum10, c + p.CRow);
        TLanes.Store(sum11, c + p.CRow + width);
        if (rows <= 2) return;
        TLanes.Store(sum20, c + 2 * p.CRow);
        TLanes.Store(sum21, c + 2 * p.CRow + width);
        if (rows <= 3) return;
        TLanes.Store(sum30, c + 3 * p.CRow);
        TLanes.Store(sum31, c + 3 * p.CRow + width);
        if (rows <= 4) return;
        TLanes.Store(sum40, c + 4 * p.CRow);
        TLanes.Store(sum41, c + 4 * p.CRow + width);
        if (rows <= 5) return;
        TLanes.Store(sum50, c + 5 * p.CRow);
        TLanes.Store(sum51, c + 5 * p.CRow + width);
        if (rows <= 6) return;
        TLanes.Store(sum60, c + 6 * p.CRow);
        TLanes.Store(sum61, c + 6 * p.CRow + width);
        if (rows <= 7) return;
        TLanes.Store(sum70, c + 7 * p.CRow);
        TLanes.Store(sum71, c + 7 * p.CRow + width);
    }

    /// <summary>8 rows of 1 vector of C in registers; rows from <paramref name="rows"/> on repeat the last one and are not stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block8x1<TVector, TLanes>(in TapProduct p, float* a, float* b, float* c, int rows) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        nint row1 = Math.Min(1, rows - 1) * p.ARow;
        nint row2 = Math.Min(2, rows - 1) * p.ARow;
        nint row3 = Math.Min(3, rows - 1) * p.ARow;
        nint row4 = Math.Min(4, rows - 1) * p.ARow;
        nint row5 = Math.Min(5, rows - 1) * p.ARow;
        nint row6 = Math.Min(6, rows - 1) * p.ARow;
        nint row7 = Math.Min(7, rows - 1) * p.ARow;
        var sum00 = TLanes.Of(0);
        var sum10 = TLanes.Of(0);
        var sum20 = TLanes.Of(0);
        var sum30 = TLanes.Of(0);
        var sum40 = TLanes.Of(0);
        var sum50 = TLanes.Of(0);
        var sum60 = TLanes.Of(0);
        var sum70 = TLanes.Of(0);
        if (p.Accumulate)
        {
            sum00 = TLanes.Load(c);
            sum10 = TLanes.Load(c + Math.Min(1, rows - 1) * p.CRow);
            sum20 = TLanes.Load(c + Math.Min(2, rows - 1) * p.CRow);
            sum30 = TLanes.Load(c + Math.Min(3, rows - 1) * p.CRow);
            sum40 = TLanes.Load(c + Math.Min(4, rows - 1) * p.CRow);
            sum50 = TLanes.Load(c + Math.Min(5, rows - 1) * p.CRow);
            sum60 = TLanes.Load(c + Math.Min(6, rows - 1) * p.CRow);
            sum70 = TLanes.Load(c + Math.Min(7, rows - 1) * p.CRow);
        }
        nint aColumn = p.AColumn, bRow = p.BRow;
        for (var tap = 0; tap < p.Taps; tap++)
        {
            float* x = a + (nint)tap * p.ATap, y = b + (nint)tap * p.BTap;
            for (var left = p.Depth; left > 0; left--)
            {
                var y0 = TLanes.Load(y);
                var factor = TLanes.Of(*x);
                sum00 = TLanes.MultiplyAdd(factor, y0, sum00);
                factor = TLanes.Of(x[row1]);
                sum10 = TLanes.MultiplyAdd(factor, y0, sum10);
                factor = TLanes.Of(x[row2]);
                sum20 = TLanes.MultiplyAdd(factor, y0, sum20);
                factor = TLanes.Of(x[row3]);
                sum30 = TLanes.MultiplyAdd(factor, y0, sum30);
                factor = TLanes.Of(x[row4]);
                sum40 = TLanes.MultiplyAdd(factor, y0, sum40);
                factor = TLanes.Of(x[row5]);
                sum50 = TLanes.MultiplyAdd(factor, y0, sum50);
                factor = TLanes.Of(x[row6]);
                sum60 = TLanes.MultiplyAdd(factor, y0, sum60);
                factor = TLanes.Of(x[row7]);
                sum70 = TLanes.MultiplyAdd(factor, y0, sum70);
                x += aColumn;
                y += bRow;
            }
        }
        TLanes.Store(sum00, c);
        if (rows <= 1) return;
        TLanes.Store(sum10, c + p.CRow);
        if (rows <= 2) return;
        TLanes.Store(sum20, c + 2 * p.CRow);
        if (rows <= 3) return;
        TLanes.Store(sum30, c + 3 * p.CRow);
        if (rows <= 4) return;
        TLanes.Store(sum40, c + 4 * p.CRow);
        if (rows <= 5) return;
        TLanes.Store(sum50, c + 5 * p.CRow);
        if (rows <= 6) return;
        TLanes.Store(sum60, c + 6 * p.CRow);
        if (rows <= 7) return;
        TLanes.Store(sum70, c + 7 * p.CRow);
    }

    /// <summary>4 rows of 2 vectors of C in registers; rows from <paramref name="rows"/> on repeat the last one and are not stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block4x2<TVector, TLanes>(in TapProduct p, float* a, float* b, float* c, int rows) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        var width = TLanes.Width;
        nint row1 = Math.Min(1, rows - 1) * p.ARow;
        nint row2 = Math.Min(2, rows - 1) * p.ARow;
        nint row3 = Math.Min(3, rows - 1) * p.ARow;
        var sum00 = TLanes.Of(0);
        var sum01 = TLanes.Of(0);
        var sum10 = TLanes.Of(0);
        var sum11 = TLanes.Of(0);
        var sum20 = TLanes.Of(0);
        var sum21 = TLanes.Of(0);
        var sum30 = TLanes.Of(0);
        var sum31 = TLanes.Of(0);
        if (p.Accumulate)
        {
            sum00 = TLanes.Load(c);
            sum01 = TLanes.Load(c + width);
            sum10 = TLanes.Load(c + Math.Min(1, rows - 1) * p.CRow);
            sum11 = TLanes.Load(c + Math.Min(1, rows - 1) * p.CRow + width);
            sum20 = TLanes.Load(c + Math.Min(2, rows - 1) * p.CRow);
            sum21 = TLanes.Load(c + Math.Min(2, rows - 1) * p.CRow + width);
            sum30 = TLanes.Load(c + Math.Min(3, rows - 1) * p.CRow);
            sum31 = TLanes.Load(c + Math.Min(3, rows - 1) * p.CRow + width);
        }
        nint aColumn = p.AColumn, bRow = p.BRow;
        for (var tap = 0; tap < p.Taps; tap++)
        {
            float* x = a + (nint)tap * p.ATap, y = b + (nint)tap * p.BTap;
            for (var left = p.Depth; left > 0; left--)
            {
                var y0 = TLanes.Load(y);
                var y1 = TLanes.Load(y + width);
                var factor = TLanes.Of(*x);
                sum00 = TLanes.MultiplyAdd(factor, y0, sum00);
                sum01 = TLanes.MultiplyAdd(factor, y1, sum01);
                factor = TLanes.Of(x[row1]);
                sum10 = TLanes.MultiplyAdd(factor, y0, sum10);
                sum11 = TLanes.MultiplyAdd(factor, y1, sum11);
                factor = TLanes.Of(x[row2]);
                sum20 = TLanes.MultiplyAdd(factor, y0, sum20);
                sum21 = TLanes.MultiplyAdd(factor, y1, sum21);
                factor = TLanes.Of(x[row3]);
                sum30 = TLanes.MultiplyAdd(factor, y0, sum30);
                sum31 = TLanes.MultiplyAdd(factor, y1, sum31);
                x += aColumn;
                y += bRow;
            }
        }
        TLanes.Store(sum00, c);
        TLanes.Store(sum01, c + width);
        if (rows <= 1) return;
        TLanes.Store(sum10, c + p.CRow);
        TLanes.Store(sum11, c + p.CRow + width);
        if (rows <= 2) return;
        TLanes.Store(sum20, c + 2 * p.CRow);
        TLanes.Store(sum21, c + 2 * p.CRow + width);
        if (rows <= 3) return;
        TLanes.Store(sum30, c + 3 * p.CRow);
        TLanes.Store(sum31, c + 3 * p.CRow + width);
    }

    /// <summary>4 rows of 1 vector of C in registers; rows from <paramref name="rows"/> on repeat the last one and are not stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block4x1<TVector, TLanes>(in TapProduct p, float* a, float* b, float* c, int rows) where TVector : struct where TLanes : struct, ILanes<TVector>
    {
        nint row1 = Math.Min(1, rows - 1) * p.ARow;
        nint row2 = Math.Min(2, rows - 1) * p.ARow;
        nint row3 = Math.Min(3, rows - 1) * p.ARow;
        var sum00 = TLanes.Of(0);
        var sum10 = TLanes.Of(0);
        var sum20 = TLanes.Of(0);
        var sum30 = TLanes.Of(0);
        if (p.Accumulate)
        {
            sum00 = TLanes.Load(c);
            sum10 = TLanes.Load(c + Math.Min(1, rows - 1) * p.CRow);
            sum20 = TLanes.Load(c + Math.Min(2, rows - 1) * p.CRow);
            sum30 = TLanes.Load(c + Math.Min(3, rows - 1) * p.CRow);
        }
        nint aColumn = p.AColumn, bRow = p.BRow;
        for (var tap = 0; tap < p.Taps; tap++)
        {
            float* x = a + (nint)tap * p.ATap, y = b + (nint)tap * p.BTap;
            for (var left = p.Depth; left > 0; left--)
            {
                var y0 = TLanes.Load(y);
                var factor = TLanes.Of(*x);
                sum00 = TLanes.MultiplyAdd(factor, y0, sum00);
                factor = TLanes.Of(x[row1]);
                sum10 = TLanes.MultiplyAdd(factor, y0, sum10);
                factor = TLanes.Of(x[row2]);
                sum20 = TLanes.MultiplyAdd(factor, y0, sum20);
                factor = TLanes.Of(x[row3]);
                sum30 = TLanes.MultiplyAdd(factor, y0, sum30);
                x += aColumn;
                y += bRow;
            }
        }
        TLanes.Store(sum00, c);
        if (rows <= 1) return;
        TLanes.Store(sum10, c + p.CRow);
        if (rows <= 2) return;
        TLanes.Store(sum20, c + 2 * p.CRow);
        if (rows <= 3) return;
        TLanes.Store(sum30, c + 3 * p.CRow);
    }
}
