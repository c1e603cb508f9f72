namespace Tidemark.Engine.Orders;

/// <summary>
/// The way of a trailing stop: the best price seen since it came into force, and the level at a distance from it. That the level never
/// goes back is for the caller to see to.
/// </summary>
/// <param name="offset">How the distance is measured.</param>
/// <param name="isSell">Whether the stop sells: best is then the highest price.</param>
internal sealed class TrailingLevel(TrailingOffset offset, bool isSell)
{
    private double best = double.NaN;

    /// <summary>Whether it follows already; before its activation price is reached it does not.</summary>
    public bool IsActive { get; private set; } = offset.ActivationPrice is null;

    /// <summary>Takes a price that the market has reached. Returns the level that it asks for, or null while it asks for none.</summary>
    /// <param name="price">The price.</param>
    /// <param name="range">The average true range, where the distance is measured in it.</param>
    public double? Follow(double price, double range = 0)
    {
        if (!IsActive)
        {
            var start = offset.ActivationPrice!.Value.ToDouble();
            IsActive = isSell ? price >= start : price <= start;
            if (!IsActive) return null;
        }
        if (double.IsNaN(best) || (isSell ? price > best : price < best)) best = price;
        var value = (double)offset.Value;
        var distance = offset.Kind switch
        {
            TrailingKind.Fraction => best * value,
            TrailingKind.AverageTrueRange => range * value,
            _ => value,
        };
        return isSell ? best - distance : best + distance;
    }

    /// <summary>The level as a price on the tick, away from the market; null when it is none, or not ahead of where the stop stands.</summary>
    public Price? Ahead(double? asked, Price? standing, Instrument instrument, Instant time)
    {
        if (asked is not > 0 or > 1e27) return null;
        var level = instrument.RoundPrice((decimal)asked.Value, isSell ? Rounding.Down : Rounding.Up, time);
        if (level.Value <= 0m) return null;
        return standing is not { } stop || (isSell ? level > stop : level < stop) ? level : null;
    }
}
