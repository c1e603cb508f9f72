namespace Tidemark.Learning.Tests.Networks.Plain;

/// <summary>Functions that the framework lacks, to the precision of double.</summary>
internal static class PlainMath
{
    /// <summary>The error function: its power series near zero, its continued fraction far from it.</summary>
    public static double Erf(double x)
    {
        if (x < 0) return -Erf(-x);
        if (x > 6) return 1;
        if (x > 2.5)
        {
            var fraction = 0.0;
            for (var k = 120; k > 0; k--) fraction = k / 2.0 / (x + fraction);
            return 1 - Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
        }
        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > 1e-18; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
