namespace Tidemark.Indicators.Volatility;

/// <summary>Wilder's true range: how far a bar reaches, the gap from the close before included.</summary>
internal static class RangeWithGap
{
    public static double Of(in Bar bar, double previousClose) =>
        Math.Max(bar.High - bar.Low, Math.Max(Math.Abs(bar.High - previousClose), Math.Abs(bar.Low - previousClose)));
}
