namespace Tidemark.Learning.Drift;

/// <summary>Whether two samples come from one distribution: the greatest distance of their cumulative shares. Missing values (NaN) are left out; equal values make the test cautious.</summary>
/// <param name="Distance">Between 0 and 1; NaN where a sample is empty.</param>
/// <param name="PValue">The probability of so great a distance between independent samples of one distribution; NaN where a sample is empty.</param>
/// <remarks>Source: M. A. Stephens, "Use of the Kolmogorov-Smirnov, Cramér-von Mises and Related Statistics" (1970), for the correction of small samples.</remarks>
public sealed record KolmogorovSmirnov(double Distance, double PValue)
{
    private const int MostTerms = 200;

    /// <summary>Compares two samples in any order.</summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    /// <param name="independent">The share of their values that are independent of the others.</param>
    public static KolmogorovSmirnov Test(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double independent = 1)
    {
        var a = first.ToArray().Where(value => !double.IsNaN(value)).Order().ToArray();
        var b = second.ToArray().Where(value => !double.IsNaN(value)).Order().ToArray();
        if (a.Length == 0 || b.Length == 0) return new KolmogorovSmirnov(double.NaN, double.NaN);
        var (i, j, distance) = (0, 0, 0.0);
        while (i < a.Length && j < b.Length)
        {
            var value = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] == value) i++;
            while (j < b.Length && b[j] == value) j++;
            distance = Math.Max(distance, Math.Abs((double)i / a.Length - (double)j / b.Length));
        }
        var size = Math.Sqrt(independent * a.Length * b.Length / (a.Length + b.Length));
        return new KolmogorovSmirnov(distance, Beyond((size + 0.12 + 0.11 / size) * distance));
    }

    /// <summary>Kolmogorov's distribution: the probability of more than x.</summary>
    private static double Beyond(double x)
    {
        if (x < 0.3) return 1;
        var sum = 0.0;
        for (var k = 1; k <= MostTerms; k++)
        {
            var term = Math.Exp(-2.0 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
            if (term < 1e-18) break;
        }
        return Math.Clamp(2 * sum, 0, 1);
    }
}
