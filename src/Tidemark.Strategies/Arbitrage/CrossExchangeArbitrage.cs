namespace Tidemark.Strategies.Arbitrage;

/// <summary>One coin has one worth; where it is cheaper at one venue than at another by more than all fees, who has money at the one and coins at the other takes the difference without holding more or less of it.</summary>
[About(
    Group = "arbitrage",
    Idea = "One coin has one worth; where it is cheaper at one venue than at another by more than all fees, who has money at the one and coins at the other takes the difference without holding more or less of it.",
    Rules = "All instruments are spot of the same base and quote, each at a venue of its own. Prices are the books'; without a book the last bar's close, as if any quantity were there, and only of bars that close at this moment. A book that is invalid, crossed or unchanged for more than max-age-ms is not traded on. For each ordered pair of venues walk the asks of the one and the bids of the other together, level by level, as long as bid x (1 - fee) / (ask x (1 + fee)) - 1 is at least min-edge; fees are the dearest taker rates of the accounts. The quantity is at most what size of the smaller account's equity buys, the coins held where it sells, and the money where it buys; rounded down to both steps, and at least what both venues demand. Of all pairs take the one with the largest gain in money. Send both legs at once (no sale where the purchase is denied), immediate-or-cancel: the buy up to its worst level x (1 + concede x edge), the sale down to its worst level x (1 - concede x edge), edge being that of the whole quantity. When both have ended and one filled less, what it lacks is completed once at the market if that leaves no loss after fees against the filled leg's average expected price; else, and for what the completion lacks, the surplus is unwound once at its own venue at the market. What then remains, or is less than the venue's minimum, is kept. With books no new trade within pause-ms after orders have ended. Before anything else, once a venue: buy coins at the market up to stock of its equity. While nothing else is sent: where a venue has less than rebalance-below of the even share of coins or money, send from the venue with most what lifts the poorest to the even share, at most max-transfer of what the sender has; one transfer an asset at a time; after a refusal wait transfer-pause-minutes and ask for half as much, until one has arrived or a day (UTC) has begun.",
    Source = "I. Makarov, A. Schoar, Trading and arbitrage in cryptocurrency markets, Journal of Financial Economics 135, 2020",
    FailsWhen = "Others are faster: the difference is gone before the order arrives, and one leg fills alone. Differences point one way for long, so that coins and money end at the wrong venues and transfers take longer than the chance lasts. The stock of coins falls with the market. A venue fails or stops withdrawals.")]
public sealed class CrossExchangeArbitrage : ArbitrageStrategy
{
    private readonly List<CycleWalk> pairs = [];
    private readonly RunningPair running = new();
    private Inventories inventories = null!;
    private bool[] isStocked = [];
    private string coin = "";
    private string money = "";

    [Parameter(Min = 0, Max = 1, Description = "smallest gain of the last unit after both fees, a fraction")]
    public double MinEdge { get; init; } = 0.0005;

    [Parameter(Min = 0.0001, Max = 1, Description = "largest worth of a trade, a fraction of the smaller account's equity")]
    public double Size { get; init; } = 0.1;

    [Parameter(Min = 0, Max = 100, Description = "how much of the edge each leg may give up to fill; above 0.5 a trade may lose")]
    public double Concede { get; init; } = 0.5;

    [Parameter(Min = 0, Max = 0.99, Description = "share of each venue's equity that is put into coins at the start; 0 to trade with what is there")]
    public double Stock { get; init; } = 0.5;

    [Parameter(Min = 0, Max = 1, Description = "a venue with less than this part of the even share of coins or money is sent some; 0 for no transfers")]
    public double RebalanceBelow { get; init; }

    [Parameter(Min = 0.01, Max = 1, Description = "most that is sent at once, a fraction of what the sender has")]
    public double MaxTransfer { get; init; } = 0.5;

    [Parameter(Min = 1, Max = 100_000, Description = "minutes to wait after a refused transfer")]
    public int TransferPauseMinutes { get; init; } = 60;

    public override int MinimumInstruments => 2;

    public override IReadOnlyList<string> ExampleInstruments => ["COIN/USDT@first", "COIN/USDT@second", "COIN/USDT@third", "COIN/USDT@fourth"];

    protected override void OnStart()
    {
        base.OnStart();
        var first = Instruments[0].Id;
        foreach (var instrument in Instruments)
            if (instrument.Id.Kind != InstrumentKind.Spot || instrument.Id.Symbol != first.Symbol)
                throw new BadInputException($"cross-exchange-arbitrage trades one spot pair at several venues, and {instrument.Id} is not {first.Symbol}");
        if (Instruments.Select(instrument => instrument.Id.Venue).Distinct().Count() != Instruments.Count)
            throw new BadInputException($"cross-exchange-arbitrage needs each instrument at a venue of its own, such as {first.Symbol}@binance and {first.Symbol}@kraken");
        (coin, money) = (first.Base, first.Quote);
        isStocked = new bool[Instruments.Count];
        inventories = new Inventories([coin, money], RebalanceBelow, MaxTransfer, Duration.FromMinutes(TransferPauseMinutes));
        for (var buy = 0; buy < Instruments.Count; buy++)
            for (var sell = 0; sell < Instruments.Count; sell++)
                if (buy != sell) pairs.Add(new CycleWalk([LegOf(buy, Side.Buy), LegOf(sell, Side.Sell)], LevelOf));
    }

    protected override void OnLedger(LedgerEntry entry) => inventories.Hear(entry, Now);

    protected override void OnFill(Order order, Fill fill) => running.Add(fill);

