using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Contracts;

/// <summary>
/// The exchange's linear perpetuals: nothing is owned, a fill changes a position, and what stands behind it is the wallet. Money is conserved:
/// what one side gains the other loses, funding goes from one side to the other, and the house takes fees and bears what margins do not cover.
/// </summary>
internal sealed partial class ContractCore : ExchangeCore
{
    public const string MarginAsset = "USDT";

    /// <summary>How far beyond the best price a market order is taken to fill, for its margin.</summary>
    private const decimal MarketMargin = 1.0005m;

    /// <summary>How far beyond the mark price a limit may lie on the side that pays too much.</summary>
    private const decimal FarthestFromMark = 0.05m;

    private readonly ExchangeCore? spot;
    private readonly Dictionary<ExchangeAccount, ContractAccount> holders = [];
    private readonly Dictionary<Market, MarkPrice> marks = [];
    private readonly Dictionary<ContractAccount, HashSet<ContractPosition>> changed = [];
    private long nextIncome = 1;

    /// <param name="spot">Its markets of the same symbols are the index.</param>
    public ContractCore(IEnumerable<MarketRules> rules, Instant start, ExchangeCore? spot = null)
        : base(rules, start, new FeeSchedule(0.0002m, 0.0005m, FeeCurrency.Quote))
    {
        this.spot = spot;
        foreach (var market in Markets)
        {
            marks.Add(market, new MarkPrice(market));
            marks[market].Begin(start);
        }
    }

    private IContractListener? Hearer => Listener as IContractListener;

    public MarkPrice MarkOf(Market market) => marks[market];

    /// <summary>The spot market that a contract follows; null where there is none.</summary>
    public Market? IndexOf(Market market) => spot?.FindMarket(market.Rules.Symbol);

    /// <summary>What is held on one side of a contract, by all together.</summary>
    public decimal OpenInterestOf(Market market) => holders.Values.SelectMany(holder => holder.Positions).Where(position => position.Market == market).Sum(position => Math.Max(0, position.Quantity));

    public ContractAccount Of(ExchangeAccount account)
    {
        if (!holders.TryGetValue(account, out var holder)) holders.Add(account, holder = new ContractAccount(account));
        return holder;
    }

    public Margin MarginOf(ExchangeAccount account) => new(this, Of(account));

    /// <summary>Whether an order can only make its position smaller.</summary>
    public static bool Reduces(OrderTicket ticket) => ticket.Contract is { } terms && terms.Position switch
    {
        ContractSide.Long => ticket.Side == Side.Sell,
        ContractSide.Short => ticket.Side == Side.Buy,
        _ => terms.ReduceOnly || terms.ClosesPosition,
    };

    /// <summary>Puts back a position; the house stands in for who was on the other side.</summary>
    public void Restore(ContractAccount holder, Market market, ContractSide side, decimal quantity, decimal entryValue, decimal isolatedWallet, decimal realizedPnl, Instant updatedAt)
    {
        holder.Of(market, side).Restore(quantity, entryValue, isolatedWallet, realizedPnl, updatedAt);
        var other = Of(House).Of(market, ContractSide.Both);
        other.Restore(other.Quantity - quantity, other.EntryValue - entryValue, 0, 0, updatedAt);
        nextIncome = Math.Max(nextIncome, holder.Income.Count == 0 ? 1 : holder.Income[^1].Id + 1);
    }

    /// <summary>Puts money into a wallet from outside.</summary>
    public void Deposit(ExchangeAccount account, decimal amount)
    {
        account.Of(MarginAsset).Free += amount;
        Record(Of(account), IncomeKind.Transfer, "", amount, null);
    }

    public void SetLeverage(ContractAccount account, Market market, int leverage)
    {
        account.SetLeverage(market, leverage);
        Hearer?.OnLeverage(account, market);
    }

    /// <summary>Moves money between the wallet and an isolated position.</summary>
    /// <returns>False where it is not there.</returns>
    public bool MoveMargin(ExchangeAccount account, ContractPosition position, decimal amount)
    {
        var margin = MarginOf(account);
        var isEnough = amount > 0 ? amount <= margin.Available : position.IsolatedWallet + amount + Math.Min(0, margin.Pnl(position)) >= margin.Initial(position);
        if (!isEnough) return false;
        position.IsolatedWallet += amount;
        Hearer?.OnAccount(Of(account), AccountChange.MarginTransfer, [position]);
        return true;
    }

