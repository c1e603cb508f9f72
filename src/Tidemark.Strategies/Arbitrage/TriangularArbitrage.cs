namespace Tidemark.Strategies.Arbitrage;

/// <summary>Three pairs of three assets leave one of their prices over: where the direct price and the one by way of the third asset differ by more than three fees, a round through all of them gains.</summary>
[About(
    Group = "arbitrage",
    Idea = "Three pairs of three assets leave one of their prices over: where the direct price and the one by way of the third asset differ by more than three fees, a round through all of them gains.",
    Rules = "Triangles are found by name among the spot instruments: home is the quote of two pairs (ETH/USDT, BTC/USDT: USDT), and the third pair quotes the one's base, the outer asset, in the other's, the inner one (ETH/BTC). Two directions: home to outer to inner to home, and home to inner to outer to home. Prices are the books'; without a book the close of a bar of this moment, as if any quantity were there. A book that is invalid, crossed or unchanged for more than max-age-ms is not traded on. The round is walked through the three books level by level while the product of the three rates, each after the account's dearest taker fee, is at least 1 + min-edge; at most size of equity and what home is owned go in, and with legs=at-once only what is owned of the asset that each leg sells. Quantities are rounded down to the steps; each must be as large as the venue demands. The direction with the largest gain goes. At once: three immediate-or-cancel orders, none after one that is denied, each up to its worst level x (1 +- concede x edge). In sequence: the first leg so; the second for all that the first has brought and earlier rounds have left, so too, a purchase sized at its limit; then what is left of both assets goes home. What a round leaves of inner and outer asset, or owes, is sold (bought) for home at the market once it is as large as the venue demands, before any new round; less stays for the next one. With books no new round within pause-ms after orders have ended.",
    Source = "Y. Aiba, N. Hatano, H. Takayasu, K. Marumo, T. Shimizu, Triangular arbitrage as an interaction among foreign exchange rates, Physica A 310, 2002",
    FailsWhen = "Three fees exceed nearly all differences that a person sees. In sequence prices move between the legs and the later ones are done at any price; at once one leg fails alone. Closes of bars are not prices at which anyone could trade all three.")]
public sealed class TriangularArbitrage : ArbitrageStrategy
{
    private readonly List<(Triangle Triangle, CycleWalk Walk)> rounds = [];
    private Triangle? running;
    private CycleWalk? secondLeg;
    private bool isGoingHome;

    [Parameter(Min = 0, Max = 1, Description = "smallest gain of the last unit after three fees, a fraction")]
    public double MinEdge { get; init; } = 0.0005;

    [Parameter(Min = 0.0001, Max = 1, Description = "largest round, a fraction of equity")]
    public double Size { get; init; } = 0.25;

    [Parameter(Description = "whether legs are sent one after another or together")]
    public LegOrder Legs { get; init; } = LegOrder.Sequence;

    [Parameter(Min = 0, Max = 100, Description = "how much of the edge each leg may give up to fill")]
    public double Concede { get; init; } = 0.3;

    public override int MinimumInstruments => 3;

    public override IReadOnlyList<string> ExampleInstruments => ["OUTER/USDT@check", "INNER/USDT@check", "OUTER/INNER@check"];

    protected override void OnStart()
    {
        base.OnStart();
        foreach (var triangle in Triangle.Find(Instruments))
        {
            rounds.Add((triangle, Round((triangle.OuterHome, Side.Buy), (triangle.OuterInner, Side.Sell), (triangle.InnerHome, Side.Sell))));
            rounds.Add((triangle, Round((triangle.InnerHome, Side.Buy), (triangle.OuterInner, Side.Buy), (triangle.OuterHome, Side.Sell))));
        }
        if (rounds.Count == 0)
            throw new BadInputException("triangular-arbitrage needs three spot pairs of one venue that close a triangle, such as ETH/USDT, BTC/USDT and ETH/BTC");
    }

    protected override void OnFill(Order order, Fill fill)
    {
        if (running is not null && running.Has(fill.Instrument)) running.Add(fill);
    }

