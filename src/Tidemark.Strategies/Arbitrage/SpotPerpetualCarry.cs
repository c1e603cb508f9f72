namespace Tidemark.Strategies.Arbitrage;

/// <summary>Who is long in perpetuals mostly pays for it, by funding and by a price above that of spot; who owns the coin and is short the perpetual earns both and does not care where the price goes.</summary>
[About(
    Group = "arbitrage",
    Idea = "Who is long in perpetuals mostly pays for it, by funding and by a price above that of spot; who owns the coin and is short the perpetual earns both and does not care where the price goes.",
    Rules = "The spot instrument and the linear perpetual of the same base. Expected funding is the mean of the last funding-count rates (of those there are; none: 0) times payments a year, by the time between the last two payments (8 hours after the first). Prices are the books', for the whole quantity (average price of walking them); without a book the close of bars of this moment. A book that is invalid, crossed or unchanged for more than max-age-ms is not traded on. Yield a year = funding + 365 / horizon-days x (perpetual / spot - 1 - fees). To enter, perpetual is its bid, spot its ask and fees are four taker fees, in and out of both, at the account's dearest rate: when flat and the yield is at least enter, buy spot and sell as much of the perpetual at the market, both at once; the quantity is exposure of equity in spot, rounded down to both steps, and at least what the venue demands. To leave, perpetual is its ask, spot its bid and fees are 0: they are spent or due in any case; at most exit leaves both at the market. While in: one leg missing leaves the other, and nothing is entered for an hour, after each further time for twice as long, at most a week, until both legs stand; spot's worth farther than drift from exposure of equity, as a fraction of it, brings both legs to the quantity of an entry now; else legs whose quantities differ by more than hedge-drift of the spot's bring the perpetual to it. Refused at the start where both legs (on two accounts each) with their fees, in and out, are worth more than the account's leverage allows. With books nothing new within pause-ms after orders have ended.",
    Source = "M. Schmeling, A. Schrimpf, K. Todorov, Crypto carry, BIS Working Paper 1087, 2023",
    FailsWhen = "Funding turns negative and stays there while the basis makes leaving dear. The perpetual rises so fast that its margin is used up before the spot can be brought in. The venue fails: both legs lie there. Fees of four trades need weeks of funding to be earned.")]
public sealed class SpotPerpetualCarry : ArbitrageStrategy
{
    private const double DaysPerYear = 365;
    private static readonly Duration UsualPeriod = Duration.FromHours(8);
    private static readonly Duration FirstPause = Duration.FromHours(1);
    private static readonly Duration LongestPause = Duration.FromDays(7);

    private readonly Queue<double> rates = new();
    private InstrumentIndex spot;
    private InstrumentIndex perpetual;
    private Instant lastFunding = Instant.MinValue;
    private Duration period = UsualPeriod;
    private Instant entersFrom = Instant.MinValue;
    private Duration pause = FirstPause;
    private bool isLegMissing;

    [Parameter(Min = -10, Max = 100, Description = "yield a year after all fees from which on it enters, a fraction")]
    public double Enter { get; init; } = 0.1;

    [Parameter(Min = -100, Max = 100, Description = "yield a year at or below which it leaves")]
    public double Exit { get; init; }

    [Parameter(Min = 0.001, Max = 3_650, Description = "days over which basis and fees are counted")]
    public double HorizonDays { get; init; } = 30;

    [Parameter(Min = 1, Max = 1_000, Description = "payments whose mean is the funding expected")]
    public int FundingCount { get; init; } = 9;

    [Parameter(Min = 0.01, Max = 10, Description = "worth of the spot leg as a fraction of equity; the perpetual is worth as much again")]
    public double Exposure { get; init; } = 0.45;

    [Parameter(Min = 0.01, Max = 10, Description = "how far the worth of the spot leg may stray from exposure, as a fraction of it")]
    public double Drift { get; init; } = 0.2;

    [Parameter(Min = 0.0001, Max = 1, Description = "how far the quantities of the legs may differ, as a fraction of the spot's")]
    public double HedgeDrift { get; init; } = 0.01;

    public override int MinimumInstruments => 2;

    public override bool NeedsShorting => true;

    public override IReadOnlyList<string> ExampleInstruments => ["COIN/USDT@check", "COIN/USDT:USDT@check"];

    protected override void ValidateParameters()
    {
        if (Exit >= Enter) throw new BadInputException($"parameter exit ({Exit}) must be smaller than enter ({Enter})");
    }

    protected override void OnStart()
    {
        base.OnStart();
        spot = Only(id => id.Kind == InstrumentKind.Spot, "spot instrument");
        perpetual = Only(id => id.Kind == InstrumentKind.Perpetual && !id.IsInverse, "linear perpetual");
        var (owned, hedge) = (Instruments[spot.Value].Id, Instruments[perpetual.Value].Id);
        if (Instruments.Count != 2 || owned.Base != hedge.Base || owned.Quote != hedge.Quote)
            throw new BadInputException($"spot-perpetual-carry trades spot and perpetual of one coin, such as {owned} and {owned.Symbol}:{owned.Quote}@{owned.Venue}");
        RefuseWhatCannotBeCarried(owned.Venue == hedge.Venue ? 2m : 1m);
    }

