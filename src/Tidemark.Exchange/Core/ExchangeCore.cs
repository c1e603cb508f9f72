using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Faults;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Core;

/// <summary>
/// The exchange without a wire: markets, accounts, orders, money. One thread at a time may use it. Money is conserved: what a trade takes
/// from one account it gives to another, and fees go to the house.
/// </summary>
internal partial class ExchangeCore
{
    private readonly Dictionary<string, Market> markets = new(StringComparer.Ordinal);
    private readonly List<ExchangeAccount> accounts = [];
    private readonly Dictionary<string, ExchangeAccount> byKey = new(StringComparer.Ordinal);
    private readonly MatchEvents events = new();
    private readonly PriorityQueue<ExchangeOrder, Instant> expiring = new();
    private readonly FeeSchedule fees;

    public ExchangeCore(IEnumerable<MarketRules> rules, Instant start, FeeSchedule? fees = null)
    {
        this.fees = fees ?? FeeSchedule.Usual;
        Time = start;
        foreach (var rule in rules) markets.Add(rule.Symbol, new Market(rule));
        House = Open("house", isAgent: true);
    }

    /// <summary>The time as the exchange tells it.</summary>
    public Instant Now => Time + Skew;

    /// <summary>How time really goes on: it never goes back.</summary>
    public Instant Time { get; private set; }

    /// <summary>How far the exchange's clock is off.</summary>
    public Duration Skew { get; set; }

    public IReadOnlyCollection<Market> Markets => markets.Values;

    public IReadOnlyList<ExchangeAccount> Accounts => accounts;

    /// <summary>Where the fees go.</summary>
    public ExchangeAccount House { get; }

    public ExchangeLedger Ledger { get; } = new();

    public IExchangeListener? Listener { get; set; }

    /// <summary>What goes wrong with orders; null where nothing does.</summary>
    public OrderFaults? Faults { get; set; }

    public Market? FindMarket(string symbol) => markets.GetValueOrDefault(symbol);

    public ExchangeAccount? FindAccount(string key) => byKey.GetValueOrDefault(key);

    public ExchangeAccount Open(string name, bool isAgent, ApiKey? key = null)
    {
        var account = new ExchangeAccount(accounts.Count, name, isAgent, key) { UpdatedAt = Now, MakerFeeRate = fees.MakerRate, TakerFeeRate = fees.TakerRate };
        accounts.Add(account);
        if (key is not null) byKey.Add(key.Key, account);
        return account;
    }

    /// <summary>Moves the exchange's clock; it never goes back. Orders whose time has come end.</summary>
    public virtual void MoveTo(Instant now)
    {
        if (now <= Time) return;
        Time = now;
        foreach (var market in markets.Values)
            foreach (var series in market.Series) series.Advance(Now);
        while (expiring.TryPeek(out var order, out var end) && end <= Now)
        {
            expiring.Dequeue();
            // An amendment may have moved the moment: then the order is in the queue once more.
            if (order.IsLive && order.Ticket.ExpiresAt == end) CancelOne(order, null, MatchReason.Expired);
        }
    }

    /// <summary>Takes on an order, or refuses it without any effect.</summary>
    public virtual PlaceResult Place(ExchangeAccount account, Market market, OrderTicket ticket)
    {
        if (Check(account, market, ticket) is not OrderRefusal.None and var refusal) return refusal;
        if (Faults is null || account.IsAgent) return Submit(account, market, ticket, isFunded: false, null);
        var crumbs = Faults.BeforeOrder(account, market, ticket);
        var result = Submit(account, market, ticket, isFunded: false, null);
        if (crumbs is not null) Faults.AfterOrder(crumbs, result.Order);
        return result;
    }

    /// <summary>Whether <see cref="Place"/> would take the order on, as far as the rules say; nothing is done.</summary>
    public virtual OrderRefusal Check(ExchangeAccount account, Market market, OrderTicket ticket)
    {
        if (account.IsAgent) return OrderRefusal.None;
        if (ticket.ClientOrderId.Length > 0 && Ledger.Find(account, market, ticket.ClientOrderId) is { IsLive: true }) return OrderRefusal.DuplicateClientOrderId;
        return OrderFilters.Check(this, account, market, ticket);
    }

