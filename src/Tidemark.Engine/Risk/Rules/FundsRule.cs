using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Risk.Rules;

/// <summary>The account can carry the order at the price assumed, its fee included; see <see cref="Funds"/>.</summary>
internal static class FundsRule
{
    public static OrderReason Check(RiskContext context)
    {
        var request = context.Request;
        // The venue checks these when they become active: until then the parent's fill has not brought what they sell.
        if (request.IsContingent || request.OnlyReduces) return OrderReason.None;
        if (context.Price is not { } price) return OrderReason.NoMarketPrice;
        if (Funds.Suffice(context.Funds, request.Side, request.Quantity.Value, price, context.FeeRate)) return OrderReason.None;
        return context.Funds.Policy == FundsPolicy.OwnedAssets && request.Side == Side.Sell && context.Funds.Base <= 0m
            ? OrderReason.ShortNotAllowed
            : OrderReason.InsufficientFunds;
    }
}
