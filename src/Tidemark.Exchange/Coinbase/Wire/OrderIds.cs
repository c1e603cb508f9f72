using System.Globalization;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Coinbase.Wire;

/// <summary>
/// The venue's ids of orders and fills. They are made of the product and the exchange's own number, which stands at the end in hex, so that
/// they are found again without being kept.
/// </summary>
internal sealed class OrderIds(ExchangeCore core)
{
    private const int NumberDigits = 12;

    public static string Of(ExchangeOrder order) => Of("order", order.Market, order.Id);

    /// <summary>Both sides of a trade have a fill of their own, also where they are of one account.</summary>
    public static string Of(ExchangeFill fill) => Of(fill.Order.Side == Side.Buy ? "bought" : "sold", fill.Order.Market, fill.TradeId);

    /// <summary>The order of an account with this id.</summary>
    public ExchangeOrder? Find(ExchangeAccount account, string id)
    {
        if (id.Length != 36 || !long.TryParse(id.AsSpan(id.Length - NumberDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)) return null;
        foreach (var market in core.Markets)
            if (core.Ledger.Find(account, market, number) is { } order && Of(order).Equals(id, StringComparison.OrdinalIgnoreCase)) return order;
        return null;
    }

    private static string Of(string kind, Market market, long number) =>
        string.Concat(CoinbaseText.IdOf($"{kind} {market.Rules.Symbol} {number}").AsSpan(0, 24), number.ToString("x12", CultureInfo.InvariantCulture));
}
