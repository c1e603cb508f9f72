namespace Tidemark.Statistics.Randomness;

/// <summary>
/// Natural logarithm and exponential from additions, multiplications and divisions alone. IEEE-754 rounds those the same
/// everywhere, while the C library behind <see cref="Math.Log(double)"/> may differ in the last bit between systems: random
/// streams use these, so that a seed means the same series on every machine. Error below 2 units in the last place.
/// </summary>
public static class PortableMath
{
    private const double Ln2High = 0.6931471803691238;
    private const double Ln2Low = 1.9082149292705877e-10;
    private const double SqrtTwo = 1.4142135623730951;
    private const int ExponentBias = 1023;

    /// <summary>The natural logarithm of a positive, normal, finite number.</summary>
    public static double Log(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) - ExponentBias;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | ((long)ExponentBias << 52));
        if (mantissa > SqrtTwo)
        {
            mantissa *= 0.5;
            exponent++;
        }
        // log m = 2 atanh((m - 1) / (m + 1)); the ratio is at most 0.172, so twelve terms are enough.
        var ratio = (mantissa - 1) / (mantissa + 1);
        var square = ratio * ratio;
        var series = 0.0;
        for (var term = 23; term >= 3; term -= 2) series = (series + 1.0 / term) * square;
        return exponent * Ln2High + (exponent * Ln2Low + 2 * ratio * series + 2 * ratio);
    }

    /// <summary>e to the power of a number between -700 and 700.</summary>
    public static double Exp(double value)
    {
        var power = Math.Floor(value * (1 / 0.6931471805599453) + 0.5);
        var rest = value - power * Ln2High - power * Ln2Low;
        var series = 1.0;
        for (var term = 14; term >= 1; term--) series = 1 + rest / term * series;
        return series * BitConverter.Int64BitsToDouble(((long)power + ExponentBias) << 52);
    }
}
