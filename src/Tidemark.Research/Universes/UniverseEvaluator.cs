namespace Tidemark.Research.Universes;

/// <summary>
/// Asks the rules of a universe at a moment. Only bars closed by then are looked at, and only listing dates that have come. Keeps its
/// buffers, so that asking again makes no garbage.
/// </summary>
public sealed class UniverseEvaluator
{
    private readonly UniverseDefinition definition;
    private readonly IReadOnlyList<UniverseCandidate> candidates;
    private readonly UniverseVerdict[] verdicts;
    private readonly double[] figures;
    private readonly int[] known;
    private readonly bool[] isBlacklisted;
    private readonly List<int> remaining = [];
    private readonly List<int> ranked = [];
    private readonly Comparison<int> largestFirst;
    private readonly Comparison<int> smallestFirst;
    private int rankedRule;

    /// <param name="definition">The rules.</param>
    /// <param name="candidates">In any order; equal figures are ranked by name.</param>
    public UniverseEvaluator(UniverseDefinition definition, IReadOnlyList<UniverseCandidate> candidates)
    {
        this.definition = definition;
        this.candidates = candidates;
        verdicts = new UniverseVerdict[candidates.Count];
        figures = new double[candidates.Count * definition.Rules.Length];
        known = new int[candidates.Count];
        isBlacklisted = [.. candidates.Select(candidate => definition.Rules.Any(rule => rule.Patterns.Any(pattern => Matches(pattern, candidate.Instrument.Id))))];
        largestFirst = (left, right) => Compare(right, left, left, right);
        smallestFirst = (left, right) => Compare(left, right, left, right);
    }

    /// <summary>The numbers of the members, ascending.</summary>
    /// <param name="time">The moment.</param>
    /// <param name="members">Takes them; cleared first.</param>
    public void MembersAt(Instant time, List<int> members)
    {
        Evaluate(time);
        members.Clear();
        members.AddRange(remaining);
        members.Sort();
    }

    /// <summary>Every candidate with the figures of the rules and why it is a member or not.</summary>
    public UniverseSnapshot SnapshotAt(Instant time)
    {
        Evaluate(time);
        var rows = new List<UniverseRow>(candidates.Count);
        for (var index = 0; index < candidates.Count; index++)
        {
            var own = figures.AsSpan(index * definition.Rules.Length, definition.Rules.Length).ToArray();
            var verdict = verdicts[index];
            rows.Add(new UniverseRow(candidates[index].Instrument, verdict.Kind == UniverseVerdictKind.Member, own, UniverseReason.Of(definition, candidates[index], verdict, own)));
        }
        return new UniverseSnapshot(definition, time, [.. rows.OrderBy(row => row.Instrument.Id)]);
    }

    private void Evaluate(Instant time)
    {
        remaining.Clear();
        Array.Fill(figures, double.NaN);
        for (var index = 0; index < candidates.Count; index++)
        {
            verdicts[index] = Listing(index, time);
            if (verdicts[index].Kind == UniverseVerdictKind.Member) remaining.Add(index);
        }
        for (var rule = 0; rule < definition.Rules.Length; rule++) Apply(rule, time);
    }

    private UniverseVerdict Listing(int index, Instant time)
    {
        var candidate = candidates[index];
        if (candidate.Instrument.ListedAt > time) return new UniverseVerdict(UniverseVerdictKind.NotListedYet);
        if (candidate.Instrument.DelistedAt <= time) return new UniverseVerdict(UniverseVerdictKind.Delisted);
        var count = known[index] = candidate.KnownAt(time);
        if (count == 0) return new UniverseVerdict(UniverseVerdictKind.NoBarsYet);
        var lastClose = candidate.Bars.Interval.CloseOf(new Instant(candidate.Bars.OpenTimes.Span[count - 1]));
        var isSilent = time.Nanoseconds - lastClose.Nanoseconds >= definition.Silence.ApproximateNanoseconds;
        return new UniverseVerdict(isSilent ? UniverseVerdictKind.Silent : UniverseVerdictKind.Member);
    }

