using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Core;

/// <summary>What must be held before an order may go to the book, so that no balance can become negative.</summary>
/// <param name="Locked">Quote currency of a buy, base currency of a sell, with the fee where that comes on top.</param>
/// <param name="Quantity">The quantity for the book; of an order by quote quantity the most that it could be.</param>
/// <param name="NotionalLimit">What the order may spend or receive at most; 0 for no limit.</param>
internal readonly record struct Funding(decimal Locked, decimal Quantity, decimal NotionalLimit)
{
    private const int DeepestLevels = 5_000;

    /// <summary>A waiting market buy holds this much more than its trigger costs, and spends no more when it wakes.</summary>
    private const decimal StopReserve = 1.05m;

    /// <summary>More than anybody has, and far from where numbers end.</summary>
    private const decimal Beyond = 1e24m;

    private const int Decimals = 8;

    /// <summary>What is held for a quantity at a limit.</summary>
    /// <param name="feeRate">Of a fee that comes on top, else 0.</param>
    public static decimal OfLimit(Side side, decimal price, decimal quantity, decimal feeRate) => WithFee(side == Side.Buy ? price * quantity : quantity, feeRate, MidpointRounding.ToPositiveInfinity);

    /// <summary>What may be let go again when a part of it has traded: never more than was held for that part.</summary>
    public static decimal OfPart(Side side, decimal price, decimal quantity, decimal feeRate) => WithFee(side == Side.Buy ? price * quantity : quantity, feeRate, MidpointRounding.ToZero);

    /// <param name="feeRate">Of a fee that comes on top, else 0.</param>
    /// <returns>False where the account cannot pay at all.</returns>
    public static bool TryCompute(Market market, ExchangeAccount account, OrderTicket ticket, decimal feeRate, out Funding need)
    {
        var isWithin = ticket.Side == Side.Buy && ticket.QuoteQuantityIncludesFee && ticket.QuoteQuantity is not null;
        var isComputed = TryCompute(market, account, isWithin ? ticket with { QuoteQuantity = ticket.QuoteQuantity / (1 + feeRate) } : ticket, out need, feeRate);
        need = need with { Locked = isWithin ? ticket.QuoteQuantity!.Value : WithFee(Math.Min(need.Locked, Beyond), feeRate, MidpointRounding.ToPositiveInfinity) };
        return isComputed;
    }

    private static bool TryCompute(Market market, ExchangeAccount account, OrderTicket ticket, out Funding need, decimal feeRate)
    {
        var rules = market.Rules;
        if (ticket.Type == OrderType.Market && ticket.QuoteQuantity is { } quote)
        {
            var lowPrice = Math.Max(rules.PriceTick, (market.Best(Side.Sell)?.Price ?? market.LastPrice) / 2);
            // Capped before it is divided: a client may name any amount.
            var most = ticket.Side == Side.Sell ? account.Of(rules.BaseAsset).Free / (1 + feeRate) : Math.Min(quote, rules.MaximumQuantity * lowPrice) / lowPrice;
            var mostLots = Floor(Math.Min(most, rules.MaximumQuantity), rules.QuantityStep);
            need = new Funding(ticket.Side == Side.Buy ? quote : mostLots, mostLots, quote);
            return mostLots > 0;
        }
        var quantity = ticket.Quantity!.Value;
        need = new Funding(quantity, quantity, 0);
        if (ticket.Side == Side.Sell) return true;
        if (ticket.Type.HasLimit()) need = need with { Locked = ticket.Price!.Value * quantity };
        else if (ticket.Type == OrderType.Market)
        {
            // A market buy holds what the book asks; where the book is thin, what the last price asks.
            var cost = Math.Max(CostOf(market, quantity), market.Rules.PriceTick * quantity);
            need = need with { Locked = cost, NotionalLimit = ticket.TimeInForce == TimeInForce.Fok ? 0 : cost };
        }
        else
        {
            var cost = ticket.StopPrice!.Value * quantity * StopReserve;
            need = need with { Locked = cost, NotionalLimit = cost };
        }
        return true;
    }

    /// <summary>Rounded where a fee makes many decimals, so that sums of money stay exact.</summary>
    private static decimal WithFee(decimal amount, decimal feeRate, MidpointRounding rounding) =>
        feeRate == 0 ? amount : Math.Round(amount * (1 + feeRate), Decimals, rounding);

    private static decimal Floor(decimal value, decimal step) => decimal.Floor(value / step) * step;

    private static decimal CostOf(Market market, decimal quantity)
    {
        var levels = new BookLevel[Math.Min(DeepestLevels, market.Engine.OrderCount + 1)];
        var count = market.Engine.CopyLevels(Side.Sell, levels);
        var (left, cost) = (quantity, 0m);
        for (var i = 0; i < count && left > 0; i++)
        {
            var taken = Math.Min(left, market.QuantityOf(levels[i].QuantityLots));
            cost += taken * market.PriceOf(levels[i].PriceTicks);
            left -= taken;
        }
        return cost;
    }
}
