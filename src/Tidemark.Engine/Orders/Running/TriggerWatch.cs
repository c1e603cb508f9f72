namespace Tidemark.Engine.Orders.Running;

/// <summary>
/// Whether the market has touched a trigger that the engine watches. It learns of a bar at its close: the order then leaves, and fills
/// no earlier than the next bar. A trailing stop meets the adverse extreme as it stood, then the favourable one moves it.
/// </summary>
internal static class TriggerWatch
{
    /// <summary>Looks at a bar; single prices are bars of one price.</summary>
    /// <param name="run">The order; its trailing level is moved.</param>
    /// <param name="bar">The bar.</param>
    /// <param name="instrument">Whose ticks levels are brought to.</param>
    /// <param name="now">The engine's time.</param>
    /// <param name="moved">Where a trailing stop stands now, when it has moved.</param>
    public static bool IsTouched(EngineRun run, in Bar bar, Instrument instrument, Instant now, out Price? moved)
    {
        moved = null;
        var order = run.Order;
        var isSell = order.Side == Side.Sell;
        // Stops of a sell and take-profits of a buy wait for falling prices.
        var falls = order.Type.IsStop() == isSell;
        if (order.StopPrice is { } stop && IsBeyond(stop, falls ? bar.Low : bar.High, falls)) return true;
        if (run.Trail is not { } trail) return false;
        moved = trail.Ahead(trail.Follow(isSell ? bar.High : bar.Low, run.Range?.Value ?? 0), order.StopPrice, instrument, now);
        return moved is { } level && IsBeyond(level, bar.Close, falls);
    }

    private static bool IsBeyond(Price level, double price, bool falls) => falls ? price <= level.ToDouble() : price >= level.ToDouble();
}
