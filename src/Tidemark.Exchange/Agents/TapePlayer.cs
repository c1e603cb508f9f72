using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Agents;

/// <summary>
/// Makes recorded trades happen in a book: before each, simulated traders withdraw what would trade at another price, and then one of them
/// offers exactly that quantity at that price and another one takes it. Orders of clients that stand in the way trade first.
/// </summary>
internal sealed class TapePlayer(ExchangeCore core, Market market, MarketTape tape, ExchangeAccount offerer, ExchangeAccount taker)
{
    private readonly Instant start = new Instant(core.Time.Nanoseconds - core.Time.Nanoseconds % tape.Grid.Nanoseconds) + tape.Phase;
    private int next;
    private decimal last = tape.Prints[0].Price;

    public bool IsDone => next >= tape.Prints.Count;

    /// <summary>Lets happen what is due, and says where the price stands.</summary>
    public decimal Advance()
    {
        var elapsed = core.Time - start;
        for (; next < tape.Prints.Count && tape.Prints[next].At <= elapsed; next++) Print(tape.Prints[next]);
        var fair = FairAt(elapsed);
        Withdraw(Side.Buy, fair);
        Withdraw(Side.Sell, fair);
        return fair;
    }

    private decimal FairAt(Duration elapsed)
    {
        if (IsDone || next == 0 || !tape.IsContinuous) return last;
        var (before, after) = (tape.Prints[next - 1], tape.Prints[next]);
        var passed = (decimal)(elapsed - before.At).Nanoseconds / (after.At - before.At).Nanoseconds;
        return before.Price + (after.Price - before.Price) * Math.Clamp(passed, 0, 1);
    }

    private void Print(in TapePrint print)
    {
        var rules = market.Rules;
        var price = Math.Max(rules.PriceTick, Math.Round(print.Price / rules.PriceTick) * rules.PriceTick);
        var quantity = Math.Round(print.Quantity / rules.QuantityStep) * rules.QuantityStep;
        var side = print.Aggressor ?? (price >= last ? Side.Buy : Side.Sell);
        last = price;
        if (quantity <= 0) return;
        Withdraw(Side.Buy, price);
        Withdraw(Side.Sell, price);
        var offer = core.Place(offerer, market, Ticket(side == Side.Buy ? Side.Sell : Side.Buy, TimeInForce.Gtc, price, quantity)).Order;
        core.Place(taker, market, Ticket(side, TimeInForce.Ioc, price, quantity));
        if (offer is { IsLive: true }) core.Cancel(offer);
    }

    /// <summary>Nobody of the simulated traders bids this much or more, or asks this or less.</summary>
    private void Withdraw(Side side, decimal price)
    {
        while (market.Best(side) is { } best && (side == Side.Buy ? best.Price >= price : best.Price <= price))
        {
            var standing = market.Live.Values.Where(order => order.Account.IsAgent && order.Side == side && order.WorkingAt is not null && order.Ticket.Price is { } own && (side == Side.Buy ? own >= price : own <= price)).ToArray();
            foreach (var order in standing.OrderBy(order => order.Id)) core.Cancel(order);
            if (standing.Length == 0) return;
        }
    }

    private static OrderTicket Ticket(Side side, TimeInForce force, decimal price, decimal quantity) =>
        new() { ClientOrderId = "", Side = side, Type = OrderType.Limit, TimeInForce = force, Price = price, Quantity = quantity };
}
