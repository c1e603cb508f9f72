using System.Globalization;

namespace Tidemark.Learning.Tests.Networks;

/// <summary>Comparison of float results with exact ones.</summary>
internal static class Close
{
    /// <summary>Every difference is at most the tolerance times the largest magnitude of the expected numbers (or times 1e-3 where all are smaller).</summary>
    public static void Same(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        var scale = Math.Max(1e-3, expected.Count == 0 ? 0 : expected.Max(Math.Abs));
        for (var i = 0; i < expected.Count; i++)
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance * scale))
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"number {i} of {expected.Count} is {actual[i]:R} instead of {expected[i]:R}; the largest is {scale:R}"));
    }

    public static void Same(IReadOnlyList<double> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        var values = new double[actual.Length];
        for (var i = 0; i < values.Length; i++) values[i] = actual[i];
        Same(expected, values, tolerance);
    }
}