    protected override void Decide()
    {
        if (rounds.Exists(round => SendsHome(round.Triangle))) return;
        (Triangle Triangle, CycleWalk Walk)? best = null;
        foreach (var round in rounds)
            if (IsWorthIt(round.Triangle, round.Walk) && (best is null || round.Walk.Gain > best.Value.Walk.Gain)) best = round;
        if (best is not { } chosen) return;
        running = chosen.Triangle;
        // Purchases come first in each round: where one is denied, the sales of what is owned must not go alone.
        foreach (var leg in Legs == LegOrder.AtOnce ? chosen.Walk.Legs : chosen.Walk.Legs[..1])
            if (Send(leg.Instrument, leg.Side, RoundedDown(leg.Instrument, leg.Quantity), "round", LimitOf(chosen.Walk, leg)).Status == OrderStatus.Denied) return;
        secondLeg = Legs == LegOrder.Sequence ? chosen.Walk : null;
    }

    protected override void LegsEnded()
    {
        var walk = secondLeg;
        secondLeg = null;
        // What could not go home is tried again at the next decision, not at once and for ever.
        var hasGoneHome = isGoingHome;
        isGoingHome = false;
        if (hasGoneHome) return;
        if (walk is not null && SendsSecond(walk)) return;
        SendsHome(running!);
    }

    private CycleWalk Round(params (InstrumentIndex Instrument, Side Side)[] legs) =>
        new([.. legs.Select(leg => new CycleLeg(leg.Instrument, leg.Side, (double)TakerFeeOf(leg.Instrument)))], LevelOf);

    private bool IsWorthIt(Triangle triangle, CycleWalk walk)
    {
        if (!Array.TrueForAll(walk.Legs, leg => IsFresh(leg.Instrument))) return false;
        var first = walk.Legs[0];
        var budget = first.InputOf((double)QuantityOf(first.Instrument, Size).Value, LevelOf(first.Instrument, Side.Buy, 0).Price);
        if (!walk.Walk(MinEdge, Math.Min(budget, (double)BalanceOf(first.Instrument, triangle.Home)))) return false;
        // The order is checked at its limit, not at what it will probably cost.
        Fit(walk, first, (double)BalanceOf(first.Instrument, triangle.Home));
        if (Legs == LegOrder.AtOnce)
            foreach (var leg in walk.Legs.Skip(1)) Fit(walk, leg, (double)BalanceOf(leg.Instrument, SoldBy(leg)));
        return Array.TrueForAll(walk.Legs, leg => IsLargeEnough(leg.Instrument, RoundedDown(leg.Instrument, leg.Quantity), LimitOf(walk, leg)));
    }

    /// <summary>Makes a round so small that one leg's order can be paid with what is owned.</summary>
    private void Fit(CycleWalk walk, CycleLeg leg, double owned)
    {
        var needed = leg.InputOf(leg.Quantity, LimitOf(walk, leg));
        if (needed > owned) walk.Reduce(owned / needed);
    }

    private string SoldBy(CycleLeg leg)
    {
        var pair = Instruments[leg.Instrument.Value].Id;
        return leg.Side == Side.Buy ? pair.Quote : pair.Base;
    }

    private double LimitOf(CycleWalk walk, CycleLeg leg) => leg.WorstPrice * Math.Max(1 + (leg.Side == Side.Buy ? Concede : -Concede) * walk.Edge, 0.01);

    private bool SendsSecond(CycleWalk walk)
    {
        var leg = walk.Legs[1];
        var limit = LimitOf(walk, leg);
        var quantity = RoundedDown(leg.Instrument, leg.Side == Side.Sell ? (double)running!.OuterLeft : (double)running!.InnerLeft / leg.InputOf(1, limit));
        if (!IsLargeEnough(leg.Instrument, quantity, limit)) return false;
        Send(leg.Instrument, leg.Side, quantity, "round", limit);
        return true;
    }

    /// <summary>Turns what is left of the two assets into home. Returns whether anything is under way.</summary>
    private bool SendsHome(Triangle triangle)
    {
        var isSent = SendsHome(triangle, triangle.OuterHome, triangle.OuterLeft) | SendsHome(triangle, triangle.InnerHome, triangle.InnerLeft);
        if (!isSent) return false;
        (running, isGoingHome) = (triangle, true);
        return true;
    }

    private bool SendsHome(Triangle triangle, InstrumentIndex instrument, decimal left)
    {
        var side = left > 0m ? Side.Sell : Side.Buy;
        var quantity = RoundedDown(instrument, (double)Math.Abs(left));
        if (!IsFresh(instrument) || !IsLargeEnough(instrument, quantity, LevelOf(instrument, side, 0).Price)) return false;
        Send(instrument, side, quantity, left > 0m ? "home" : "make-up");
        return true;
    }
}
