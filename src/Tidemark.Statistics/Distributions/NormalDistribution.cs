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
    private static readonly double[] CentreAbove =
        [2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080];
    private static readonly double[] CentreBelow =
        [5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1];
    private static readonly double[] MiddleAbove =
        [7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258, 3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734];
    private static readonly double[] MiddleBelow =
        [1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1];
    private static readonly double[] FarAbove =
        [2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720];
    private static readonly double[] FarBelow =
        [2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1];

    /// <summary>The probability of a value of at most <paramref name="x"/>, to about 15 digits; NaN for NaN.</summary>
    /// <remarks>Source: J. F. Hart, "Computer Approximations", 1968, as given by G. West, "Better approximations to cumulative normal functions", Wilmott 2005; the far tail by Laplace's continued fraction.</remarks>
    public static double Cumulative(double x)
    {
        var distance = Math.Abs(x);
        var bell = Math.Exp(-0.5 * distance * distance);
        var tail = distance < Split ? bell * Polynomial(Upper, distance) / Polynomial(Lower, distance) : bell / Fraction(distance) / SquareRootOfTwoPi;
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>The value below which a share of <paramref name="probability"/> lies, to about 16 digits; infinite at 0 and 1, NaN outside.</summary>
    /// <remarks>Source: M. J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics 37 (1988), PPND16.</remarks>
    public static double Quantile(double probability)
    {
        var q = probability - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var r = 0.180625 - q * q;
            return q * Polynomial(CentreAbove, r) / Polynomial(CentreBelow, r);
        }
        var tail = q < 0 ? probability : 1 - probability;
        if (!(tail > 0)) return tail == 0 ? (q < 0 ? double.NegativeInfinity : double.PositiveInfinity) : double.NaN;
        var root = Math.Sqrt(-Math.Log(tail));
        var value = root <= 5 ? Polynomial(MiddleAbove, root - 1.6) / Polynomial(MiddleBelow, root - 1.6) : Polynomial(FarAbove, root - 5) / Polynomial(FarBelow, root - 5);
        return q < 0 ? -value : value;
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
