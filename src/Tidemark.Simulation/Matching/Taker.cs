namespace Tidemark.Simulation.Matching;

/// <summary>An order while it takes from the book.</summary>
internal struct Taker
{
    public long OrderId;

    /// <summary>The worst price it takes; for a market order beyond every price.</summary>
    public long LimitTicks;

    /// <summary>What its events say: the limit, or 0 for a market order.</summary>
    public long ShownTicks;

    public long QuantityLots;
    public long RemainingLots;

    /// <summary>What it may still spend, in ticks times lots.</summary>
    public long NotionalLeft;

    /// <summary>0 before its first trade.</summary>
    public long TradeCount;

    public long FirstTradeTicks;
    public int Account;
    public Side Side;
    public SelfTradePrevention Prevention;
    public bool IsMarket;

    /// <summary>Why it must not go on, if so.</summary>
    public MatchReason End;

    /// <summary>The limit of an order that takes any price. No mark for an empty side is within it.</summary>
    public static long AnyPrice(Side side) => side == Side.Buy ? LimitBook.NoAsk - 1 : LimitBook.NoBid + 1;

    public readonly bool Reaches(long priceTicks) => Side == Side.Buy ? priceTicks <= LimitTicks : priceTicks >= LimitTicks;
}
