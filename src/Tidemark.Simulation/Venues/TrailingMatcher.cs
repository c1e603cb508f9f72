namespace Tidemark.Simulation.Venues;

/// <summary>
/// A trailing stop in one bar, worst case first: the open moves it and may trigger it; then the bar's adverse extreme meets the level
/// as it stood; only then does the favourable extreme move it. If the close lies beyond the level so moved, the price has certainly
/// come back through it, and it triggers there.
/// </summary>
internal static class TrailingMatcher
{
    /// <summary>Moves the stop along and tells where it fills, before slippage; null when it does not.</summary>
    public static BarMatcher.Match? Follow(RestingOrder order, in Bar bar, Instrument instrument)
    {
        var isSell = order.Request.Side == Side.Sell;
        var isWokenInside = order.IsWokenInside(bar);
        if (isWokenInside)
        {
            var woken = order.Contingency!.WokenPrice;
            if (IsBeyond(order, woken, isSell)) return new BarMatcher.Match(woken, null, LiquidityRole.Taker);
            Raise(order, woken, instrument, bar.OpenTime);
        }
        else
        {
            if (IsBeyond(order, bar.Open, isSell)) return BarMatcher.AtOpen(bar);
            Raise(order, bar.Open, instrument, bar.OpenTime);
        }
        if (IsBeyond(order, isSell ? bar.Low : bar.High, isSell)) return AtLevel(order);
        // What came before the entry inside this bar is not known: only the close is certain to have come after it.
        Raise(order, isWokenInside ? bar.Close : isSell ? bar.High : bar.Low, instrument, bar.OpenTime);
        return IsBeyond(order, bar.Close, isSell) ? AtLevel(order) : null;
    }

    private static bool IsBeyond(RestingOrder order, double price, bool isSell) =>
        order.StopPrice is { } stop && (isSell ? price <= stop.ToDouble() : price >= stop.ToDouble());

    private static BarMatcher.Match AtLevel(RestingOrder order) => new(order.StopPrice!.Value.ToDouble(), order.StopPrice, LiquidityRole.Taker);

    private static void Raise(RestingOrder order, double price, Instrument instrument, Instant time)
    {
        var trail = order.Trail!;
        if (trail.Ahead(trail.Follow(price), order.StopPrice, instrument, time) is { } level) order.MoveStop(level);
    }
}
