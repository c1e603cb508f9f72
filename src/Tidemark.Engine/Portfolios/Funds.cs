using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Portfolios;

/// <summary>
/// The arithmetic of "is there enough for this order", shared by the risk gate (before sending, at the last price) and the
/// simulated venue (at the fill price). The part of an order that brings the position nearer to zero never needs funds.
/// </summary>
internal static class Funds
{
    /// <summary>How much of an order's quantity brings the position nearer to zero.</summary>
    public static decimal ClosingPart(decimal position, Side side, decimal quantity)
    {
        var isReducing = Math.Sign(position) == (side == Side.Buy ? -1 : 1);
        return isReducing ? Exact.Min(Math.Abs(position), quantity) : 0m;
    }

    /// <summary>Whether an account can carry an order at a price.</summary>
    /// <param name="funds">What the account has.</param>
    /// <param name="side">The order's side.</param>
    /// <param name="quantity">Its quantity in base units.</param>
    /// <param name="price">The price assumed, in quote currency.</param>
    /// <param name="feeRate">The fee assumed, a fraction of notional, paid in quote currency.</param>
    public static bool Suffice(in FundsView funds, Side side, decimal quantity, decimal price, decimal feeRate)
    {
        // What is sold must be owned; its price does not matter.
        if (funds.Policy == FundsPolicy.OwnedAssets && side == Side.Sell) return Exact.Compare(Free(funds.Base, funds.ReservedBase), quantity) >= 0;
        var notional = funds.IsInverse ? ContractValue.Notional(true, quantity, price) : Exact.Multiply(quantity, price);
        var fee = Exact.Multiply(notional, feeRate);
        switch (funds.Policy)
        {
            case FundsPolicy.OwnedAssets:
                return Exact.Compare(Free(funds.Quote, funds.ReservedQuote), Exact.Add(notional, fee)) >= 0;
            case FundsPolicy.CashNotNegative:
                return ClosingPart(funds.Base, side, quantity) == quantity || funds.Quote + (side == Side.Buy ? -notional : notional) - fee >= 0m;
            default:
                if (ClosingPart(funds.Base, side, quantity) == quantity) return true;
                var position = funds.Base + side.Sign() * quantity;
                var after = funds.IsInverse ? ContractValue.Notional(true, position, price) : Math.Abs(position) * price;
                return after + funds.OtherExposure <= (funds.Equity - fee) * funds.Leverage;
        }
    }

    /// <summary>Most accounts have promised nothing.</summary>
    private static decimal Free(decimal owned, decimal reserved) => Math.Sign(reserved) == 0 ? owned : Exact.Subtract(owned, reserved);
}
