using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Faults;

/// <summary>What goes wrong with orders of clients, through the book like everything else; on the exchange's thread.</summary>
internal sealed class OrderFaults(ExchangeCore core, FaultDirector director, Action<Instant, Action> schedule)
{
    private const int UsualCrumbs = 5;
    private readonly List<(ExchangeOrder Order, decimal Part)> resting = [];
    private ExchangeAccount? filler;

    /// <summary>Stands on the other side of crumbs and corrections.</summary>
    private ExchangeAccount Filler => filler ??= core.Open("faults", isAgent: true);

    /// <summary>Whether the cancellation of a live order is refused.</summary>
    public bool RefusesCancel(ExchangeOrder order) =>
        director.IsRunning && !order.Account.IsAgent && director.TryDecide(See(OccasionKind.Cancel, order.Account, order.Market), FaultKind.RejectCancel, out _);

    /// <summary>Puts crumbs into the book in place of what the order would have met.</summary>
    /// <returns>Null where the order is left alone.</returns>
    public CrumbPlan? BeforeOrder(ExchangeAccount account, Market market, OrderTicket ticket)
    {
        if (!director.IsRunning || !director.TryDecide(See(OccasionKind.Order, account, market), FaultKind.PartialFill, out var action)) return null;
        var count = action.Fault.Count ?? UsualCrumbs;
        var share = action.Fault.Share ?? 1;
        var crumbs = new CrumbPlan(count);
        var side = ticket.Side == Side.Buy ? Side.Sell : Side.Buy;
        if (market.Best(side) is not { } best || ticket.Type.WaitsForTrigger() || ticket.PostOnly) return crumbs;
        var isMet = ticket.Price is not { } limit || (ticket.Side == Side.Buy ? limit >= best.Price : limit <= best.Price);
        if (!isMet) return crumbs;
        Clear(market, side, share == 1 ? best.Price : ticket.Price ?? (side == Side.Buy ? 0 : decimal.MaxValue));
        var wanted = (ticket.Quantity ?? ticket.QuoteQuantity!.Value / best.Price) * share;
        foreach (var quantity in Parts(wanted, count, market.Rules.QuantityStep))
            if (core.Place(Funded(market), market, new OrderTicket { ClientOrderId = "", Side = side, Type = OrderType.Limit, Price = best.Price, Quantity = quantity }).Order is { } crumb)
                crumbs.Orders.Add(crumb);
        return crumbs;
    }

    /// <summary>Takes away the crumbs that the order did not eat, and remembers it where it rests.</summary>
    public void AfterOrder(CrumbPlan crumbs, ExchangeOrder? order)
    {
        foreach (var crumb in crumbs.Orders)
            if (crumb.IsLive) core.Cancel(crumb);
        if (order is { IsLive: true }) resting.Add((order, Math.Max(order.Market.Rules.QuantityStep, Floor(order.Quantity / crumbs.Count, order.Market.Rules.QuantityStep))));
    }

    /// <summary>Corrects a fill a while later, if the plan says so.</summary>
    public void AfterFill(ExchangeFill fill)
    {
        var (account, market) = (fill.Order.Account, fill.Order.Market);
        if (!director.IsRunning || !director.TryDecide(See(OccasionKind.Fill, account, market), FaultKind.CorrectTrade, out var action)) return;
        var change = (action.Fault.Ticks ?? 1) * market.Rules.PriceTick * (fill.Order.Side == Side.Buy ? -1 : 1);
        schedule(core.Time + action.Delay, () => core.Correct(fill, fill.Price + change, Funded(market)));
    }

    /// <summary>Orders that rest at the best price get a crumb at every step.</summary>
    public void Step()
    {
        resting.RemoveAll(item => !item.Order.IsLive);
        foreach (var (order, part) in resting.ToArray())
        {
            var market = order.Market;
            if (order.WorkingAt is null || order.Ticket.Price is not { } price || market.Best(order.Side)?.Price != price) continue;
            Clear(market, order.Side, price);
            var side = order.Side == Side.Buy ? Side.Sell : Side.Buy;
            var quantity = Math.Min(part, order.Quantity - order.Executed);
            core.Place(Funded(market), market, new OrderTicket { ClientOrderId = "", Side = side, Type = OrderType.Limit, TimeInForce = TimeInForce.Ioc, Price = price, Quantity = quantity });
        }
    }

    /// <summary>Simulated traders take back what they have on a side up to a price.</summary>
    private void Clear(Market market, Side side, decimal upTo)
    {
        var meant = market.Live.Values.Where(order => order.Account.IsAgent && order.Side == side && order.WorkingAt is not null
            && order.Ticket.Price is { } price && (side == Side.Buy ? price >= upTo : price <= upTo)).OrderBy(order => order.Id).ToArray();
        foreach (var order in meant) core.Cancel(order);
    }

    private ExchangeAccount Funded(Market market)
    {
        foreach (var asset in (string[])[market.Rules.BaseAsset, market.Rules.QuoteAsset])
            if (!Filler.Balances.ContainsKey(asset)) Filler.Of(asset).Free = 10_000_000_000m;
        return Filler;
    }

    private FaultOccasion See(OccasionKind kind, ExchangeAccount account, Market market) =>
        director.See(new FaultOccasion(kind, market.Rules.Symbol, account.Name) { IsAbout = symbol => symbol == market.Rules.Symbol }, core.Time);

    private static IEnumerable<decimal> Parts(decimal wanted, int count, decimal step)
    {
        var (left, part) = (Floor(wanted, step), Math.Max(step, Floor(wanted / count, step)));
        for (var i = 1; i <= count && left > 0; i++)
        {
            var quantity = i == count ? left : Math.Min(part, left);
            left -= quantity;
            yield return quantity;
        }
    }

    private static decimal Floor(decimal value, decimal step) => decimal.Floor(value / step) * step;
}
