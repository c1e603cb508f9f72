namespace Tidemark.Storage.Catalog.Checking;

/// <summary>A price far from those around it: most often a bad print, sometimes a crash.</summary>
/// <param name="Time">Of the bar or trade.</param>
/// <param name="Price">Its high or low, or the price of the trade.</param>
/// <param name="Typical">The median close of the bars around it.</param>
public readonly record struct PriceOutlier(Instant Time, double Price, double Typical)
{
    /// <summary>How far off, as a fraction of the typical price.</summary>
    public double Deviation => Price / Typical - 1;
}
