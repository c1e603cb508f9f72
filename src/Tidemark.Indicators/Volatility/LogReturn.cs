namespace Tidemark.Indicators.Volatility;

/// <summary>The natural logarithm of a value over the one before.</summary>
internal static class LogReturn
{
    /// <summary>0 where a value is not positive: series other than prices may have such values, and they have no logarithm.</summary>
    public static double Of(double value, double before) => value > 0 && before > 0 ? Math.Log(value / before) : 0;
}
