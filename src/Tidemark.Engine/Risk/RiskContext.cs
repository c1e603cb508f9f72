using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Risk;

/// <summary>What a risk rule sees of an order about to be sent.</summary>
/// <param name="Request">The order.</param>
/// <param name="Rules">The trading rules in force.</param>
/// <param name="Price">The price assumed for it: its limit or stop, else the last price.</param>
/// <param name="Funds">What its account has.</param>
/// <param name="FeeRate">The fee assumed, a fraction of notional.</param>
/// <param name="Limits">The session's limits.</param>
/// <param name="OpenOrders">Working orders of the session.</param>
/// <param name="IsHalted">Whether new exposure is blocked.</param>
/// <param name="WorkingSameSide">What other working orders of the instrument may still add on the same side, in base units.</param>
internal readonly record struct RiskContext(OrderRequest Request, TradingRules Rules, decimal? Price, FundsView Funds, decimal FeeRate,
    RiskLimits Limits, int OpenOrders, bool IsHalted, decimal WorkingSameSide)
{
    /// <summary>Whether the order can only bring the position nearer to zero (or waits for a parent, which was checked itself).</summary>
    public bool OnlyReduces => Request.ReduceOnly || Request.IsContingent
        || Portfolios.Funds.ClosingPart(Funds.Base, Request.Side, Request.Quantity.Value + WorkingSameSide) == Request.Quantity.Value + WorkingSameSide;
}
