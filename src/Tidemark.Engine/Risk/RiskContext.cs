using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Risk;

/// <summary>What a risk rule sees of an order about to be sent. The gate has one and fills it anew for each order.</summary>
internal sealed class RiskContext(RiskLimits limits)
{
    private FundsView funds;

    /// <summary>The session's limits.</summary>
    public RiskLimits Limits => limits;

    /// <summary>The order.</summary>
    public OrderRequest Request { get; set; } = null!;

    /// <summary>What is to change of a working order; null for a new one.</summary>
    public Amendment? Change { get; set; }

    /// <summary>The engine's time.</summary>
    public Instant Now { get; set; }

    /// <summary>How the account holds positions.</summary>
    public PositionMode PositionMode { get; set; }

    /// <summary>The trading rules in force.</summary>
    public TradingRules Rules { get; set; } = TradingRules.None;

    /// <summary>The price assumed for it: its limit or stop, else the last price; null when none is known.</summary>
    public decimal? Price { get; set; }

    /// <summary>The last price; NaN before the first.</summary>
    public double LastPrice { get; set; }

    /// <summary>How many orders of a request's instrument work besides it, and how many of them wait for a trigger. Counted only where a rule asks.</summary>
    public required Func<OrderRequest, (int Working, int Waiting)> WorkingOrders { get; init; }

    /// <summary>What its account has.</summary>
    public ref FundsView Funds => ref funds;

    /// <summary>What a quantity is worth at the price assumed, in quote currency; inverse contracts are counted in it already.</summary>
    public decimal NotionalOf(decimal quantity, decimal price) => funds.IsInverse ? quantity : quantity * price;

    /// <summary>The fee assumed, a fraction of notional.</summary>
    public decimal FeeRate { get; set; }

    /// <summary>Working orders of the session.</summary>
    public int OpenOrders { get; set; }

    /// <summary>Whether new exposure is blocked.</summary>
    public bool IsHalted { get; set; }

    /// <summary>Why the instrument gets no new exposure now, or <see cref="OrderReason.None"/>.</summary>
    public OrderReason Closed { get; set; }

    /// <summary>What other working orders of the instrument may still add on the same side, in base units.</summary>
    public decimal WorkingSameSide { get; set; }

    /// <summary>Whether the order can only bring the position nearer to zero.</summary>
    public bool OnlyReduces => Request.OnlyReduces || IsClosing(Request.Quantity.Value + WorkingSameSide);

    private bool IsClosing(decimal quantity) => Portfolios.Funds.ClosingPart(funds.Base, Request.Side, quantity) == quantity;
}
