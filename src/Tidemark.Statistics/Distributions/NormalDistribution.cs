namespace Tidemark.Statistics.Distributions;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    private const double SquareRootOfTwoPi = 2.5066282746310005;
    private const int TermsOfFraction = 30;
    private const double Split = 7.07106781186547;
    private static readonly double[] Upper =
        [3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376];
    private static readonly double[] Lower =
        [8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752];

    /// <summary>The probability of a value of at most <paramref name="x"/>, to about 15 digits; NaN for NaN.</summary>
    /// <remarks>Source: J. F. Hart, "Computer Approximations", 1968, as given by G. West, "Better approximations to cumulative normal functions", Wilmott 2005; the far tail by Laplace's continued fraction.</remarks>
    public static double Cumulative(double x)
    {
        var distance = Math.Abs(x);
        var bell = Math.Exp(-0.5 * distance * distance);
        var tail = distance < Split ? bell * Polynomial(Upper, distance) / Polynomial(Lower, distance) : bell / Fraction(distance) / SquareRootOfTwoPi;
        return x > 0 ? 1 - tail : tail;
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients) sum = sum * x + coefficient;
        return sum;
    }

    private static double Fraction(double x)
    {
        var value = x;
        for (var i = TermsOfFraction; i >= 1; i--) value = x + i / value;
        return value;
    }
}
