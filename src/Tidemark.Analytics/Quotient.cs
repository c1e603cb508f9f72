namespace Tidemark.Analytics;

/// <summary>Division in ratios: what is undefined is NaN, never an infinity that a reader would take for a result.</summary>
internal static class Quotient
{
    public static double Of(double numerator, double denominator)
    {
        var quotient = numerator / denominator;
        return double.IsFinite(quotient) ? quotient : double.NaN;
    }

    public static double FiniteOrNaN(double value) => double.IsFinite(value) ? value : double.NaN;
}