    protected override void Decide()
    {
        if (Supplies()) return;
        (CycleWalk Walk, decimal Quantity, double Gain)? best = null;
        foreach (var pair in pairs)
        {
            var quantity = QuantityFor(pair);
            if (quantity == 0m) continue;
            var gain = pair.Gain * (double)quantity / pair.Legs[0].Quantity;
            if (best is null || gain > best.Value.Gain) best = (pair, quantity, gain);
        }
        if (best is { } chosen) Trade(chosen.Walk, chosen.Quantity);
        else SendAssets();
    }

    protected override void LegsEnded()
    {
        if (running.NextRepair(out var isCompletion) is not { } surplus) return;
        var (buy, sell) = (running.Buy, running.Sell);
        // What was bought too much is sold at the other venue or where it was bought; what was sold too much the other way round.
        var (side, quantity) = surplus > 0m ? (Side.Sell, surplus) : (Side.Buy, -surplus);
        var completing = side == Side.Sell ? sell : buy;
        if (isCompletion && !(LeavesNoLoss(completing, side, quantity) && IsLargeEnough(completing, quantity, PriceOf(completing, side, quantity)))) isCompletion = running.SkipCompletion();
        var place = isCompletion ? completing : side == Side.Sell ? buy : sell;
        if (IsLargeEnough(place, quantity, LevelOf(place, side, 0).Price)) Send(place, side, quantity, isCompletion ? "complete" : "unwind");
    }

    private bool LeavesNoLoss(InstrumentIndex instrument, Side side, decimal quantity)
    {
        var price = PriceOf(instrument, side, quantity);
        var fee = (double)TakerFeeOf(instrument);
        return IsFresh(instrument) && (side == Side.Sell ? price * (1 - fee) >= running.BuyCost : price * (1 + fee) <= running.SaleProceeds);
    }

    private CycleLeg LegOf(int index, Side side) => new(new InstrumentIndex(index), side, (double)TakerFeeOf(new InstrumentIndex(index)));

    private decimal QuantityFor(CycleWalk pair)
    {
        var (buy, sell) = (pair.Legs[0], pair.Legs[1]);
        if (!IsFresh(buy.Instrument) || !IsFresh(sell.Instrument)) return 0m;
        var most = Math.Min(Math.Min(QuantityOf(buy.Instrument, Size).Value, QuantityOf(sell.Instrument, Size).Value), BalanceOf(sell.Instrument, coin));
        var free = (double)BalanceOf(buy.Instrument, money);
        // The best ask is the cheapest: no more than this goes in for that quantity.
        if (!pair.Walk(MinEdge, Math.Min(buy.InputOf((double)most, LevelOf(buy.Instrument, Side.Buy, 0).Price), free))) return 0m;
        var affordable = free / buy.InputOf(1, LimitOf(pair, buy));
        var quantity = RoundedDown(buy.Instrument, (double)RoundedDown(sell.Instrument, Math.Min(buy.Quantity, affordable)));
        // Steps of two venues need not be multiples of each other.
        if (RoundedDown(sell.Instrument, (double)quantity) != quantity) return 0m;
        return IsLargeEnough(buy.Instrument, quantity, buy.WorstPrice) && IsLargeEnough(sell.Instrument, quantity, LimitOf(pair, sell)) ? quantity : 0m;
    }

    private double LimitOf(CycleWalk pair, CycleLeg leg) => leg.WorstPrice * (1 + (leg.Side == Side.Buy ? Concede : -Concede) * pair.Edge);

    private void Trade(CycleWalk pair, decimal quantity)
    {
        var (buy, sell) = (pair.Legs[0], pair.Legs[1]);
        running.Start(buy.Instrument, sell.Instrument, 1 / buy.RateAt(buy.AveragePrice), sell.RateAt(sell.AveragePrice));
        // While the session is paused or outside its hours purchases are denied and sales of what is owned are not: sent alone, they would sell the stock.
        if (Send(buy.Instrument, Side.Buy, quantity, "buy-leg", LimitOf(pair, buy)).Status == OrderStatus.Denied) return;
        Send(sell.Instrument, Side.Sell, quantity, "sell-leg", Math.Max(LimitOf(pair, sell), sell.WorstPrice * 0.01));
    }

    /// <summary>Buys the first stock of coins where a venue's first price has come. Returns whether an order is under way.</summary>
    private bool Supplies()
    {
        var isSent = false;
        for (var index = 0; index < isStocked.Length; index++)
        {
            var instrument = new InstrumentIndex(index);
            if (isStocked[index] || !IsFresh(instrument)) continue;
            isStocked[index] = true;
            var quantity = RoundedDown(instrument, (double)(QuantityOf(instrument, Stock).Value - BalanceOf(instrument, coin)));
            if (!IsLargeEnough(instrument, quantity, LevelOf(instrument, Side.Buy, 0).Price)) continue;
            running.Forget();
            Send(instrument, Side.Buy, quantity, "stock");
            isSent = true;
        }
        return isSent;
    }

    private void SendAssets()
    {
        if (RebalanceBelow == 0) return;
        foreach (var asset in inventories.Assets)
        {
            var held = Enumerable.Range(0, Instruments.Count).Select(index => BalanceOf(new InstrumentIndex(index), asset)).ToArray();
            if (inventories.Next(asset, held, Now) is not { } send) continue;
            Transfer(asset, new Quantity(send.Quantity), new InstrumentIndex(send.From), new InstrumentIndex(send.To));
        }
    }
}
