namespace Tidemark.Learning.Formats.Onnx;

/// <summary>The error function, by its series without cancellation: erf x = 2/√π · e^(-x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!. Source: NIST Digital Library of Mathematical Functions, 7.6.2.</summary>
internal static class ErrorFunction
{
    private const double TwoByRootOfPi = 1.12837916709551257390;

    public static double Erf(double value)
    {
        // From here on the next double below 1 is too far.
        if (Math.Abs(value) > 6) return Math.Sign(value);
        var (term, sum) = (value, value);
        for (var n = 1; n < 200 && Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * value * value / (2 * n + 1);
            sum += term;
        }
        return TwoByRootOfPi * Math.Exp(-value * value) * sum;
    }
}