    private void Apply(int number, Instant time)
    {
        var rule = definition.Rules[number];
        var kept = 0;
        for (var position = 0; position < remaining.Count; position++)
        {
            var index = remaining[position];
            var verdict = Judge(rule, number, index, time);
            verdicts[index] = verdict;
            if (verdict.Kind == UniverseVerdictKind.Member) remaining[kept++] = index;
        }
        remaining.RemoveRange(kept, remaining.Count - kept);
        if (rule.Top is { } top) Cut(number, top, largestFirst, UniverseVerdictKind.NotAmongTop);
        if (rule.Bottom is { } bottom) Cut(number, bottom, smallestFirst, UniverseVerdictKind.NotAmongBottom);
    }

    private UniverseVerdict Judge(UniverseRule rule, int number, int index, Instant time)
    {
        if (rule.Kind == UniverseRuleKind.Blacklist) return new UniverseVerdict(isBlacklisted[index] ? UniverseVerdictKind.Blacklisted : UniverseVerdictKind.Member, number);
        var figure = figures[index * definition.Rules.Length + number] = FigureOf(rule, index, time);
        if (double.IsNaN(figure)) return new UniverseVerdict(UniverseVerdictKind.NotEnoughBars, number);
        if (figure < rule.Min) return new UniverseVerdict(UniverseVerdictKind.BelowMinimum, number);
        return new UniverseVerdict(figure > rule.Max ? UniverseVerdictKind.AboveMaximum : UniverseVerdictKind.Member, number);
    }

    private double FigureOf(UniverseRule rule, int index, Instant time)
    {
        var candidate = candidates[index];
        var bars = candidate.Bars;
        var end = known[index];
        if (rule.Kind == UniverseRuleKind.Price) return bars.Close.Span[end - 1];
        if (rule.Kind == UniverseRuleKind.Age)
            return (time - (candidate.Instrument.ListedAt ?? new Instant(bars.OpenTimes.Span[0]))).TotalDays;
        var length = new Duration(rule.Over!.Value.ApproximateNanoseconds);
        var start = Math.Min(bars.LowerBound(time - length), end);
        return rule.Kind switch
        {
            UniverseRuleKind.Volume => UniverseFigures.Volume(bars, start, end, length.TotalDays),
            UniverseRuleKind.Spread => UniverseFigures.Spread(bars, start, end),
            UniverseRuleKind.Volatility => UniverseFigures.Volatility(bars, start, end),
            UniverseRuleKind.Range => UniverseFigures.Range(bars, start, end),
            _ => UniverseFigures.Performance(bars, start, end),
        };
    }

    private void Cut(int number, int count, Comparison<int> order, UniverseVerdictKind verdict)
    {
        if (remaining.Count <= count) return;
        rankedRule = number;
        ranked.Clear();
        ranked.AddRange(remaining);
        ranked.Sort(order);
        for (var rank = count; rank < ranked.Count; rank++) verdicts[ranked[rank]] = new UniverseVerdict(verdict, number, rank + 1, ranked.Count);
        remaining.RemoveAll(index => verdicts[index].Kind != UniverseVerdictKind.Member);
    }

    private int Compare(int smaller, int larger, int first, int second)
    {
        var byFigure = figures[smaller * definition.Rules.Length + rankedRule].CompareTo(figures[larger * definition.Rules.Length + rankedRule]);
        return byFigure != 0 ? byFigure : candidates[first].Instrument.Id.CompareTo(candidates[second].Instrument.Id);
    }

    /// <summary>A pattern names an instrument, its symbol or its base asset.</summary>
    internal static bool Matches(string pattern, InstrumentId id) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, pattern.Contains('@', StringComparison.Ordinal) ? id.ToString() : pattern.Contains('/', StringComparison.Ordinal) ? id.Symbol : id.Base, ignoreCase: true);
}
