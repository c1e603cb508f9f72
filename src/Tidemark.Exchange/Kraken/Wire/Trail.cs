namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>How a trailing stop follows the price.</summary>
/// <param name="Distance">From the best price so far to the trigger, in quote currency or percent.</param>
/// <param name="LimitOffset">From the trigger to the limit; null for a market order.</param>
internal sealed record Trail(decimal Distance, bool IsPercent, decimal? LimitOffset, string Text)
{
    /// <summary>The best price since the order came.</summary>
    public decimal Peak { get; set; }

    /// <summary>The trigger for the best price.</summary>
    /// <param name="tick">The trigger lies on it.</param>
    public decimal TriggerOf(Side side, decimal tick)
    {
        var distance = IsPercent ? Peak * Distance / 100 : Distance;
        var trigger = side == Side.Sell ? Peak - distance : Peak + distance;
        return Math.Max(tick, decimal.Round(trigger / tick) * tick);
    }
}
