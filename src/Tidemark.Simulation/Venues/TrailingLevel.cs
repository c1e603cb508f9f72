namespace Tidemark.Simulation.Venues;

/// <summary>
/// The way of a trailing stop: the best price seen since it came into force, and the level at a distance from it that never goes back.
/// </summary>
/// <param name="offset">The distance, as an amount or a fraction.</param>
internal sealed class TrailingLevel(TrailingOffset offset)
{
    private double best = double.NaN;
    private bool isActive = offset.ActivationPrice is null;

    /// <summary>Takes a price that the market has reached. Returns the level that it asks for, or null while it asks for none.</summary>
    /// <param name="price">The price.</param>
    /// <param name="isSell">Whether the stop sells: best is then the highest price.</param>
    public double? Follow(double price, bool isSell)
    {
        if (!isActive)
        {
            var start = offset.ActivationPrice!.Value.ToDouble();
            isActive = isSell ? price >= start : price <= start;
            if (!isActive) return null;
        }
        if (double.IsNaN(best) || (isSell ? price > best : price < best)) best = price;
        var distance = offset.Kind == TrailingKind.Fraction ? best * (double)offset.Value : (double)offset.Value;
        return isSell ? best - distance : best + distance;
    }
}
