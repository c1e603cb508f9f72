namespace Tidemark.Strategies.StatisticalArbitrage;

/// <summary>Among several prices that few forces move, some mix hardly moves at all; who trades its distance from where it lay bets on its return, not on the market.</summary>
[About(
    Group = "statistical arbitrage",
    Idea = "Among several prices that few forces move, some mix hardly moves at all; who trades its distance from where it lay bets on its return, not on the market.",
    Rules = "Logarithms of the closes of all instruments (3 to 12) at moments at which every one has a bar, the last lookback of them; other moments are passed over. Every refit such moments: Johansen's test with a constant and lags lagged differences. The basket is the eigenvector of the greatest eigenvalue, its weights divided by the sum of their sizes; spread: weights times logarithms; z: its distance from its mean over the fit in standard deviations of the fit. It can be traded while the trace statistic against no cointegration is above its critical value at level, the spread's half-life (regression of the spread on the one before) lies from min-half-life to max-half-life bars and the sum of the weights is at most max-net in size. Out: z at most -entry buys the basket, z at least entry sells it, unless beyond stop: each leg is worth its weight times exposure of equity, all legs at the same close. If one leg is less than its venue takes, or is denied, none is entered. While in, weights, mean and deviation of the entry stand. Leave all legs when z is within exit of zero or has crossed it, when z has gone stop away, after max-half-lives half-lives, when a refit finds no basket that can be traded, or when a leg is missing. After giving up at the stop or by time enter only once z has come within exit of zero or crossed it.",
    Source = "S. Johansen, Econometrica 59, 1991; E. P. Chan, Algorithmic Trading, 2013, chapter 2; M. Avellaneda, J.-H. Lee, Statistical arbitrage in the US equities market, Quantitative Finance 10, 2010",
    FailsWhen = "The mix was only found because many were looked at, or what bound it ends: the test is estimated on the past, and passes unrelated prices that do not drift more often than its level says. Every leg pays fees, spread and, when short, interest; small weights need a large account.")]
public sealed class Baskets : Strategy
{
    private const int Fewest = 3;
    private const int Most = 12;

    private double[][] logarithms = [];
    private long moments;
    private BasketSpread? found;
    private BasketSpread? held;

    /// <summary>1 while the basket is bought, -1 while it is sold, 0 while out.</summary>
    private int side;
    private int momentsHeld;

    /// <summary>The sign of z at which it gave up; 0 when it may enter.</summary>
    private int calmingFrom;

    [Parameter(Min = 100, Max = 5_000, Description = "common bars of the fit")]
    public int Lookback { get; init; } = 720;

    [Parameter(Min = 1, Max = 5_000, Description = "common bars between two fits")]
    public int Refit { get; init; } = 24;

    [Parameter(Min = 0, Max = 10, Description = "lagged differences of the test")]
    public int Lags { get; init; } = 1;

    [Parameter(Description = "how often the test may find cointegration where there is none")]
    public TestLevel Level { get; init; } = TestLevel.FivePercent;

    [Parameter(Min = 0, Max = 5_000, Description = "shortest half-life of the spread that is traded, in common bars")]
    public double MinHalfLife { get; init; } = 1;

    [Parameter(Min = 0.1, Max = 5_000, Description = "longest half-life of the spread that is traded, in common bars")]
    public double MaxHalfLife { get; init; } = 60;

    [Parameter(Min = 0, Max = 1, Description = "largest part of the money that may not cancel out between bought and sold legs")]
    public double MaxNet { get; init; } = 0.6;

    [Parameter(Min = 0.1, Max = 20, Description = "distance at which it enters, in standard deviations")]
    public double Entry { get; init; } = 2;

    [Parameter(Min = 0, Max = 20, Description = "distance at which it leaves with a gain")]
    public double Exit { get; init; } = 0.5;

    [Parameter(Min = 0.1, Max = 50, Description = "distance at which it gives up")]
    public double Stop { get; init; } = 4;

    [Parameter(Min = 0, Max = 1_000, Description = "half-lives after which it gives up; 0 for no limit")]
    public double MaxHalfLives { get; init; } = 6;

    [Parameter(Min = 0.01, Max = 5, Description = "what all legs together are worth, as a fraction of equity")]
    public double Exposure { get; init; } = 0.9;

    public override int MinimumInstruments => Fewest;

    public override bool NeedsShorting => true;

