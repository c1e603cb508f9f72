using Tidemark.Engine.Books;

namespace Tidemark.Strategies.MarketMaking;

/// <summary>Who offers both prices at a distance earns the difference when both are taken; leaning against what is held keeps one side from filling for ever.</summary>
[About(
    Group = "market making",
    Idea = "Who offers both prices at a distance earns the difference when both are taken; leaning against what is held keeps one side from filling for ever.",
    Rules = "The centre is the middle of the best prices, with centre=micro (bid x ask quantity + ask x bid quantity) / (both quantities). The half-spread h is half-spread basis points of the middle, ticks, or with unit=volatility half-spread times the deviation of the middle over one second: the root of the sum of squared changes over the sum of their times, of the last volatility-samples samples at least a second apart, from 10 on. It is at least min-half-spread-bps. q is what is held in quotes (a unit of the session's sizing is limit quotes; shorting=false: neutral at limit, from 0 to twice that, a unit being the whole). Level i, from 0 to levels - 1: bid at centre - h - skew x h x q / limit - i x level-step x h, ask at centre + h - skew x h x q / limit + i x level-step x h. Prices are rounded away from the centre to ticks, and lie at least a tick beyond the other side's best price; orders are post-only, of size unit / limit as first known; level i has what limit leaves room for after i whole quotes. A resting order is amended when the wanted price is requote-bps or more away and min-interval-ms have passed, and made smaller when it has to be; filled ones are placed anew. All are taken back while the book is invalid, one-sided, crossed, unchanged for more than max-age-ms or wider than max-spread-bps, and a side whose limit is reached. After a refusal a side waits a second. When the loss since the start reaches max-loss of limit quotes' worth, close all at the market and stay out.",
    Source = "T. Ho, H. Stoll, Optimal dealer pricing under transactions and return uncertainty, Journal of Financial Economics 9, 1981; linear skew is common practice",
    FailsWhen = "Who takes knows more: the price goes on in the direction of the fills. A trend fills one side until the limit and sits there. A half-spread below the maker's fee loses on every round; one above the market's rests where only large moves reach.")]
public sealed class SpreadMarketMaking : MarketMaker
{
    private PerInstrument<MidVolatility> volatilities;

    [Parameter(Min = 0, Max = 100_000, Description = "distance of the best quotes from the centre")]
    public double HalfSpread { get; init; } = 5;

    [Parameter(Description = "what the half-spread is counted in")]
    public SpreadUnit Unit { get; init; } = SpreadUnit.Bps;

    [Parameter(Min = 0, Max = 10_000, Description = "least half-spread, in basis points: what fees demand")]
    public double MinHalfSpreadBps { get; init; }

    [Parameter(Description = "what quotes are laid around")]
    public QuoteCentre Centre { get; init; } = QuoteCentre.Mid;

    [Parameter(Min = 0, Max = 100, Description = "how far the centre leans away from a full inventory, in half-spreads")]
    public double Skew { get; init; } = 1;

    [Parameter(Min = 1, Max = 20, Description = "prices on each side")]
    public int Levels { get; init; } = 1;

    [Parameter(Min = 0.001, Max = 1_000, Description = "distance of one level from the next, in half-spreads")]
    public double LevelStep { get; init; } = 0.5;

    [Parameter(Min = 2, Max = 10_000, Description = "changes of the middle, a second apart, behind the deviation")]
    public int VolatilitySamples { get; init; } = 60;

    protected override int LevelCount => Levels;

    protected override void OnStart()
    {
        base.OnStart();
        volatilities = PerInstrument(_ => new MidVolatility(Duration.FromSeconds(1), VolatilitySamples));
    }

    protected override void Changed(InstrumentIndex instrument)
    {
        var book = Book(instrument);
        if (book.IsValid && book.HasBothSides && !book.IsCrossed) volatilities[instrument].Update(Now, book.Mid);
        base.Changed(instrument);
    }

    protected override QuotePrices PricesOf(InstrumentIndex instrument, OrderBook book, double inventory)
    {
        var half = Math.Max(HalfSpreadOf(instrument, book), MinHalfSpreadBps * 1e-4 * book.Mid);
        var centre = (Centre == QuoteCentre.Micro ? book.MicroPrice : book.Mid) - Skew * half * inventory / Limit;
        return new QuotePrices(centre - half, centre + half, LevelStep * half);
    }

    private double HalfSpreadOf(InstrumentIndex instrument, OrderBook book) => Unit switch
    {
        SpreadUnit.Bps => HalfSpread * 1e-4 * book.Mid,
        SpreadUnit.Ticks => HalfSpread * (double)(Instruments[instrument.Value].RulesAt(Now).PriceTick ?? book.Scale.PriceTick),
        _ => HalfSpread * Math.Sqrt(volatilities[instrument].Variance) * 1e-4 * book.Mid,
    };
}
