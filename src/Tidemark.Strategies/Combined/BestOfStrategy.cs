namespace Tidemark.Strategies.Combined;

/// <summary>
/// Follows the member whose opinions earned most over the last bars, by closes that are known. It changes the member only every so often,
/// and only when the other one was better by more than the change costs. Until the window is full it follows none.
/// </summary>
/// <param name="document">Its members.</param>
public sealed class BestOfStrategy(CombinationDocument document) : CombinedStrategy(document)
{
    private const int None = -1;

    private PaperReturns[] papers = [];
    private double[] lastCloses = [];
    private double[] changes = [];
    private long moments;
    private long chosenAt;
    private int chosen = None;

    [Parameter(Description = "by what members are compared")]
    public BestOfMeasure By { get; init; }

    [Parameter(Min = 2, Max = 100_000, Description = "closed bars over which they are compared")]
    public int Window { get; init; } = 200;

    [Parameter(Min = 1, Max = 100_000, Description = "bars between two changes of the member, at least")]
    public int Every { get; init; } = 24;

    [Parameter(Min = 0, Max = 0.1, Description = "what trading costs the members, a fraction of what is traded")]
    public double Cost { get; init; } = 0.001;

    protected override void OnMembersStarted()
    {
        papers = [.. Parts.Select(_ => new PaperReturns(Instruments.Count, Window))];
        lastCloses = new double[Instruments.Count];
        changes = new double[Instruments.Count];
    }

    protected override void OnOpinions(Instant closeTime)
    {
        if (!TakeCloses(closeTime)) return;
        moments++;
        for (var member = 0; member < papers.Length; member++)
        {
            if (moments > 1) papers[member].Close(changes);
            for (var index = 0; index < changes.Length; index++) papers[member].Set(index, ExposureOf(OpinionOf(member, new InstrumentIndex(index))), Cost);
        }
        if (papers[0].IsFull && (chosen == None || moments - chosenAt >= Every)) Choose();
    }

    protected override Verdict Combine(InstrumentIndex instrument, ReadOnlySpan<Signal> opinions, PositionSide before) =>
        chosen == None ? new Verdict(PositionSide.Flat, "window not full") : new Verdict(opinions[chosen].Direction, Parts[chosen].Name);

    /// <summary>The change of each price since the last close; false where no bar has closed.</summary>
    private bool TakeCloses(Instant closeTime)
    {
        var hasBar = false;
        for (var index = 0; index < changes.Length; index++)
        {
            var instrument = new InstrumentIndex(index);
            changes[index] = 0;
            if (LastCloseTime(instrument) != closeTime) continue;
            hasBar = true;
            var close = LastBar(instrument).Close;
            if (lastCloses[index] > 0) changes[index] = close / lastCloses[index] - 1;
            lastCloses[index] = close;
        }
        return hasBar;
    }

    private void Choose()
    {
        var (best, bestScore) = (chosen, chosen == None ? double.NegativeInfinity : papers[chosen].Score(By, 0));
        for (var member = 0; member < papers.Length; member++)
        {
            var score = papers[member].Score(By, chosen == None ? 0 : ChangeCost(chosen, member));
            if (member != chosen && score > bestScore) (best, bestScore) = (member, score);
        }
        if (best == chosen) return;
        (chosen, chosenAt) = (best, moments);
    }

    /// <summary>What it costs to hold what another member holds, a fraction of the account.</summary>
    private double ChangeCost(int from, int to)
    {
        var traded = 0.0;
        for (var index = 0; index < changes.Length; index++) traded += Math.Abs(papers[to].ExposureOf(index) - papers[from].ExposureOf(index));
        return Cost * traded / changes.Length;
    }

    private static double ExposureOf(in Signal opinion) => opinion.Direction switch
    {
        PositionSide.Long => opinion.Strength,
        PositionSide.Short => -opinion.Strength,
        _ => 0,
    };
}
