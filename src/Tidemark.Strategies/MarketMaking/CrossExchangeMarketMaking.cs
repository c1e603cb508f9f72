using Tidemark.Engine.Books;

namespace Tidemark.Strategies.MarketMaking;

/// <summary>Where a venue is thin, whoever can trade the same coin at a deep one quotes at the deep one's prices plus a margin, and passes on every fill at once: the difference is earned without holding anything.</summary>
[About(
    Group = "market making",
    Idea = "Where a venue is thin, whoever can trade the same coin at a deep one quotes at the deep one's prices plus a margin, and passes on every fill at once: the difference is earned without holding anything.",
    Rules = "The first instrument is quoted, the second, of the same coin and money and not inverse, is the hedge. A quote trades size = a unit of the session's sizing / limit as first known. B is the average price at which the hedge's bids take size, A that at which its asks give it. m and t are the dearest maker rate of the first account and taker rate of the second, q what is held of the first in quotes. Lean is lean-bps x q / limit. Bid at B x (1 - t) / ((1 + m) x (1 + (margin-bps + lean) / 10000)), ask at A x (1 + t) / (1 - m) x (1 + (margin-bps - lean) / 10000). Prices are rounded away to ticks, and lie at least a tick beyond the other side's best price; orders are post-only, one a side, of size or what limit leaves room for. A resting order is amended when the wanted price is requote-bps or more away and min-interval-ms have passed; filled ones are placed anew. After each fill, whole or part: what is held of both together, hedge orders under way included, is traded back at the hedge with a market order, rounded down to its step; what is less than a step or than the venue's minimum waits for the next fill. After a hedge that was refused or ended unfilled: again at the first change a second later. All quotes are taken back while either book is invalid, one-sided, crossed or unchanged for more than max-age-ms, the first's is wider than max-spread-bps, or the hedge's best hedge-depth times size is not there; and while what is unhedged is a size or more. When the loss of both legs since the start reaches max-loss of limit quotes' worth, close both at the market and stay out.",
    Source = "Common practice; Hummingbot, Cross-exchange market making, strategy documentation, describes the same",
    FailsWhen = "The hedge's price moves before the hedge arrives, and fills come just then. Fees of a maker here and a taker there are more than anyone pays for crossing. Positions grow at both venues in opposite directions until limit. The hedge venue stops.")]
public sealed class CrossExchangeMarketMaking : MarketMaker
{
    private static readonly InstrumentIndex Maker = new(0);
    private static readonly InstrumentIndex Hedge = new(1);
    private static readonly Duration HedgePause = Duration.FromSeconds(1);

    private readonly List<Order> hedges = [];
    private Instant hedgesAgain = Instant.MinValue;

    [Parameter(Min = -1_000, Max = 10_000, Description = "what is to be left after both fees, in basis points")]
    public double MarginBps { get; init; } = 1;

    [Parameter(Min = 0, Max = 1_000, Description = "how far quotes lean away from a full inventory, in basis points")]
    public double LeanBps { get; init; }

    [Parameter(Min = 1, Max = 1_000, Description = "how many quotes' size the hedge's book must hold on each side")]
    public double HedgeDepth { get; init; } = 2;

    public override int MinimumInstruments => 2;

    public override IReadOnlyList<string> ExampleInstruments => ["COIN/USDT@first", "COIN/USDT@second"];

    protected override void OnStart()
    {
        base.OnStart();
        var (quoted, hedge) = (Instruments[0].Id, Instruments[1].Id);
        if (Instruments.Count != 2 || quoted.Base != hedge.Base || quoted.Quote != hedge.Quote || quoted.IsInverse || hedge.IsInverse)
            throw new BadInputException($"cross-exchange-market-making quotes one instrument and hedges with one of the same coin and money, such as {quoted} and {quoted.Base}/{quoted.Quote}:{quoted.Quote}@{quoted.Venue}");
    }

    protected override void Changed(InstrumentIndex instrument)
    {
        PassOn();
        Act(Maker);
    }

    protected override void OnTimer(string name)
    {
        PassOn();
        base.OnTimer(name);
    }

    protected override void OnOrder(Order order, OrderEvent orderEvent)
    {
        if (order.Instrument != Hedge)
        {
            base.OnOrder(order, orderEvent);
            return;
        }
        if (!hedges.Contains(order) || order.IsActive) return;
        hedges.Remove(order);
        if (order.Status != OrderStatus.Filled) hedgesAgain = Now + HedgePause;
        PassOn();
    }

    protected override bool IsReliable(InstrumentIndex instrument)
    {
        if (!base.IsReliable(Maker) || !base.IsReliable(Hedge) || Math.Abs(Unhedged()) >= SizeOf(Maker)) return false;
        var wanted = (double)SizeOf(Maker) * HedgeDepth;
        return double.IsFinite(Book(Hedge).AveragePriceToFill(Side.Buy, wanted)) && double.IsFinite(Book(Hedge).AveragePriceToFill(Side.Sell, wanted));
    }

    protected override Instant OldAt(InstrumentIndex instrument) => Instant.Min(base.OldAt(Maker), base.OldAt(Hedge));

    protected override double GainOf(InstrumentIndex instrument) => base.GainOf(Maker) + base.GainOf(Hedge);

    protected override bool IsHolding(InstrumentIndex instrument) => base.IsHolding(Maker) || base.IsHolding(Hedge);

    protected override void Close(InstrumentIndex instrument, string tag)
    {
        base.Close(Maker, tag);
        base.Close(Hedge, tag);
    }

    protected override QuotePrices PricesOf(InstrumentIndex instrument, OrderBook book, double inventory)
    {
        var size = (double)SizeOf(Maker);
        var (give, get) = ((double)MakerFeeOf(Maker), (double)TakerFeeOf(Hedge));
        var lean = LeanBps * inventory / Limit;
        var bid = Book(Hedge).AveragePriceToFill(Side.Sell, size) * (1 - get) / ((1 + give) * (1 + (MarginBps + lean) * 1e-4));
        var ask = Book(Hedge).AveragePriceToFill(Side.Buy, size) * (1 + get) / (1 - give) * (1 + (MarginBps - lean) * 1e-4);
        return new QuotePrices(bid, ask);
    }

    /// <summary>What is held of both together once the hedges under way have filled.</summary>
    private decimal Unhedged()
    {
        var held = Position(Maker).Quantity.Value + Position(Hedge).Quantity.Value;
        foreach (var order in hedges) held += order.Side.Sign() * order.RemainingQuantity.Value;
        return held;
    }

    private void PassOn()
    {
        var surplus = Unhedged();
        if (surplus == 0m || IsGivingUp(Maker)) return;
        var quantity = RoundedDown(Hedge, Math.Abs(surplus)).Value;
        var side = surplus > 0m ? Side.Sell : Side.Buy;
        var book = Book(Hedge);
        if (!book.IsValid || !book.HasBothSides || !VenueMinimum.IsReached(Instruments[Hedge.Value], quantity, (decimal)book.BestBid.Price, Now)) return;
        if (Now < hedgesAgain) return;
        var order = Submit(new OrderTerms(Hedge, side, new Quantity(quantity)) { Tag = "hedge" });
        if (order.IsActive) hedges.Add(order);
        else if (order.Status != OrderStatus.Filled) hedgesAgain = Now + HedgePause;
    }
}
