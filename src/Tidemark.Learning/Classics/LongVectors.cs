using System.Numerics;
using System.Runtime.InteropServices;

namespace Tidemark.Learning.Classics;

/// <summary>Sums over long columns, vectorised; the order of additions depends on the width of the machine's vectors alone.</summary>
internal static class LongVectors
{
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var a = MemoryMarshal.Cast<double, Vector<double>>(left);
        var b = MemoryMarshal.Cast<double, Vector<double>>(right);
        Vector<double> first = default, second = default;
        var i = 0;
        for (; i + 1 < a.Length; i += 2)
        {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
        }
        if (i < a.Length) first += a[i] * b[i];
        var sum = Vector.Sum(first + second);
        for (i = a.Length * Vector<double>.Count; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }

    /// <summary>Adds a multiple of a vector to another.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> values)
    {
        var a = MemoryMarshal.Cast<double, Vector<double>>(target);
        var b = MemoryMarshal.Cast<double, Vector<double>>(values);
        for (var i = 0; i < a.Length; i++) a[i] += b[i] * factor;
        for (var i = a.Length * Vector<double>.Count; i < target.Length; i++) target[i] += factor * values[i];
    }
}
