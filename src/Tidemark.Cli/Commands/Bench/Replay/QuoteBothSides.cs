using Tidemark.Engine.Strategies;

namespace Tidemark.Cli.Commands.Bench.Replay;

/// <summary>Keeps a bid and an ask at the best prices, moved whenever those move: the usual load of a market maker.</summary>
internal sealed class QuoteBothSides : Strategy
{
    private static readonly Quantity Size = new(0.01m);

    private Order? bid;
    private Order? ask;
    private double bidPrice;
    private double askPrice;

    public override bool NeedsShorting => true;

    protected override void OnQuote(InstrumentIndex instrument, in Quote quote)
    {
        bid = Place(bid, instrument, Side.Buy, quote.Bid, ref bidPrice);
        ask = Place(ask, instrument, Side.Sell, quote.Ask, ref askPrice);
    }

    private Order Place(Order? working, InstrumentIndex instrument, Side side, double price, ref double last)
    {
        if (working is { IsActive: true })
        {
            if (price == last) return working;
            Cancel(working);
        }
        last = price;
        return Submit(new OrderTerms(instrument, side, Size) { Type = OrderType.Limit, LimitPrice = Price.FromMarket(price) });
    }
}
