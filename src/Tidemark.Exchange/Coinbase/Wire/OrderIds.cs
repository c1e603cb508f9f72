using System.Globalization;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Coinbase.Wire;

/// <summary>
/// The venue's ids of orders and fills. They are made of the product and the exchange's own number, which stands at the end in hex, so that
/// they are found again without being kept.
/// </summary>
internal sealed class OrderIds(ExchangeCore core)
{
    private const int NumberDigits = 12;

    public static string Of(ExchangeOrder order) => Of("order", order.Market.Rules.Symbol, order.Id);

    /// <summary>Both sides of a trade have a fill of their own, also where they are of one account.</summary>
    public static string Of(ExchangeFill fill) => OfTrade(fill.Order.Side, fill.Order.Market.Rules.Symbol, fill.TradeId);

    /// <summary>What a side of a trade is called.</summary>
    public static string OfTrade(Side side, string symbol, long number) => Of(side == Side.Buy ? "bought" : "sold", symbol, number);

    /// <summary>The order of an account with this id.</summary>
    public ExchangeOrder? Find(ExchangeAccount account, string id)
    {
        if (id.Length != 36 || !long.TryParse(id.AsSpan(id.Length - NumberDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)) return null;
        foreach (var market in core.Markets)
            if (core.Ledger.Find(account, market, number) is { } order && Of(order).Equals(id, StringComparison.OrdinalIgnoreCase)) return order;
        return null;
    }

    private static string Of(string kind, string symbol, long number) =>
        string.Concat(CoinbaseText.IdOf($"{kind} {symbol} {number}").AsSpan(0, 24), number.ToString("x12", CultureInfo.InvariantCulture));
}
