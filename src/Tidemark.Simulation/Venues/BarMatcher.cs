using Tidemark.Simulation.Fills;

namespace Tidemark.Simulation.Venues;

/// <summary>Whether an order fills in a bar, and at what price before slippage. Pure; comparisons are in double, as market prices are.</summary>
internal static class BarMatcher
{
    /// <summary>A market order or a triggered stop: at the open.</summary>
    public static Match AtOpen(in Bar bar) => new(bar.Open, null, LiquidityRole.Taker);

    /// <summary>A stop: at the open if that is beyond it, else at its price if touched.</summary>
    public static Match? Stop(RestingOrder order, in Bar bar) => Touch(order, bar, order.Request.Side == Side.Sell);

    /// <summary>A take-profit trigger: the same from the other side.</summary>
    public static Match? TakeProfit(RestingOrder order, in Bar bar) => Touch(order, bar, order.Request.Side == Side.Buy);

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
        // What must fill at once does not wait for the rest of the bar.
        if (order.IsImmediate) return null;
        return Reaches(isBuy ? bar.Low : bar.High, level, isBuy, model) ? new Match(level, limit, LiquidityRole.Maker) : null;
    }

    /// <summary>
    /// A limit order that a trigger has just set free: at the price of the trigger if that is as good, else at its limit if the price
    /// certainly came there afterwards; the whole bar comes after its open, and only the close after a moment inside.
    /// </summary>
    public static Match? AfterTrigger(RestingOrder order, in Match trigger, in Bar bar, IFillModel model)
    {
        var limit = order.LimitPrice!.Value;
        var level = limit.ToDouble();
        var isBuy = order.Request.Side == Side.Buy;
        if (isBuy ? trigger.MarketPrice <= level : trigger.MarketPrice >= level) return trigger;
        if (order.IsImmediate) return null;
        var later = trigger.OwnPrice is not null ? bar.Close : isBuy ? bar.Low : bar.High;
        return Reaches(later, level, isBuy, model) ? new Match(level, limit, LiquidityRole.Maker) : null;
    }

    private static Match? Touch(RestingOrder order, in Bar bar, bool fromAbove)
    {
        var stop = order.StopPrice!.Value;
        var level = stop.ToDouble();
        if (order.IsWokenInside(bar))
        {
            // Its entry filled beyond its level already: the market is there, and gives no better price.
            var woken = order.Contingency!.WokenPrice;
            if (fromAbove ? woken <= level : woken >= level) return new Match(woken, null, LiquidityRole.Taker);
        }
        else if (fromAbove ? bar.Open <= level : bar.Open >= level)
        {
            return AtOpen(bar);
        }
        return (fromAbove ? bar.Low <= level : bar.High >= level) ? new Match(level, stop, LiquidityRole.Taker) : null;
    }

    private static bool Reaches(double price, double level, bool isBuy, IFillModel model)
    {
        var beyond = isBuy ? level - price : price - level;
        return model.FillsLimitsOnTouch ? beyond >= 0 : beyond > 0;
    }

    /// <summary>Where an order fills.</summary>
    /// <param name="MarketPrice">The price as the market shows it.</param>
    /// <param name="OwnPrice">The order's own price, when that is where it fills: exact.</param>
    /// <param name="Role">Whether it gives or takes liquidity.</param>
    internal readonly record struct Match(double MarketPrice, Price? OwnPrice, LiquidityRole Role);
}
