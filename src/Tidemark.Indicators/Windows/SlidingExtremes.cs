using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tidemark.Indicators.Windows;

/// <summary>
/// The highest or lowest of the last n values for whole columns of finite values: maxima over 1, 2, 4, 8 ... values, each from two of the
/// ones before, and at last over n from two that overlap. No branch depends on the values, and four are done at a time.
/// </summary>
internal static class SlidingExtremes
{
    private const int PieceLength = 2048;

    /// <summary>Writes the highest of the last <paramref name="length"/> values; NaN before there are as many.</summary>
    public static void Highest(ReadOnlySpan<double> values, int length, Span<double> output) => Fill<HighestOf>(values, length, output);

    /// <summary>Writes the lowest of the last <paramref name="length"/> values; NaN before there are as many.</summary>
    public static void Lowest(ReadOnlySpan<double> values, int length, Span<double> output) => Fill<LowestOf>(values, length, output);

    private static void Fill<T>(ReadOnlySpan<double> values, int length, Span<double> output)
        where T : struct, IChoice
    {
        output[..Math.Min(length - 1, output.Length)].Fill(double.NaN);
        var step = Math.Max(PieceLength, length);
        var room = ArrayPool<double>.Shared.Rent(step + length - 1);
        for (var start = length - 1; start < values.Length; start += step)
        {
            var count = Math.Min(step, values.Length - start);
            var piece = room.AsSpan(0, count + length - 1);
            values.Slice(start - length + 1, piece.Length).CopyTo(piece);
            var width = 1;
            for (; width * 2 <= length; width *= 2) Combine<T>(piece, width);
            if (width < length) Combine<T>(piece, length - width);
            piece[(length - 1)..].CopyTo(output[start..]);
        }
        ArrayPool<double>.Shared.Return(room);
    }

    /// <summary>Each value becomes the better of itself and the one <paramref name="distance"/> before; from the end, so that what is read is still as it was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine<T>(Span<double> values, int distance)
        where T : struct, IChoice
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var end = values.Length;
        for (; end - Vector256<double>.Count >= distance; end -= Vector256<double>.Count)
        {
            var at = (nuint)(end - Vector256<double>.Count);
            T.Better(Vector256.LoadUnsafe(ref first, at), Vector256.LoadUnsafe(ref first, at - (nuint)distance)).StoreUnsafe(ref first, at);
        }
        for (var i = end - 1; i >= distance; i--) values[i] = T.Better(values[i], values[i - distance]);
    }

    private interface IChoice
    {
        static abstract Vector256<double> Better(Vector256<double> left, Vector256<double> right);

        static abstract double Better(double left, double right);
    }

    private readonly struct HighestOf : IChoice
    {
        public static Vector256<double> Better(Vector256<double> left, Vector256<double> right) => Vector256.MaxNative(left, right);

        public static double Better(double left, double right) => left > right ? left : right;
    }

    private readonly struct LowestOf : IChoice
    {
        public static Vector256<double> Better(Vector256<double> left, Vector256<double> right) => Vector256.MinNative(left, right);

        public static double Better(double left, double right) => left < right ? left : right;
    }
}