    protected override void OnFunding(InstrumentIndex instrument, in FundingRate funding)
    {
        if (instrument != perpetual) return;
        if (rates.Count == FundingCount) rates.Dequeue();
        rates.Enqueue(funding.Rate);
        if (lastFunding > Instant.MinValue && funding.Time > lastFunding) period = funding.Time - lastFunding;
        lastFunding = funding.Time;
    }

    protected override void Decide()
    {
        if (!IsFresh(spot) || !IsFresh(perpetual)) return;
        var (owned, owed) = (Position(spot).Quantity.Value, -Position(perpetual).Quantity.Value);
        var wasLegMissing = isLegMissing;
        isLegMissing = owned <= 0m != owed <= 0m;
        if (isLegMissing && !wasLegMissing) PutOffEntries();
        if (owned > 0m && owed > 0m) pause = FirstPause;
        if (owned == 0m && owed == 0m) ConsiderEntry();
        else if (owned <= 0m || owed <= 0m) Leave("leg missing");
        else if (YieldOf(PriceOf(perpetual, Side.Buy, owed) / PriceOf(spot, Side.Sell, owned), 0) <= Exit) Leave("exit");
        else Rebalance(owned, owed);
    }

    protected override void LegsEnded() { }

    /// <summary>Both legs with their fees, in and out, must fit into what the account may hold: else the second is refused when the first is filled.</summary>
    private void RefuseWhatCannotBeCarried(decimal legs)
    {
        var leverage = Math.Min(LeverageOf(spot), LeverageOf(perpetual));
        var fee = Math.Max(TakerFeeOf(spot), TakerFeeOf(perpetual));
        var needed = legs * (decimal)Exposure * (1m + 2m * fee * leverage);
        if (needed > leverage)
            throw new BadInputException(FormattableString.Invariant($"parameter exposure ({Exposure}): with fees it needs {needed:0.####} times the account's equity, and leverage is {leverage:0.####}"));
    }

    /// <summary>A leg that could not be had costs the fees of the other twice: it is not tried again for a while, and for longer each time.</summary>
    private void PutOffEntries()
    {
        entersFrom = Now + pause;
        pause = pause + pause > LongestPause ? LongestPause : pause + pause;
    }

    private void ConsiderEntry()
    {
        if (Now < entersFrom) return;
        var quantity = WantedQuantity();
        var (ask, bid) = (PriceOf(spot, Side.Buy, quantity), PriceOf(perpetual, Side.Sell, quantity));
        var fees = 2 * (double)(TakerFeeOf(spot) + TakerFeeOf(perpetual));
        if (!IsLargeEnough(spot, quantity, ask) || !IsLargeEnough(perpetual, quantity, bid) || !(YieldOf(bid / ask, fees) >= Enter)) return;
        var first = SetTarget(spot, new Quantity(quantity), "entry");
        Follow(first);
        if (first is { Status: OrderStatus.Denied }) return;
        Follow(SetTarget(perpetual, new Quantity(-quantity), "entry"));
    }

    private void Rebalance(decimal owned, decimal owed)
    {
        var wanted = WantedQuantity();
        if (Math.Abs(WeightOf(spot) / Exposure - 1) > Drift && wanted > 0m) Bring(wanted, "drift");
        else if (Math.Abs(owned - owed) > (decimal)HedgeDrift * owned) Follow(SetTarget(perpetual, new Quantity(-RoundedDown(perpetual, (double)owned)), "hedge"));
    }

    private decimal WantedQuantity()
    {
        var quantity = Math.Min(QuantityOf(spot, Exposure).Value, QuantityOf(perpetual, Exposure).Value);
        return RoundedDown(perpetual, (double)RoundedDown(spot, (double)quantity));
    }

    private void Bring(decimal quantity, string tag)
    {
        Follow(SetTarget(spot, new Quantity(quantity), tag));
        Follow(SetTarget(perpetual, new Quantity(-quantity), tag));
    }

    private void Leave(string tag) => Bring(0m, tag);

    /// <summary>What is earned in a year for what the spot leg is worth.</summary>
    private double YieldOf(double ratio, double fees)
    {
        var funding = rates.Count == 0 ? 0 : rates.Average() * (DaysPerYear / period.TotalDays);
        return funding + DaysPerYear / HorizonDays * (ratio - 1 - fees);
    }

    private InstrumentIndex Only(Func<InstrumentId, bool> isMeant, string what)
    {
        var found = Enumerable.Range(0, Instruments.Count).Where(index => isMeant(Instruments[index].Id)).ToList();
        return found.Count == 1 ? new InstrumentIndex(found[0]) : throw new BadInputException($"spot-perpetual-carry needs one {what}, and there are {found.Count}");
    }
}
