namespace Tidemark.Venues.Aggregation;

/// <summary>
/// Which of several prices of one thing are outliers, by the median absolute deviation. With the median m of the prices and the median d of
/// |price − m|, a price is one when |price − m| &gt; max(<paramref name="Deviations"/> · 1.4826 · d, <paramref name="SmallestBand"/> · m). 1.4826 makes d an
/// estimate of the standard deviation for normal errors; the smallest band keeps prices that differ by less than venues usually do where
/// most agree to the tick and d is nearly 0. Among fewer than three prices none is an outlier: nobody can say which of two is wrong. Of an
/// even number the median is the mean of the two in the middle.
/// </summary>
/// <param name="Deviations">How many of them a price may be away.</param>
/// <param name="SmallestBand">As a fraction of the median.</param>
/// <remarks>Leys, Ley, Klein, Bernard, Licata (2013), Detecting outliers: do not use standard deviation around the mean, use absolute deviation around the median.</remarks>
public sealed record OutlierRule(double Deviations, double SmallestBand)
{
    private const int FewestPrices = 3;
    private const double NormalFactor = 1.4826;

    /// <summary>Three deviations, and at least 0.2 %.</summary>
    public static readonly OutlierRule Usual = new(3, 0.002);

    /// <summary>Marks the outliers.</summary>
    /// <param name="prices">Finite and positive.</param>
    /// <param name="isOutlier">One for each price.</param>
    /// <param name="scratch">As long, for sorting.</param>
    public void Find(ReadOnlySpan<double> prices, Span<bool> isOutlier, Span<double> scratch)
    {
        isOutlier[..prices.Length].Clear();
        if (prices.Length < FewestPrices) return;
        scratch = scratch[..prices.Length];
        prices.CopyTo(scratch);
        var median = MedianOf(scratch);
        for (var i = 0; i < prices.Length; i++) scratch[i] = Math.Abs(prices[i] - median);
        var band = Math.Max(Deviations * NormalFactor * MedianOf(scratch), SmallestBand * median);
        for (var i = 0; i < prices.Length; i++) isOutlier[i] = Math.Abs(prices[i] - median) > band;
    }

    /// <summary>The median; the values are sorted by it.</summary>
    internal static double MedianOf(Span<double> values)
    {
        values.Sort();
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
    }
}
