using Tidemark.Research.Backtests;
using Tidemark.Research.Universes;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Markets;

namespace Tidemark.Tests.Research.Universes;

/// <summary>Whole backtests over a universe: nothing looks ahead, and the ranking is that of a naive computation.</summary>
public sealed class UniverseBacktestTests
{
    private const int Count = 24;
    private static readonly Instant Start = Instant.FromDate(2023, 1, 1);

    [Fact]
    public void MomentumRank_FutureCutOffOrAltered_DecidesTheSame()
    {
        var inputs = Market();
        var full = Run(inputs);
        Assert.True(full.Fills.Count > 100, $"{full.Fills.Count} fills");
        Assert.True(full.DelistedCloses > 0);
        foreach (var day in new[] { 20, 33, 47, 58 })
        {
            var cut = Start + Duration.FromDays(day);
            AssertSamePast(full, Run([.. inputs.Select(input => input with { Bars = input.Bars.Between(Instant.MinValue, cut), History = input.Bars.Between(Instant.MinValue, cut) }).Where(input => input.Bars.Count > 0)]), cut);
            AssertSamePast(full, Run([.. inputs.Select(input => input with { Bars = Altered(input.Bars, cut) })]), cut);
        }
    }

    [Fact]
    public void MomentumRank_EveryEntry_WasAmongTheStrongestMembersThen()
    {
        var inputs = Market();
        var result = Run(inputs);
        var evaluator = new UniverseEvaluator(Definition, [.. inputs.Select(input => new UniverseCandidate(input.Instrument, input.Bars))]);
        var entries = result.Fills.Where(fill => fill.Tag == "entry").ToList();
        Assert.True(entries.Count > 20);
        foreach (var fill in entries)
        {
            // Ranked at the close before the one at which it was sent; filled at the open after it.
            var ranked = fill.Time - Duration.FromHours(1);
            var members = evaluator.SnapshotAt(Interval.Days(1).OpenOf(ranked)).Members.Select(row => row.Instrument.Id).ToHashSet();
            var order = inputs.Where(input => members.Contains(input.Instrument.Id)).Select(input => (input.Instrument.Id, Return: ReturnAt(input.Bars, ranked))).Where(pair => !double.IsNaN(pair.Return))
                .OrderByDescending(pair => pair.Return).Take(4).Select(pair => pair.Id);
            Assert.Contains(result.Instruments[fill.Instrument.Value].Id, order);
        }
    }

    [Fact]
    public void Universe_CandidatesWithoutBarsInTheRange_AreLeftOut()
    {
        var inputs = Market();
        var request = Request with { To = Start + Duration.FromDays(10) };
        var draft = BacktestBuilder.Build(request, inputs);
        Assert.Equal(inputs.Count(input => input.Bars[0].OpenTime < request.To), draft.Inputs.Count);
        Assert.Contains(draft.Notes, note => note.StartsWith("universe test: ", StringComparison.Ordinal));
        Assert.Contains("none of 24 candidates", Assert.Throws<BadInputException>(() => BacktestBuilder.Build(Request with { From = Instant.FromDate(2030, 1, 1) }, inputs)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warm_FromALaterDay_MembersAreKnownFromTheFirstInstant()
    {
        var from = Start + Duration.FromDays(30);
        var draft = BacktestBuilder.Build(Request with { From = from }, Market());
        var universe = draft.Plan.Setup.Universe!;
        Assert.Equal((from, from), (universe.From, universe.Changes[0].Time));
        var run = draft.Run(Request);
        Assert.Equal(from, run.From);
        Assert.All(run.Result.Fills, fill => Assert.True(fill.Time >= from));
    }

    private static UniverseDefinition Definition => new()
    {
        Source = "test",
        Name = "test",
        Rules = [new UniverseRule(UniverseRuleKind.Age) { Min = 5 }, new UniverseRule(UniverseRuleKind.Volume) { Over = Interval.Days(5), Top = 14 }, new UniverseRule(UniverseRuleKind.Volatility) { Over = Interval.Days(5), Top = 12 }],
    };

    private static BacktestRequest Request => new()
    {
        Strategy = "momentum-rank",
        Parameters = [new("top", "4"), new("lookback", "48"), new("every", "12")],
        Universe = Definition,
        Interval = Interval.Hours(1),
    };

    private static BacktestResult Run(IReadOnlyList<SeriesInput> inputs) => BacktestBuilder.Build(Request, inputs).Run(Request).Result;

    /// <summary>Some begin later, some end early, one is delisted, one has a hole.</summary>
    private static SeriesInput[] Market() => [.. Enumerable.Range(0, Count).Select(number =>
    {
        var hours = 60 * 24 - (number % 5 == 4 ? 24 * (10 + number) : 0);
        var bars = new SyntheticMarket(new SyntheticMarketOptions((ulong)(number + 1), Interval.Hours(1), Start + Duration.FromDays(number % 7), Math.Pow(10, number % 3))).Generate(hours);
        if (number == 7) bars = BarColumns.FromBars(Interval.Hours(1), [.. Enumerable.Range(0, bars.Count).Where(index => index is < 300 or > 420).Select(index => bars[index])]);
        var instrument = new Instrument(InstrumentId.Parse($"C{number:D2}/USDT@test"), default, null, number == 3 ? Start + Duration.FromDays(40) : null);
        return new SeriesInput(instrument, bars, "test", false, true, 0);
    })];

    private static double ReturnAt(BarColumns bars, Instant closeTime)
    {
        var last = bars.LowerBound(closeTime - Duration.FromHours(1));
        return last < bars.Count && last >= 48 && bars[last].OpenTime == closeTime - Duration.FromHours(1) ? bars[last].Close / bars[last - 48].Close - 1 : double.NaN;
    }

    private static BarColumns Altered(BarColumns bars, Instant from)
    {
        var changed = Enumerable.Range(0, bars.Count).Select(index => bars[index]).Select((bar, index) => bar.OpenTime < from ? bar : Bar.Create(bar.OpenTime, bar.Open * 3, bar.High * 4, bar.Low, bar.Close * (1 + index % 3), bar.Volume * (index % 7)));
        return BarColumns.FromBars(bars.Interval, [.. changed.Where((bar, index) => bar.OpenTime < from || index % 11 != 0)]);
    }

    private static void AssertSamePast(BacktestResult full, BacktestResult part, Instant cut)
    {
        string Text(BacktestResult result) => string.Join('\n', result.Fills.Where(fill => fill.Time < cut - Duration.FromHours(1)).Select(fill => $"{fill.Time} {result.Instruments[fill.Instrument.Value].Id} {fill.Side} {fill.Quantity} {fill.Price} {fill.Tag}"));
        Assert.Equal(Text(full), Text(part));
        var compared = part.Equity.Times.Span.ToArray().Count(time => time < cut.Nanoseconds - Duration.NanosecondsPerHour);
        Assert.True(compared > 400);
        for (var index = 0; index < compared; index++) Assert.Equal(full.Equity.Values.Span[index], part.Equity.Values.Span[index]);
    }
}
