using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Core;

/// <summary>The exchange's own truth about clients: every order, fill and pair. Agents leave nothing here.</summary>
internal sealed class ExchangeLedger
{
    private readonly Dictionary<(int Account, string Symbol, string ClientId), ExchangeOrder> byClientId = [];
    private readonly Dictionary<(string Symbol, long Id), ExchangeOrder> byId = [];
    private readonly List<ExchangeOrder> orders = [];
    private readonly List<ExchangeFill> fills = [];
    private readonly List<OrderPair> pairs = [];

    public IReadOnlyList<ExchangeOrder> Orders => orders;

    public IReadOnlyList<ExchangeFill> Fills => fills;

    public IReadOnlyList<OrderPair> Pairs => pairs;

    public ExchangeOrder? Find(ExchangeAccount account, Market market, long id) =>
        byId.TryGetValue((market.Rules.Symbol, id), out var order) && ReferenceEquals(order.Account, account) ? order : null;

    /// <summary>The last order with this client id.</summary>
    public ExchangeOrder? Find(ExchangeAccount account, Market market, string clientId) =>
        byClientId.GetValueOrDefault((account.Number, market.Rules.Symbol, clientId));

    public IEnumerable<ExchangeOrder> OrdersOf(ExchangeAccount account) => orders.Where(order => ReferenceEquals(order.Account, account));

    public IEnumerable<ExchangeFill> FillsOf(ExchangeAccount account, Market market) =>
        fills.Where(fill => ReferenceEquals(fill.Order.Account, account) && ReferenceEquals(fill.Order.Market, market));

    /// <summary>Whosever order that is.</summary>
    public ExchangeOrder? Find(string symbol, long id) => byId.GetValueOrDefault((symbol, id));

    public void Add(ExchangeOrder order)
    {
        if (order.Account.IsAgent) return;
        orders.Add(order);
        byId[(order.Market.Rules.Symbol, order.Id)] = order;
        NameAs(order);
    }

    /// <summary>Takes out an order that the book refused.</summary>
    public void Forget(ExchangeOrder order)
    {
        if (order.Account.IsAgent) return;
        orders.Remove(order);
        byId.Remove((order.Market.Rules.Symbol, order.Id));
        byClientId.Remove((order.Account.Number, order.Market.Rules.Symbol, order.ClientOrderId));
    }

    /// <summary>Files an order under its client id, where it has one.</summary>
    public void NameAs(ExchangeOrder order)
    {
        if (order.ClientOrderId.Length > 0) byClientId[(order.Account.Number, order.Market.Rules.Symbol, order.ClientOrderId)] = order;
    }

    public void Add(ExchangeFill fill)
    {
        if (fill.Order.Account.IsAgent) return;
        fill.Order.Fills.Add(fill);
        fills.Add(fill);
    }

    /// <summary>Puts a corrected fill in the place of the one that was booked.</summary>
    public void Replace(ExchangeFill before, ExchangeFill after)
    {
        before.Order.Fills[before.Order.Fills.IndexOf(before)] = after;
        fills[fills.IndexOf(before)] = after;
    }

    public void Add(OrderPair pair) => pairs.Add(pair);
}
