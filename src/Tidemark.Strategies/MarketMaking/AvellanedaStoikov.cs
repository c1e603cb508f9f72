using Tidemark.Engine.Books;

namespace Tidemark.Strategies.MarketMaking;

/// <summary>Whoever quotes both sides earns the spread and carries what is left over; quotes placed around a price that already counts the risk of what is held bring it back without paying for it.</summary>
[About(
    Group = "market making",
    Idea = "Whoever quotes both sides earns the spread and carries what is left over; quotes placed around a price that already counts the risk of what is held bring it back without paying for it.",
    Rules = "s is the middle of the book, q what is held in quotes (a unit of the session's sizing is limit quotes; shorting=false: neutral at limit, from 0 to twice that, a unit being the whole). All distances are basis points of s. v, the variance a second: sum of squared changes of s over the sum of their times, over the last volatility-samples samples at least a second apart, from 10 samples on. Arrivals: trades of one moment and side count once, at the furthest price; their reach is its distance from the middle known before, on the taker's side, at least 0. N(d), for d = 0, 0.1, ... 0.9 of reach-bps: arrivals within the last intensity-seconds that reach d, up to the first d that fewer than 3 reach; ln(N(d) / (2 x seconds)) = ln A - k d by least squares, once a second, from 10 seconds and 3 distances on, for falling lines only; kappa and rate, where given, stand in the place of k and A. g is risk-aversion. horizon=session: sessions of session-seconds follow one another from the first book on, t is left of the present one; bid at s - h - q g v t, ask at s + h - q g v t with h = g v t / 2 + ln(1 + g/k) / g; flatten=true closes what is held at the market when a session ends. horizon=infinite, with L = limit: bid at s - ln(1 + g/k) / g + ln(1 - (1 + 2q) / ((L+1)^2 - q^2)) / g, ask at s + ln(1 + g/k) / g - ln(1 - (1 - 2q) / ((L+1)^2 - q^2)) / g. horizon=asymptotic: c = sqrt(v g / (2 k A) x (1 + g/k)^(1 + k/g)), bid at s - ln(1 + g/k) / g - (1 + 2q) c / 2, ask at s + ln(1 + g/k) / g + (1 - 2q) c / 2. Prices are rounded away from the middle to ticks, and lie at least a tick beyond the other side's best price; orders are post-only, one a side, of size unit / limit as first known, or what limit leaves room for. A resting order is amended when the wanted price is requote-bps or more away and min-interval-ms have passed, and made smaller when it has to be; filled ones are placed anew. All are taken back while the book is invalid, one-sided, crossed, unchanged for more than max-age-ms or wider than max-spread-bps, and a side whose limit is reached. After a refusal a side waits a second. When the loss since the start reaches max-loss of limit quotes' worth, close all at the market and stay out.",
    Source = "M. Avellaneda, S. Stoikov, High-frequency trading in a limit order book, Quantitative Finance 8, 2008; asymptotic: O. Guéant, C.-A. Lehalle, J. Fernandez-Tapia, Dealing with the inventory risk, Mathematics and Financial Economics 7, 2013",
    FailsWhen = "Who takes knows more: the price goes on in the direction of the fills. The model knows no fees, no ticks and no queue; where the spread is one tick, its quotes rest behind all others at prices that are reached when they are wrong. Fees of a maker above half the spread lose on every round.")]
public sealed class AvellanedaStoikov : MarketMaker
{
    private PerInstrument<FlowEstimate> estimates;

    [Parameter(Min = 0.000001, Max = 100, Description = "risk aversion, per basis point and quote held")]
    public double RiskAversion { get; init; } = 0.01;

    [Parameter(Description = "how far it looks ahead")]
    public QuoteHorizon Horizon { get; init; } = QuoteHorizon.Session;

    [Parameter(Min = 1, Max = 86_400, Description = "length of a session")]
    public int SessionSeconds { get; init; } = 300;

    [Parameter(Description = "whether what is held is closed at the end of a session")]
    public bool Flatten { get; init; }

    [Parameter(Min = 2, Max = 10_000, Description = "changes of the middle, a second apart, behind the variance")]
    public int VolatilitySamples { get; init; } = 60;

    [Parameter(Min = 10, Max = 86_400, Description = "how far back arrivals are counted")]
    public int IntensitySeconds { get; init; } = 120;

    [Parameter(Min = 0.001, Max = 1_000, Description = "distances up to which arrivals are counted, in basis points")]
    public double ReachBps { get; init; } = 2;

    [Parameter(Min = 0, Max = 1_000, Description = "decay of arrivals per basis point; 0 to measure it")]
    public double Kappa { get; init; }

    [Parameter(Min = 0, Max = 10_000, Description = "arrivals a second on one side at the middle; 0 to measure them")]
    public double Rate { get; init; }

    protected override void OnStart()
    {
        base.OnStart();
        estimates = PerInstrument(_ => new FlowEstimate(new MidVolatility(Duration.FromSeconds(1), VolatilitySamples), new ArrivalIntensity(ReachBps, Duration.FromSeconds(IntensitySeconds))));
    }

    protected override void OnTrade(InstrumentIndex instrument, in Trade trade)
    {
        var book = Book(instrument);
        if (book.IsValid && book.HasBothSides) estimates[instrument].Arrivals.Add(trade, book.Mid);
    }

    protected override void Changed(InstrumentIndex instrument)
    {
        var book = Book(instrument);
        if (book.IsValid && book.HasBothSides && !book.IsCrossed) Observe(instrument, book.Mid);
        base.Changed(instrument);
    }

    protected override QuotePrices PricesOf(InstrumentIndex instrument, OrderBook book, double inventory)
    {
        var estimate = estimates[instrument];
        var fit = new IntensityFit(Rate > 0 ? Rate : estimate.Fit?.Rate ?? double.NaN, Kappa > 0 ? Kappa : estimate.Fit?.Decay ?? double.NaN);
        if (!(fit.Decay > 0)) return QuotePrices.None;
        var distances = Horizon switch
        {
            QuoteHorizon.Session => QuoteDistances.OfSession(inventory, RiskAversion, estimate.Volatility.Variance, (estimate.SessionEnd - Now).TotalSeconds, fit.Decay),
            QuoteHorizon.Infinite => QuoteDistances.OfInfinite(inventory, Limit, RiskAversion, fit.Decay),
            _ => QuoteDistances.OfAsymptotic(inventory, RiskAversion, estimate.Volatility.Variance, fit),
        };
        return new QuotePrices(book.Mid * (1 - distances.Bid * 1e-4), book.Mid * (1 + distances.Ask * 1e-4));
    }

    private void Observe(InstrumentIndex instrument, double mid)
    {
        var estimate = estimates[instrument];
        if (estimate.Volatility.Update(Now, mid)) estimate.Fit = estimate.Arrivals.Fit(Now);
        var isFirst = estimate.SessionEnd == Instant.MinValue;
        if (isFirst) estimate.SessionEnd = Now + Duration.FromSeconds(SessionSeconds);
        if (Now < estimate.SessionEnd) return;
        var passed = (Now - estimate.SessionEnd).Nanoseconds / Duration.FromSeconds(SessionSeconds).Nanoseconds;
        estimate.SessionEnd += Duration.FromSeconds(SessionSeconds) * (passed + 1);
        if (Flatten && Horizon == QuoteHorizon.Session) Close(instrument, "session-end");
    }
}
