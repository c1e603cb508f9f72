using Tidemark.Strategies.Trend;

namespace Tidemark.Strategies;

/// <summary>What strategies share that are long, short or out of a market, one unit at a time.</summary>
public abstract class DirectedStrategy : Strategy
{
    [Parameter(Description = "whether it also sells short")]
    public TradeDirection Direction { get; init; } = TradeDirection.LongOnly;

    public override bool NeedsShorting => Direction == TradeDirection.LongShort;

    /// <summary>The side that it is on now.</summary>
    protected PositionSide SideOf(InstrumentIndex instrument) => Position(instrument).Side;

    /// <summary>Buys one unit, closing a short position with it; nothing where it is long already and not about to leave.</summary>
    protected void GoLong(InstrumentIndex instrument, string tag)
    {
        if (SideOf(instrument) != PositionSide.Long || IsLeaving(instrument)) SetTarget(instrument, UnitQuantity, tag);
    }

    /// <summary>Sells one unit short where that is allowed, closing a long position with it; else only leaves.</summary>
    protected void GoShort(InstrumentIndex instrument, string tag)
    {
        if (Direction == TradeDirection.LongOnly) Leave(instrument, tag);
        else if (SideOf(instrument) != PositionSide.Short || IsLeaving(instrument)) SetTarget(instrument, -UnitQuantity, tag);
    }

    /// <summary>
    /// Brings the position to a share of the equity, where that is far enough from what is held once the orders under way have filled, or is
    /// nothing at all.
    /// </summary>
    /// <param name="instrument">Of what.</param>
    /// <param name="weight">From -1 to 1; what is negative is nothing where it sells nothing short.</param>
    /// <param name="full">The share of equity that a weight of 1 means.</param>
    /// <param name="step">The least change that is traded.</param>
    /// <param name="leaving">The tag of an exit.</param>
    protected void HoldWeight(InstrumentIndex instrument, double weight, double full, double step, string leaving)
    {
        if (Direction == TradeDirection.LongOnly) weight = Math.Max(0, weight);
        var (position, underWay) = (Position(instrument).Quantity, UnderWay(instrument));
        if (weight == 0)
        {
            if (!position.IsZero || !underWay.IsZero) Leave(instrument, leaving);
        }
        else if (Math.Abs(weight - WeightOf(instrument, position + underWay) / full) >= step)
        {
            SetTargetWeight(instrument, weight * full);
        }
    }

    /// <summary>Closes what is held, and takes back an entry that has not filled yet.</summary>
    protected void Leave(InstrumentIndex instrument, string tag) => SetTarget(instrument, Quantity.Zero, tag);
}
