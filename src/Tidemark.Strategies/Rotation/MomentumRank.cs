using Tidemark.Indicators.Momentum;

namespace Tidemark.Strategies.Rotation;

/// <summary>
/// Holds the instruments of the universe that rose most, in equal shares, and ranks them anew every so many bars. What fell out of
/// the rank is sold first; what came in is bought one bar later, when the cash is there.
/// </summary>
[About(
    Group = "rotation",
    Idea = "What rose most over the last weeks tends to rise more than the rest in the next.",
    Rules = "Every so many bars, rank the members of the universe that have a bar now by the return over lookback bars. Hold the top ones with return of at least min-return, each at exposure / top of equity. Sell what fell out of the rank and reduce what is worth more than its share times (1 + tolerance) at once; buy what is missing one bar later, when the cash is there, unless less than a tenth of a share.",
    Source = "N. Jegadeesh and S. Titman, Returns to buying winners and selling losers, Journal of Finance 48, 1993",
    FailsWhen = "The market turns: yesterday's winners fall most. Frequent ranking on many instruments pays much in fees and spread.")]
public sealed class MomentumRank : Strategy
{
    /// <summary>Less than this part of a share is not worth an order.</summary>
    private const double SmallestPart = 0.1;

    private PerInstrument<RateOfChange> returns;
    private PerInstrument<bool> isChosen;
    private InstrumentIndex[] chosen = [];
    private (double Return, int Instrument)[] ranked = [];
    private int chosenCount;
    private long instants;
    private bool mustEnter;

    [Parameter(Min = 1, Max = 1_000, Description = "How many instruments to hold")]
    public int Top { get; init; } = 10;

    [Parameter(Min = 1, Max = 100_000, Description = "Bars over which the return is taken")]
    public int Lookback { get; init; } = 168;

    [Parameter(Min = 1, Max = 100_000, Description = "Bars between two rankings")]
    public int Every { get; init; } = 24;

    [Parameter(Min = 0.01, Max = 10, Description = "What all positions together are worth, as a fraction of equity")]
    public double Exposure { get; init; } = 0.95;

    [Parameter(Min = 0, Max = 1, Description = "A position this near to its share, as a fraction of the share, is left alone")]
    public double Tolerance { get; init; } = 0.25;

    [Parameter(Min = -1, Max = 100, Description = "The least return that is bought, as a fraction")]
    public double MinReturn { get; init; } = -1;

    private double Share => Exposure / Top;

    protected override void OnStart()
    {
        returns = PerInstrument(instrument => Track(new RateOfChange(Lookback), instrument));
        isChosen = PerInstrument(_ => false);
        chosen = new InstrumentIndex[Top];
        ranked = new (double, int)[Instruments.Count];
    }

    protected override void OnBarsClosed(Instant closeTime)
    {
        if (mustEnter) Enter();
        if (++instants % Every == 0) Rank(closeTime);
    }

    private void Rank(Instant closeTime)
    {
        for (var index = 0; index < chosenCount; index++) isChosen[chosen[index]] = false;
        var count = 0;
        foreach (var member in Members)
        {
            // What has no bar now cannot be compared now.
            if (LastCloseTime(member) != closeTime || !(returns[member].Value >= MinReturn)) continue;
            ranked[count++] = (returns[member].Value, member.Value);
        }
        ranked.AsSpan(0, count).Sort(LargestFirst);
        chosenCount = Math.Min(Top, count);
        for (var index = 0; index < chosenCount; index++)
        {
            chosen[index] = new InstrumentIndex(ranked[index].Instrument);
            isChosen[chosen[index]] = true;
        }
        Leave();
        mustEnter = true;
    }

    private void Leave()
    {
        for (var index = 0; index < Instruments.Count; index++)
        {
            var instrument = new InstrumentIndex(index);
            if (Position(instrument).IsFlat) continue;
            if (!isChosen[instrument]) SetTarget(instrument, Quantity.Zero, "rank-exit");
            else if (WeightOf(instrument) > Share * (1 + Tolerance)) SetTargetWeight(instrument, Share, "reduce");
        }
    }

    private void Enter()
    {
        mustEnter = false;
        var free = Exposure - Invested();
        for (var index = 0; index < chosenCount; index++)
        {
            var weight = WeightOf(chosen[index]);
            var added = Math.Min(Share - weight, free);
            // What could not be sold yet, or has grown beyond its share, leaves less to spend: the strongest are served first.
            if (weight >= Share * (1 - Tolerance) || added < Share * SmallestPart) continue;
            SetTargetWeight(chosen[index], weight + added, Position(chosen[index]).IsFlat ? "entry" : "enlarge");
            free -= added;
        }
    }

    private double Invested()
    {
        var sum = 0.0;
        for (var index = 0; index < Instruments.Count; index++) sum += WeightOf(new InstrumentIndex(index));
        return sum;
    }

    /// <summary>Ties go to the instrument that stands first.</summary>
    private static int LargestFirst((double Return, int Instrument) left, (double Return, int Instrument) right)
    {
        var byReturn = right.Return.CompareTo(left.Return);
        return byReturn != 0 ? byReturn : left.Instrument.CompareTo(right.Instrument);
    }
}
