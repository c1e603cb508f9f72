using Tidemark.Indicators.Momentum;
using Tidemark.Strategies.Trend;

namespace Tidemark.Strategies.Rotation;

/// <summary>
/// Buys what fell most against the others over a short time and sells, or only avoids, what rose most; all are ranked anew every so many
/// bars. What leaves is closed first, what enters is traded one bar later, when the cash is there.
/// </summary>
[About(
    Group = "rotation",
    Idea = "Over hours and days what fell far behind its peers was often only pushed by those who had to sell; who takes the other side earns part of the way back.",
    Rules = "Every so many bars, rank the members of the universe that have a bar now by their return over lookback bars. Losers: the count with the lowest returns (with long-short at most half of the ranked), of those that lie at least min-gap below the mean return of all ranked; with direction=long-short winners: the count with the highest returns, of those that lie at least min-gap above. Each loser is held at exposure / count of equity (half of that with long-short), each winner sold short at the same. At once close what is in neither group or on the wrong side, and reduce what is worth more than its share times (1 + tolerance); one bar later bring what is not held or worth less than its share times (1 - tolerance) to it, losers first, as far as the sum of all sizes stays within exposure, unless less than a tenth of a share; what still has an order under way is left alone until the next ranking. Of equal returns that of the instrument that stands first counts as the lower.",
    Source = "N. Jegadeesh, Evidence of predictable behavior of security returns, Journal of Finance 45, 1990; B. Lehmann, Fads, martingales, and market efficiency, Quarterly Journal of Economics 105, 1990",
    FailsWhen = "News that is right: what falls for a reason falls on, and a delisting falls to nothing. It turns over much, so fees, spread and borrowing must be small; strong trends across the market turn it against momentum.")]
public sealed class CrossSectionalReversal : Strategy
{
    /// <summary>Less than this part of a share is not worth an order.</summary>
    private const double SmallestPart = 0.1;

    private PerInstrument<RateOfChange> returns;
    private PerInstrument<double> shares;
    private InstrumentIndex[] chosen = [];
    private (double Return, int Instrument)[] ranked = [];
    private int chosenCount;
    private long instants;
    private bool mustEnter;

    [Parameter(Min = 1, Max = 1_000, Description = "How many losers to hold, and with long-short how many winners to sell")]
    public int Count { get; init; } = 2;

    [Parameter(Min = 1, Max = 100_000, Description = "Bars over which the return is taken")]
    public int Lookback { get; init; } = 24;

    [Parameter(Min = 1, Max = 100_000, Description = "Bars between two rankings")]
    public int Every { get; init; } = 12;

    [Parameter(Min = 0, Max = 10, Description = "The least distance from the mean return of all that is traded, as a fraction")]
    public double MinGap { get; init; } = 0.005;

    [Parameter(Min = 0.01, Max = 10, Description = "What all positions together are worth, as a fraction of equity")]
    public double Exposure { get; init; } = 0.95;

    [Parameter(Min = 0, Max = 1, Description = "A position this near to its share, as a fraction of the share, is left alone")]
    public double Tolerance { get; init; } = 0.25;

    [Parameter(Description = "whether winners are sold short or only avoided")]
    public TradeDirection Direction { get; init; } = TradeDirection.LongOnly;

    public override int MinimumInstruments => 2;

    public override bool NeedsShorting => Direction == TradeDirection.LongShort;

    private double Share => Exposure / (NeedsShorting ? 2.0 * Count : Count);

    protected override void OnStart()
    {
        returns = PerInstrument(instrument => Track(new RateOfChange(Lookback), instrument));
        shares = PerInstrument(_ => 0.0);
        chosen = new InstrumentIndex[2 * Count];
        ranked = new (double, int)[Instruments.Count];
    }

    protected override void OnBarsClosed(Instant closeTime)
    {
        if (mustEnter) Enter();
        if (++instants % Every == 0) Rank(closeTime);
    }

    private void Rank(Instant closeTime)
    {
        for (var index = 0; index < chosenCount; index++) shares[chosen[index]] = 0;
        chosenCount = 0;
        var count = 0;
        var sum = 0.0;
        foreach (var member in Members)
        {
            // What has no bar now cannot be compared now.
            if (LastCloseTime(member) != closeTime || !double.IsFinite(returns[member].Value)) continue;
            ranked[count++] = (returns[member].Value, member.Value);
            sum += returns[member].Value;
        }
        ranked.AsSpan(0, count).Sort(SmallestFirst);
        var each = Math.Min(Count, NeedsShorting ? count / 2 : count);
        for (var index = 0; index < each; index++) Choose(ranked[index].Instrument, sum / count - ranked[index].Return, Share);
        for (var index = 0; NeedsShorting && index < each; index++) Choose(ranked[count - 1 - index].Instrument, ranked[count - 1 - index].Return - sum / count, -Share);
        Leave();
        mustEnter = true;
    }

    private void Choose(int instrument, double gap, double share)
    {
        if (!(gap > 0 && gap >= MinGap)) return;
        chosen[chosenCount] = new InstrumentIndex(instrument);
        shares[chosen[chosenCount++]] = share;
    }

    private void Leave()
    {
        for (var index = 0; index < Instruments.Count; index++)
        {
            var instrument = new InstrumentIndex(index);
            var (share, weight) = (shares[instrument], WeightOf(instrument));
            if (Position(instrument).IsFlat)
            {
                // An entry that has not filled for want of a bar is taken back.
                if (share == 0 && WorkingOrders(instrument).Any()) SetTarget(instrument, Quantity.Zero, "rank-exit");
            }
            else if (share * weight <= 0) SetTarget(instrument, Quantity.Zero, "rank-exit");
            else if (Math.Abs(weight) > Math.Abs(share) * (1 + Tolerance)) SetTargetWeight(instrument, share, "reduce");
        }
    }

    private void Enter()
    {
        mustEnter = false;
        var free = Exposure - Invested();
        for (var index = 0; index < chosenCount; index++)
        {
            var share = shares[chosen[index]];
            var missing = Math.Abs(share) - Math.Sign(share) * WeightOf(chosen[index]);
            var added = Math.Min(missing, free);
            // What could not be closed yet, or has grown beyond its share, leaves less to spend.
            if (WorkingOrders(chosen[index]).Any() || (missing <= Math.Abs(share) * Tolerance && !Position(chosen[index]).IsFlat) || added < Math.Abs(share) * SmallestPart) continue;
            SetTargetWeight(chosen[index], WeightOf(chosen[index]) + Math.Sign(share) * added, Position(chosen[index]).IsFlat ? "entry" : "enlarge");
            free -= added;
        }
    }

    private double Invested()
    {
        var sum = 0.0;
        for (var index = 0; index < Instruments.Count; index++) sum += Math.Abs(WeightOf(new InstrumentIndex(index)));
        return sum;
    }

    /// <summary>Of equal returns that of the instrument that stands first counts as the lower.</summary>
    private static int SmallestFirst((double Return, int Instrument) left, (double Return, int Instrument) right)
    {
        var byReturn = left.Return.CompareTo(right.Return);
        return byReturn != 0 ? byReturn : left.Instrument.CompareTo(right.Instrument);
    }
}