    protected override void ValidateParameters()
    {
        if (Exit >= Entry) throw new BadInputException($"parameter exit ({Exit}) must be smaller than entry ({Entry})");
        if (Stop <= Entry) throw new BadInputException($"parameter stop ({Stop}) must be larger than entry ({Entry})");
        if (MinHalfLife > MaxHalfLife) throw new BadInputException($"parameter min-half-life ({MinHalfLife}) must not be longer than max-half-life ({MaxHalfLife})");
    }

    protected override void OnStart()
    {
        if (Instruments.Count is < Fewest or > Most) throw new BadInputException($"baskets trades {Fewest} to {Most} instruments, not {Instruments.Count}");
        logarithms = [.. Instruments.Select(_ => new double[Lookback])];
    }

    protected override void OnBarsClosed(Instant closeTime)
    {
        // On a common calendar only: the last price of the one and an older price of the other are no spread.
        for (var index = 0; index < logarithms.Length; index++)
            if (LastCloseTime(new InstrumentIndex(index)) != closeTime) return;
        for (var index = 0; index < logarithms.Length; index++) Shift(logarithms[index], Math.Log(LastBar(new InstrumentIndex(index)).Close));
        if (++moments < Lookback) return;
        if ((moments - Lookback) % Refit == 0) found = Tradable(BasketSpread.Fit(logarithms, Level, Lags));
        if (calmingFrom != 0 && found is not null && calmingFrom * found.ScoreOf(logarithms) <= Exit) calmingFrom = 0;
        if (side != 0) Hold();
        else if (IsOut()) Look();
    }

    private BasketSpread? Tradable(BasketSpread? basket) =>
        basket is not null && basket.HalfLife >= MinHalfLife && basket.HalfLife <= MaxHalfLife && basket.Net <= MaxNet ? basket : null;

    private void Look()
    {
        if (found is null || calmingFrom != 0) return;
        var score = found.ScoreOf(logarithms);
        if (!(Math.Abs(score) >= Entry) || Math.Abs(score) >= Stop) return;
        Enter(found, -Math.Sign(score));
    }

    /// <summary>All legs or none.</summary>
    private void Enter(BasketSpread basket, int newSide)
    {
        for (var index = 0; index < logarithms.Length; index++)
        {
            var instrument = new InstrumentIndex(index);
            var quantity = QuantityOf(instrument, WeightOf(basket, newSide, index)).Abs().Value;
            if (!VenueMinimum.IsReached(Instruments[index], quantity, (decimal)LastBar(instrument).Close, Now)) return;
        }
        for (var index = 0; index < logarithms.Length; index++)
        {
            if (SetTargetWeight(new InstrumentIndex(index), WeightOf(basket, newSide, index), "enter") is { IsActive: true }) continue;
            Leave("a leg was denied");
            return;
        }
        (held, side, momentsHeld) = (basket, newSide, 0);
    }

    private double WeightOf(BasketSpread basket, int newSide, int index) => newSide * Exposure * basket.Weights[index];

    private void Hold()
    {
        momentsHeld++;
        var distance = -side * held!.ScoreOf(logarithms);
        if (IsLegMissing()) Leave("leg missing");
        else if (distance <= Exit) Leave("back");
        else if (distance >= Stop) GiveUp("gives up");
        else if (MaxHalfLives > 0 && momentsHeld >= MaxHalfLives * held.HalfLife) GiveUp("too long");
        else if (found is null) Leave("not cointegrated");
    }

    private void GiveUp(string tag)
    {
        calmingFrom = -side;
        Leave(tag);
    }

    private void Leave(string tag)
    {
        for (var index = 0; index < logarithms.Length; index++) SetTarget(new InstrumentIndex(index), Quantity.Zero, tag);
        (held, side) = (null, 0);
    }

    /// <summary>Whether a leg was closed from outside, by a liquidation or the end of its listing, or was refused by the venue.</summary>
    private bool IsLegMissing()
    {
        for (var index = 0; index < logarithms.Length; index++)
        {
            var instrument = new InstrumentIndex(index);
            if (Position(instrument).IsFlat && !WorkingOrders(instrument).Any()) return true;
        }
        return false;
    }

    /// <summary>Whether nothing is left of the last basket. What could not be closed is tried again.</summary>
    private bool IsOut()
    {
        var isOut = true;
        for (var index = 0; index < logarithms.Length; index++)
        {
            var instrument = new InstrumentIndex(index);
            var isWorking = WorkingOrders(instrument).Any();
            if (!isWorking && Position(instrument).IsFlat) continue;
            isOut = false;
            if (!isWorking) SetTarget(instrument, Quantity.Zero, "leave");
        }
        return isOut;
    }

    private static void Shift(double[] window, double value)
    {
        window.AsSpan(1).CopyTo(window);
        window[^1] = value;
    }
}
