using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Kraken.Access;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken;

/// <summary>What the Kraken dialect keeps beside the exchange itself; used on the exchange's thread only.</summary>
internal sealed class KrakenVenue(ExchangeCore core)
{
    private readonly Dictionary<Market, int> numbers = core.Markets.Select((market, index) => (market, index)).ToDictionary(item => item.market, item => item.index);

    private long amendments;

    public ExchangeCore Core { get; } = core;

    public KrakenPairs Pairs { get; } = new(core);

    public Gatekeeper Gate { get; } = new(core);

    public RateLimits Limits { get; } = new();

    public SocketTokens Tokens { get; } = new();

    public SpreadHistory Spreads { get; } = new();

    /// <summary>When all orders of an account are canceled unless it speaks again.</summary>
    public Dictionary<ExchangeAccount, Instant> Switches { get; } = [];

    public Instant Now => Core.Now;

    /// <summary>The next id of an amendment.</summary>
    public string NextAmendId() => TransactionId.OfTrade(numbers.Count, ++amendments, isMaker: false);

    public int NumberOf(Market market) => numbers[market];

    public string IdOf(ExchangeOrder order) => TransactionId.OfOrder(numbers[order.Market], order.Id);

    public string IdOf(ExchangeFill fill) => TransactionId.OfTrade(numbers[fill.Order.Market], fill.TradeId, fill.IsMaker);

    /// <summary>An order of the account by its transaction id.</summary>
    public ExchangeOrder? Find(ExchangeAccount account, string id) =>
        TransactionId.TryReadOrder(id, out var market, out var number) && market < Pairs.All.Count ? Core.Ledger.Find(account, Pairs.All[market].Market, number) : null;

    /// <summary>A live order of the account by the client's own id, or the last with that id.</summary>
    public ExchangeOrder? FindByClientId(ExchangeAccount account, string clientId)
    {
        ExchangeOrder? found = null;
        foreach (var pair in Pairs.All)
            if (Core.Ledger.Find(account, pair.Market, clientId) is { } order && (found is null || order.IsLive)) found = order;
        return found;
    }

    /// <summary>The account's live orders, oldest first.</summary>
    public IEnumerable<ExchangeOrder> LiveOrders(ExchangeAccount account) => Core.Ledger.OrdersOf(account).Where(order => order.IsLive);

    /// <summary>Takes on an order, with everything that the venue looks at.</summary>
    /// <param name="points">How much it raises the account's counter.</param>
    public ExchangeOrder Place(ExchangeAccount account, KrakenPair pair, OrderTicket ticket, double points = 1)
    {
        CheckClientId(account, ticket);
        Limits.Place(account, pair.Market, points, Now);
        var result = Core.Place(account, pair.Market, ticket);
        return result.Order ?? throw RefusalText.Of(result.Refusal);
    }

    /// <summary>Whether the rules would take the order on; nothing is done.</summary>
    public void Check(ExchangeAccount account, KrakenPair pair, OrderTicket ticket)
    {
        CheckClientId(account, ticket);
        if (Core.Check(account, pair.Market, ticket) is not OrderRefusal.None and var refusal) throw RefusalText.Of(refusal);
    }

    public void Cancel(ExchangeOrder order, string reason)
    {
        Limits.Cancel(order, Now);
        OrderText.Remarks(order).Reason = reason;
        if (Core.Cancel(order) is not OrderRefusal.None and var refusal) throw RefusalText.Of(refusal);
    }

    /// <summary>Ends all live orders of an account; tells how many.</summary>
    public int CancelAll(ExchangeAccount account, string reason)
    {
        var count = 0;
        foreach (var order in LiveOrders(account).ToArray())
        {
            Limits.Cancel(order, Now);
            OrderText.Remarks(order).Reason = reason;
            if (Core.Cancel(order) == OrderRefusal.None) count++;
        }
        return count;
    }

    /// <summary>Sets or renews the account's switch; 0 seconds takes it away.</summary>
    public Instant? Switch(ExchangeAccount account, long seconds)
    {
        if (seconds is < 0 or > 86_400) throw KrakenError.Arguments("timeout");
        Switches.Remove(account);
        if (seconds == 0) return null;
        return Switches[account] = Now + Duration.FromSeconds(seconds);
    }

    /// <summary>New terms for a live order, which keeps its id.</summary>
    public void Amend(ExchangeOrder order, OrderChange change)
    {
        Limits.Amend(order, Now);
        // What is asked for has filled already: the rest is canceled.
        if (change.Quantity <= order.Executed)
        {
            OrderText.Remarks(order).Reason = "User requested";
            Core.Cancel(order);
            return;
        }
        OrderText.Remarks(order).IsAmended = true;
        if (Core.Amend(order, change) is not OrderRefusal.None and var refusal) throw RefusalText.Of(refusal);
    }

    /// <summary>Cancels an order and places one with other terms in its stead.</summary>
    public ExchangeOrder Edit(ExchangeOrder order, OrderTicket ticket)
    {
        Limits.Edit(order, Now);
        OrderText.Remarks(order).Reason = "Order replaced";
        var result = Core.Replace(order, ticket);
        if (result.Order is not null) return result.Order;
        if (order.IsLive) OrderText.Remarks(order).Reason = null;
        throw RefusalText.Of(result.Refusal);
    }

    private void CheckClientId(ExchangeAccount account, OrderTicket ticket)
    {
        if (ticket.ClientOrderId.Length > 0 && FindByClientId(account, ticket.ClientOrderId) is { IsLive: true }) throw RefusalText.Of(OrderRefusal.DuplicateClientOrderId);
    }
}
