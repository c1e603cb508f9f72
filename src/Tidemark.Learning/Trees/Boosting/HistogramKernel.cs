using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tidemark.Learning.Trees.Boosting;

/// <summary>The inner loops of histograms. Each feature is added up in the order of rows, so any number of threads gives the same bits.</summary>
internal static unsafe class HistogramKernel
{
    private const int PairBytes = 16;
    private const int NarrowFeature = 256 * PairBytes;

    /// <summary>Adds rows to the histograms of a block of eight features with 256 bins.</summary>
    /// <param name="words">Bins of eight features, a word for each row.</param>
    /// <param name="pairs">Derivatives, <c>[rows, 2]</c>.</param>
    /// <param name="histogram">Of the block's first feature, aligned.</param>
    public static void AddNarrow(ulong* words, int* rows, int count, float* pairs, double* histogram)
    {
        var start = (byte*)histogram;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            var word = words[row];
            var pair = Pair(pairs + 2L * row);
            Add(start + ((word << 4) & 0xFF0), pair);
            Add(start + NarrowFeature + ((word >> 4) & 0xFF0), pair);
            Add(start + 2 * NarrowFeature + ((word >> 12) & 0xFF0), pair);
            Add(start + 3 * NarrowFeature + ((word >> 20) & 0xFF0), pair);
            Add(start + 4 * NarrowFeature + ((word >> 28) & 0xFF0), pair);
            Add(start + 5 * NarrowFeature + ((word >> 36) & 0xFF0), pair);
            Add(start + 6 * NarrowFeature + ((word >> 44) & 0xFF0), pair);
            Add(start + 7 * NarrowFeature + ((word >> 52) & 0xFF0), pair);
        }
    }

    /// <summary>The same for a block of four features with any number of bins.</summary>
    public static void AddWide(ulong* words, int* rows, int count, float* pairs, double* histogram, int stride)
    {
        var start = (byte*)histogram;
        var feature = (long)stride * PairBytes;
        for (var i = 0; i < count; i++)
        {
            var row = rows[i];
            var word = words[row];
            var pair = Pair(pairs + 2L * row);
            Add(start + ((word << 4) & 0xFFFF0), pair);
            Add(start + feature + ((word >> 12) & 0xFFFF0), pair);
            Add(start + 2 * feature + ((word >> 28) & 0xFFFF0), pair);
            Add(start + 3 * feature + ((word >> 44) & 0xFFFF0), pair);
        }
    }

    /// <summary>What is left of a parent without one of its children.</summary>
    public static void Subtract(double* parent, double* child, long pairs)
    {
        for (long i = 0; i < pairs * 2; i += 4) Vector256.Store(Vector256.Load(parent + i) - Vector256.Load(child + i), parent + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Pair(float* pair) => Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(double*)pair).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(byte* bin, Vector128<double> pair) => Vector128.Store(Vector128.Load((double*)bin) + pair, (double*)bin);
}