    /// <param name="isFunded">Whether the other order of its pair already holds the money.</param>
    protected PlaceResult Submit(ExchangeAccount account, Market market, OrderTicket ticket, bool isFunded, Action<ExchangeOrder>? prepare)
    {
        var feeAsset = FeeAssetOf(market, ticket);
        var refusal = Fund(account, market, ticket, isFunded, feeAsset, out var need);
        if (refusal != OrderRefusal.None) return refusal;
        var order = new ExchangeOrder(market.NextOrderId++, market, account, ticket, need.Quantity, feeAsset, Now);
        if (!isFunded && need.Locked > 0)
        {
            var balance = account.Of(order.LockedAsset);
            balance.Free -= need.Locked;
            balance.Locked += need.Locked;
            order.Locked = need.Locked;
        }
        Register(order);
        prepare?.Invoke(order);
        refusal = Enter(order, need.NotionalLimit);
        return refusal == OrderRefusal.None ? new PlaceResult(order) : refusal;
    }

    /// <summary>What an order needs, and whether the account has it.</summary>
    protected virtual OrderRefusal Fund(ExchangeAccount account, Market market, OrderTicket ticket, bool isFunded, string feeAsset, out Funding need)
    {
        var asset = ticket.Side == Side.Buy ? market.Rules.QuoteAsset : market.Rules.BaseAsset;
        if (!Funding.TryCompute(market, account, ticket, feeAsset == asset ? account.HighestFeeRate : 0, out need)) return OrderRefusal.InsufficientBalance;
        return !isFunded && (need.Locked > account.Of(asset).Free || need.Locked <= 0) ? OrderRefusal.InsufficientBalance : OrderRefusal.None;
    }

    /// <summary>From here on the order is one.</summary>
    protected void Register(ExchangeOrder order)
    {
        order.Market.Live.Add(order.Id, order);
        Ledger.Add(order);
        if (order.Ticket.ExpiresAt is { } end) expiring.Enqueue(order, end);
    }

    /// <summary>Gives a registered order to the book.</summary>
    protected OrderRefusal Enter(ExchangeOrder order, decimal notionalLimit)
    {
        events.Clear();
        order.Market.Engine.Submit(ToMatchOrder(order, notionalLimit), events);
        var refusal = Refused(order);
        if (refusal == OrderRefusal.None) Carry(order.Market, null);
        return refusal;
    }

    /// <summary>Takes back an order that the book refused: it never was one.</summary>
    private OrderRefusal Refused(ExchangeOrder order)
    {
        if (events.Count == 0 || events.Items[0].Kind != MatchEventKind.Rejected) return OrderRefusal.None;
        var reason = events.Items[0].Reason;
        Release(order);
        order.State = OrderState.Expired;
        order.Market.Live.Remove(order.Id);
        Ledger.Forget(order);
        return reason switch
        {
            MatchReason.WouldTake => OrderRefusal.WouldTake,
            MatchReason.WouldTrigger => OrderRefusal.WouldTrigger,
            MatchReason.PriceOutOfRange => OrderRefusal.PriceFilter,
            MatchReason.InvalidQuantity => OrderRefusal.LotSize,
            MatchReason.TooManyParts => OrderRefusal.IcebergParts,
            _ => OrderRefusal.InvalidCombination,
        };
    }

    protected string FeeAssetOf(Market market, OrderTicket ticket) => (ticket.FeeCurrency ?? fees.Currency) switch
    {
        FeeCurrency.Quote => market.Rules.QuoteAsset,
        FeeCurrency.Base => market.Rules.BaseAsset,
        _ => ticket.Side == Side.Buy ? market.Rules.BaseAsset : market.Rules.QuoteAsset,
    };

    private static MatchOrder ToMatchOrder(ExchangeOrder order, decimal notionalLimit)
    {
        var (market, ticket) = (order.Market, order.Ticket);
        var unit = market.Rules.PriceTick * market.Rules.QuantityStep;
        return new MatchOrder(order.Id, order.Account.Number, ticket.Side, ticket.Type, market.LotsOf(order.Quantity), ticket.Price is { } price ? market.TicksOf(price) : 0)
        {
            TimeInForce = ticket.TimeInForce,
            PostOnly = ticket.PostOnly,
            TriggerTicks = ticket.StopPrice is { } stop ? market.TicksOf(stop) : 0,
            DisplayLots = ticket.IcebergQuantity is { } shown ? market.LotsOf(shown) : 0,
            NotionalLimit = notionalLimit <= 0 ? 0 : notionalLimit >= long.MaxValue * unit ? long.MaxValue : decimal.ToInt64(decimal.Floor(notionalLimit / unit)),
            Prevention = ticket.Prevention,
        };
    }

    private static void Release(ExchangeOrder order)
    {
        if (order.Locked == 0) return;
        var balance = order.Account.Of(order.LockedAsset);
        balance.Locked -= order.Locked;
        balance.Free += order.Locked;
        order.Locked = 0;
    }
}
