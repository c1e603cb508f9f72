namespace Tidemark.Research.Reports;

/// <summary>
/// Prices as whole numbers of steps, finer than any screen: steps of two millionths of the price where all are above zero, so that old
/// low prices are as exact as late high ones; else steps of a part of the range.
/// </summary>
/// <param name="IsLogarithmic">Whether a step is a factor.</param>
/// <param name="Base">The price of number zero.</param>
/// <param name="Step">The logarithm of the factor, or the difference, between neighbours.</param>
internal sealed record PriceScale(bool IsLogarithmic, double Base, double Step)
{
    private const double Relative = 2e-6;
    private const int Steps = 1_000_000;

    public static PriceScale Of(ReadOnlySpan<double> lows, ReadOnlySpan<double> highs)
    {
        double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
        foreach (var low in lows) lowest = Math.Min(lowest, low);
        foreach (var high in highs) highest = Math.Max(highest, high);
        if (lowest > 0 && double.IsFinite(highest)) return new PriceScale(true, lowest, Relative);
        return double.IsFinite(lowest) && double.IsFinite(highest) && highest > lowest ? new PriceScale(false, lowest, (highest - lowest) / Steps) : new PriceScale(false, 0, 1);
    }

    public long NumberOf(double price) => !double.IsFinite(price) ? 0 : (long)Math.Round(IsLogarithmic ? Math.Log(price / Base) / Step : (price - Base) / Step);

    public double PriceOf(long number) => IsLogarithmic ? Base * Math.Exp(number * Step) : Base + number * Step;
}
