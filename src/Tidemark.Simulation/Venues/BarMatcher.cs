using Tidemark.Simulation.Fills;

namespace Tidemark.Simulation.Venues;

/// <summary>Whether an order fills in a bar, and at what price before slippage. Pure; comparisons are in double, as market prices are.</summary>
internal static class BarMatcher
{
    /// <summary>A market order or a triggered stop: at the open.</summary>
    public static Match AtOpen(in Bar bar) => new(bar.Open, null, LiquidityRole.Taker);

    /// <summary>A stop: at the open if that is beyond it, else at its price if touched.</summary>
    public static Match? Stop(RestingOrder order, in Bar bar)
    {
        var stop = order.StopPrice!.Value;
        var level = stop.ToDouble();
        var countsOpen = order.Contingency is not { WokenInside: true };
        if (order.Request.Side == Side.Sell)
        {
            if (countsOpen && bar.Open <= level) return AtOpen(bar);
            return bar.Low <= level ? new Match(level, stop, LiquidityRole.Taker) : null;
        }
        if (countsOpen && bar.Open >= level) return AtOpen(bar);
        return bar.High >= level ? new Match(level, stop, LiquidityRole.Taker) : null;
    }

    /// <summary>A limit: at the open if that is as good or better, else at its price if the bar reaches it.</summary>
    public static Match? Limit(RestingOrder order, in Bar bar, IFillModel model)
    {
        var limit = order.LimitPrice!.Value;
        var level = limit.ToDouble();
        var isBuy = order.Request.Side == Side.Buy;
        var better = isBuy ? level - bar.Open : bar.Open - level;
        // An open at just the price is a touch like any other for an order that has rested: others stand before it.
        if (better > 0 || (better == 0 && (model.FillsLimitsOnTouch || !order.HasRested)))
            return new Match(bar.Open, null, order.HasRested ? LiquidityRole.Maker : LiquidityRole.Taker);
        var extreme = isBuy ? level - bar.Low : bar.High - level;
        var isReached = model.FillsLimitsOnTouch ? extreme >= 0 : extreme > 0;
        return isReached ? new Match(level, limit, LiquidityRole.Maker) : null;
    }

    /// <summary>Where an order fills.</summary>
    /// <param name="MarketPrice">The price as the market shows it.</param>
    /// <param name="OwnPrice">The order's own price, when that is where it fills: exact.</param>
    /// <param name="Role">Whether it gives or takes liquidity.</param>
    internal readonly record struct Match(double MarketPrice, Price? OwnPrice, LiquidityRole Role);
}
