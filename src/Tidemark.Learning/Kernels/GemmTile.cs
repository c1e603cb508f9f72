using System.Runtime.CompilerServices;

namespace Tidemark.Learning.Kernels;

/// <summary>
/// The innermost product: a tile of C of a few rows and a few vectors stays in registers while one row of A and of B after the other passes.
/// Six rows by four vectors of 512 bits take 24 of 32 registers, and every loaded vector of B serves six multiplications; narrower hardware
/// with 16 registers takes two vectors.
/// </summary>
internal static unsafe class GemmTile
{
    /// <summary>Rows of a full tile.</summary>
    public const int Rows = 6;

    /// <summary>
    /// C (+)= A·B for a tile. Row i of A begins at <c>a + i * aRow</c> and its elements lie <paramref name="aColumn"/> apart; a row of B has
    /// <typeparamref name="TVectors"/> whole vectors and the next lies <paramref name="bRow"/> further. Rows from <paramref name="rows"/> on are not written.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compute<TVector, TLanes, TRows, TVectors>(int rows, int k, float* a, nint aRow, nint aColumn, float* b, nint bRow, float* c, nint cRow, bool accumulate)
        where TVector : struct where TLanes : struct, ILanes<TVector> where TRows : struct, ICount where TVectors : struct, ICount
    {
        var width = TLanes.Width;
        // Rows that are not there repeat the last one: computed, but not stored.
        var a1 = rows > 1 ? 1 * aRow : 0;
        var a2 = rows > 2 ? 2 * aRow : a1;
        var a3 = rows > 3 ? 3 * aRow : a2;
        var a4 = rows > 4 ? 4 * aRow : a3;
        var a5 = rows > 5 ? 5 * aRow : a4;
        TVector c00 = TLanes.Of(0), c01 = TLanes.Of(0), c02 = TLanes.Of(0), c03 = TLanes.Of(0);
        TVector c10 = TLanes.Of(0), c11 = TLanes.Of(0), c12 = TLanes.Of(0), c13 = TLanes.Of(0);
        TVector c20 = TLanes.Of(0), c21 = TLanes.Of(0), c22 = TLanes.Of(0), c23 = TLanes.Of(0);
        TVector c30 = TLanes.Of(0), c31 = TLanes.Of(0), c32 = TLanes.Of(0), c33 = TLanes.Of(0);
        TVector c40 = TLanes.Of(0), c41 = TLanes.Of(0), c42 = TLanes.Of(0), c43 = TLanes.Of(0);
        TVector c50 = TLanes.Of(0), c51 = TLanes.Of(0), c52 = TLanes.Of(0), c53 = TLanes.Of(0);
        for (var p = 0; p < k; p++)
        {
            var b0 = TLanes.Load(b);
            var b1 = TVectors.Value > 1 ? TLanes.Load(b + 1 * width) : b0;
            var b2 = TVectors.Value > 2 ? TLanes.Load(b + 2 * width) : b0;
            var b3 = TVectors.Value > 3 ? TLanes.Load(b + 3 * width) : b0;
            var first = TLanes.Of(*a);
            c00 = TLanes.MultiplyAdd(first, b0, c00);
            if (TVectors.Value > 1) c01 = TLanes.MultiplyAdd(first, b1, c01);
            if (TVectors.Value > 2) c02 = TLanes.MultiplyAdd(first, b2, c02);
            if (TVectors.Value > 3) c03 = TLanes.MultiplyAdd(first, b3, c03);
            if (TRows.Value > 1)
            {
                var x = TLanes.Of(a[a1]);
                c10 = TLanes.MultiplyAdd(x, b0, c10);
                if (TVectors.Value > 1) c11 = TLanes.MultiplyAdd(x, b1, c11);
                if (TVectors.Value > 2) c12 = TLanes.MultiplyAdd(x, b2, c12);
                if (TVectors.Value > 3) c13 = TLanes.MultiplyAdd(x, b3, c13);
            }
            if (TRows.Value > 2)
            {
                var x = TLanes.Of(a[a2]);
                c20 = TLanes.MultiplyAdd(x, b0, c20);
                if (TVectors.Value > 1) c21 = TLanes.MultiplyAdd(x, b1, c21);
                if (TVectors.Value > 2) c22 = TLanes.MultiplyAdd(x, b2, c22);
                if (TVectors.Value > 3) c23 = TLanes.MultiplyAdd(x, b3, c23);
            }
            if (TRows.Value > 3)
            {
                var x = TLanes.Of(a[a3]);
                c30 = TLanes.MultiplyAdd(x, b0, c30);
                if (TVectors.Value > 1) c31 = TLanes.MultiplyAdd(x, b1, c31);
                if (TVectors.Value > 2) c32 = TLanes.MultiplyAdd(x, b2, c32);
                if (TVectors.Value > 3) c33 = TLanes.MultiplyAdd(x, b3, c33);
            }
            if (TRows.Value > 4)
            {
                var x = TLanes.Of(a[a4]);
                c40 = TLanes.MultiplyAdd(x, b0, c40);
                if (TVectors.Value > 1) c41 = TLanes.MultiplyAdd(x, b1, c41);
                if (TVectors.Value > 2) c42 = TLanes.MultiplyAdd(x, b2, c42);
                if (TVectors.Value > 3) c43 = TLanes.MultiplyAdd(x, b3, c43);
            }
            if (TRows.Value > 5)
            {
                var x = TLanes.Of(a[a5]);
                c50 = TLanes.MultiplyAdd(x, b0, c50);
                if (TVectors.Value > 1) c51 = TLanes.MultiplyAdd(x, b1, c51);
                if (TVectors.Value > 2) c52 = TLanes.MultiplyAdd(x, b2, c52);
                if (TVectors.Value > 3) c53 = TLanes.MultiplyAdd(x, b3, c53);
            }
            a += aColumn;
            b += bRow;
        }
        StoreRow<TVector, TLanes, TVectors>(c, accumulate, c00, c01, c02, c03);
        if (TRows.Value > 1 && rows > 1) StoreRow<TVector, TLanes, TVectors>(c + 1 * cRow, accumulate, c10, c11, c12, c13);
        if (TRows.Value > 2 && rows > 2) StoreRow<TVector, TLanes, TVectors>(c + 2 * cRow, accumulate, c20, c21, c22, c23);
        if (TRows.Value > 3 && rows > 3) StoreRow<TVector, TLanes, TVectors>(c + 3 * cRow, accumulate, c30, c31, c32, c33);
        if (TRows.Value > 4 && rows > 4) StoreRow<TVector, TLanes, TVectors>(c + 4 * cRow, accumulate, c40, c41, c42, c43);
        if (TRows.Value > 5 && rows > 5) StoreRow<TVector, TLanes, TVectors>(c + 5 * cRow, accumulate, c50, c51, c52, c53);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TVector, TLanes, TVectors>(float* c, bool accumulate, TVector c0, TVector c1, TVector c2, TVector c3)
        where TVector : struct where TLanes : struct, ILanes<TVector> where TVectors : struct, ICount
    {
        Store<TVector, TLanes>(c, accumulate, c0);
        if (TVectors.Value > 1) Store<TVector, TLanes>(c + TLanes.Width, accumulate, c1);
        if (TVectors.Value > 2) Store<TVector, TLanes>(c + 2 * TLanes.Width, accumulate, c2);
        if (TVectors.Value > 3) Store<TVector, TLanes>(c + 3 * TLanes.Width, accumulate, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVector, TLanes>(float* address, bool accumulate, TVector value) where TVector : struct where TLanes : struct, ILanes<TVector> =>
        TLanes.Store(accumulate ? TLanes.Add(value, TLanes.Load(address)) : value, address);
}