    public override OrderRefusal Check(ExchangeAccount account, Market market, OrderTicket ticket)
    {
        if (account.IsAgent || ticket.Contract is not { IsForced: false } terms) return OrderRefusal.None;
        if (terms.Position == ContractSide.Both == Of(account).IsHedged) return OrderRefusal.WrongPositionSide;
        if (Reduces(ticket) && base.Check(account, market, ticket with { Quantity = ticket.Quantity ?? market.Rules.MaximumMarketQuantity }) is var own && own is not OrderRefusal.Notional) return own;
        if (!Reduces(ticket) && base.Check(account, market, ticket) is not OrderRefusal.None and var refusal) return refusal;
        if (ticket.Price is not { } price || ticket.Type.WaitsForTrigger()) return OrderRefusal.None;
        var mark = MarkOf(market).Mark;
        var isTooFar = ticket.Side == Side.Buy ? price > mark * (1 + FarthestFromMark) : price < mark * (1 - FarthestFromMark);
        return isTooFar ? OrderRefusal.TooFarFromMark : OrderRefusal.None;
    }

    protected override OrderRefusal Fund(ExchangeAccount account, Market market, OrderTicket ticket, bool isFunded, string feeAsset, out Funding need)
    {
        need = new Funding(0, ticket.Quantity ?? 0, 0);
        if (account.IsAgent || ticket.Contract is not { } terms) return OrderRefusal.None;
        if (!Reduces(ticket)) return FundOpening(account, market, ticket, need.Quantity);
        var held = Of(account).Find(market, terms.Position)?.Quantity ?? 0;
        if (held == 0 || held > 0 == (ticket.Side == Side.Buy)) return OrderRefusal.NothingToReduce;
        need = need with { Quantity = terms.ClosesPosition ? Math.Abs(held) : Math.Min(need.Quantity, Math.Abs(held)) };
        return OrderRefusal.None;
    }

    protected override OrderRefusal FundAmended(ExchangeOrder order, OrderTicket after, decimal feeReserve, out Funding need)
    {
        need = new Funding(0, after.Quantity ?? 0, 0);
        return Reduces(after) ? OrderRefusal.None : FundOpening(order.Account, order.Market, after, Math.Max(0, need.Quantity - (order.Quantity - order.Executed)));
    }

    protected override (decimal Fee, decimal RealizedPnl) Pay(ExchangeOrder order, decimal price, decimal quantity, bool isMaker)
    {
        var holder = Of(order.Account);
        var position = holder.Of(order.Market, order.Ticket.Contract?.Position ?? ContractSide.Both);
        var wallet = order.Account.Of(MarginAsset);
        var closed = position.Quantity > 0 == (order.Side == Side.Sell) ? Math.Min(Math.Abs(position.Quantity), quantity) : 0;
        var gained = position.Apply(order.Side == Side.Buy ? quantity : -quantity, price);
        var fee = Math.Round(price * quantity * (isMaker ? order.Account.MakerFeeRate : order.Account.TakerFeeRate), FeeDecimals, MidpointRounding.ToZero);
        wallet.Free += gained - fee;
        House.Of(MarginAsset).Free += fee;
        position.UpdatedAt = Now;
        if (order.Account.IsAgent) return (fee, gained);
        var opened = quantity - closed;
        if (holder.IsIsolated(order.Market) && opened > 0) position.IsolatedWallet += Math.Round(opened * price / holder.LeverageOf(order.Market), FeeDecimals);
        if (closed > 0) Record(holder, IncomeKind.RealizedPnl, order.Market.Rules.Symbol, gained, order.Market.Engine.NextTradeId - 1);
        Record(holder, IncomeKind.Commission, order.Market.Rules.Symbol, -fee, order.Market.Engine.NextTradeId - 1);
        if (!changed.TryGetValue(holder, out var positions)) changed.Add(holder, positions = []);
        positions.Add(position);
        return (fee, gained);
    }

    private OrderRefusal FundOpening(ExchangeAccount account, Market market, OrderTicket ticket, decimal quantity)
    {
        var (holder, margin, mark) = (Of(account), MarginOf(account), MarkOf(market).Mark);
        var best = market.Best(ticket.Side == Side.Buy ? Side.Sell : Side.Buy)?.Price ?? mark;
        var price = ticket.Price ?? (ticket.Side == Side.Buy ? best * MarketMargin : best);
        var more = margin.OpenOrderInitialOf(market, ticket, quantity, price) - margin.OpenOrderInitialOf(market);
        var loss = Math.Max(0, ticket.Side == Side.Buy ? price - mark : mark - price) * quantity;
        if (more > 0 && more + loss > margin.Available) return OrderRefusal.InsufficientMargin;
        var (bids, asks) = margin.OpenOf(market, ticket.Contract!.Position);
        var held = holder.Find(market, ticket.Contract.Position)?.ValueAt(mark) ?? 0;
        var value = ticket.Side == Side.Buy ? Math.Max(0, held) + bids : Math.Max(0, -held) + asks;
        return value + quantity * price > ContractMarkets.LargestAt(market, holder.LeverageOf(market)) ? OrderRefusal.TooLargeForLeverage : OrderRefusal.None;
    }

    private void Record(ContractAccount holder, IncomeKind kind, string symbol, decimal amount, long? tradeId)
    {
        if (!holder.Owner.IsAgent) holder.Income.Add(new IncomeEntry(nextIncome++, kind, symbol, amount, MarginAsset, Now, tradeId));
    }
}
