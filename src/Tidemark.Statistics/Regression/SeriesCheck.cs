using System.Globalization;

namespace Tidemark.Statistics.Regression;

/// <summary>Refuses series that a test can say nothing about.</summary>
internal static class SeriesCheck
{
    /// <exception cref="ArgumentException">Fewer values than <paramref name="fewest"/>, or one that is not finite.</exception>
    public static void Finite(ReadOnlySpan<double> series, string name, int fewest)
    {
        if (series.Length < fewest) throw new ArgumentException($"{name} has {series.Length} values; at least {fewest} are needed");
        for (var i = 0; i < series.Length; i++)
            if (!double.IsFinite(series[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} is {series[i]} at position {i}; only finite numbers can be tested"));
    }

    /// <exception cref="ArgumentException">As <see cref="Finite"/>, or all values are the same.</exception>
    public static void Varying(ReadOnlySpan<double> series, string name, int fewest)
    {
        Finite(series, name, fewest);
        if (!series.ContainsAnyExcept(series[0])) throw new ArgumentException($"{name} is constant; there is nothing to test");
    }

    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void SameLength(int expected, IReadOnlyList<double[]> series, string name)
    {
        for (var i = 0; i < series.Count; i++)
            if (series[i].Length != expected) throw new ArgumentException($"{name} {i + 1} has {series[i].Length} values where {expected} are expected");
    }
}
