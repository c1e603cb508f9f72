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
    private const double TailBelow = 0.02425;
    private static readonly double[] CentreUpper =
        [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716, 2.506628277459239];
    private static readonly double[] CentreLower = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
    private static readonly double[] TailUpper =
        [-7.784894002430293e-3, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
    private static readonly double[] TailLower = [7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416];

    /// <summary>The probability of a value of at most <paramref name="x"/>, to about 15 digits; NaN for NaN.</summary>
    /// <remarks>Source: J. F. Hart, "Computer Approximations", 1968, as given by G. West, "Better approximations to cumulative normal functions", Wilmott 2005; the far tail by Laplace's continued fraction.</remarks>
    public static double Cumulative(double x)
    {
        var distance = Math.Abs(x);
        var bell = Math.Exp(-0.5 * distance * distance);
        var tail = distance < Split ? bell * Polynomial(Upper, distance) / Polynomial(Lower, distance) : bell / Fraction(distance) / SquareRootOfTwoPi;
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>The value below which a share of <paramref name="probability"/> lies, to about 15 digits; infinite at 0 and 1, NaN outside.</summary>
    /// <remarks>Source: P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003), with one step of Halley's method.</remarks>
    public static double Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1)) return double.NaN;
        if (probability is 0 or 1) return probability == 0 ? double.NegativeInfinity : double.PositiveInfinity;
        // The upper half mirrors the lower one, where small probabilities keep their digits.
        if (probability > 0.5) return -Quantile(1 - probability);
        double x;
        if (probability < TailBelow)
        {
            var q = Math.Sqrt(-2 * Math.Log(probability));
            x = Polynomial(TailUpper, q) / (Polynomial(TailLower, q) * q + 1);
        }
        else
        {
            var q = probability - 0.5;
            var r = q * q;
            x = Polynomial(CentreUpper, r) * q / (Polynomial(CentreLower, r) * r + 1);
        }
        var step = (Cumulative(x) - probability) * SquareRootOfTwoPi * Math.Exp(x * x / 2);
        // Below 1e-308 the step has no digits left.
        return double.IsFinite(step) ? x - step / (1 + x * step / 2) : x;
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
