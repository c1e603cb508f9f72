using Tidemark.Research.Universes;

namespace Tidemark.Tests.Research.Universes;

public sealed class UniverseEvaluatorTests
{
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    [Fact]
    public void Figures_OfAFewBars_AreThoseOfAHandComputation()
    {
        // Closes 100, 110, 99, 108.9; highs 5 above, lows 5 below; volume 10 a day; asked at the close of the fourth.
        var candidate = Candidate("A", 0, 100, 110, 99, 108.9);
        var rules = Rules(Rule(UniverseRuleKind.Age), Rule(UniverseRuleKind.Price), Rule(UniverseRuleKind.Volume, 4), Rule(UniverseRuleKind.Volatility, 4), Rule(UniverseRuleKind.Range, 3), Rule(UniverseRuleKind.Performance, 2), Rule(UniverseRuleKind.Spread, 4));
        var row = Assert.Single(Evaluator(rules, candidate).SnapshotAt(Day(4)).Rows);
        Assert.True(row.IsMember);
        var returns = new[] { Math.Log(1.1), Math.Log(0.9), Math.Log(1.1) };
        var mean = returns.Average();
        var deviation = Math.Sqrt(returns.Sum(value => (value - mean) * (value - mean)) / 2);
        double C(double close) => Math.Log(close);
        double M(double close) => (Math.Log(close + 5) + Math.Log(close - 5)) / 2;
        var spread = 4 * (((C(100) - M(100)) * (C(100) - M(110))) + ((C(110) - M(110)) * (C(110) - M(99))) + ((C(99) - M(99)) * (C(99) - M(108.9)))) / 3;
        double[] expected = [4, 108.9, 10 * (100 + 110 + 99 + 108.9) / 4, deviation, 115.0 / 94 - 1, 108.9 / 110 - 1, Math.Sqrt(Math.Max(0, spread))];
        for (var index = 0; index < expected.Length; index++) Assert.Equal(expected[index], row.Figures[index], 1e-12);
    }

    [Theory]
    [InlineData(4, 0, 108.9)]
    [InlineData(3, 23, 99)]     // the fourth bar is not closed yet
    [InlineData(0, 23, double.NaN)]
    public void Price_AtAMoment_IsTheLastThatHasClosed(int day, int hour, double expected)
    {
        var row = Assert.Single(Evaluator(Rules(Rule(UniverseRuleKind.Price)), Candidate("A", 0, 100, 110, 99, 108.9)).SnapshotAt(Day(day) + Duration.FromHours(hour)).Rows);
        Assert.Equal(expected, row.Figures[0]);
        Assert.Equal(double.IsNaN(expected) ? "no bar yet" : "", row.Reason);
    }

    [Fact]
    public void Future_CutOffOrAltered_ChangesNoPastMember()
    {
        var random = new Tidemark.Statistics.Randomness.SeededRandom(5, "universe");
        var whole = Enumerable.Range(0, 12).Select(number => Walk(number, random)).ToArray();
        var rules = Rules(new UniverseRule(UniverseRuleKind.Age) { Min = 5 }, new UniverseRule(UniverseRuleKind.Volume) { Over = Interval.Days(7), Top = 8 },
            new UniverseRule(UniverseRuleKind.Volatility) { Over = Interval.Days(10), Top = 7 }, new UniverseRule(UniverseRuleKind.Spread) { Over = Interval.Days(5), Bottom = 6 },
            new UniverseRule(UniverseRuleKind.Performance) { Over = Interval.Days(5), Top = 4 });
        foreach (var day in new[] { 8, 13, 20, 33 })
        {
            var cut = whole.Select(candidate => candidate with { Bars = candidate.Bars.Between(Instant.MinValue, Day(day)) }).ToArray();
            var altered = whole.Select(candidate => candidate with { Bars = Altered(candidate.Bars, Day(day)) }).ToArray();
            for (var at = 0; at <= day; at++)
            {
                var expected = Text(Evaluator(rules, whole).SnapshotAt(Day(at)));
                Assert.Equal(expected, Text(Evaluator(rules, cut).SnapshotAt(Day(at))));
                Assert.Equal(expected, Text(Evaluator(rules, altered).SnapshotAt(Day(at))));
            }
        }
    }

    [Fact]
    public void Rules_InAChain_EachSeesWhatThoseBeforeLeft()
    {
        var candidates = new[] { Candidate("A", 0, 4, 4), Candidate("B", 0, 3, 3), Candidate("C", 0, 2, 2), Candidate("D", 0, 1, 1), Candidate("E", 0, 9, 9) };
        var rules = Rules(new UniverseRule(UniverseRuleKind.Blacklist) { Patterns = ["E"] }, new UniverseRule(UniverseRuleKind.Price) { Top = 3 }, new UniverseRule(UniverseRuleKind.Price) { Bottom = 2 }, new UniverseRule(UniverseRuleKind.Price) { Max = 2.5 });
        var snapshot = Evaluator(rules, candidates).SnapshotAt(Day(2));
        Assert.Equal(["C"], snapshot.Members.Select(row => row.Instrument.Id.Base));
        Assert.Equal(["price 4 is number 3 of 3 from below, the bottom 2 stay", "price 3 is above 2.5", "", "price 1 is number 4 of 4, the top 3 stay", "on the blacklist"], snapshot.Rows.Select(row => row.Reason));
    }

    [Fact]
    public void EqualFigures_AreRankedByName()
    {
        var snapshot = Evaluator(Rules(new UniverseRule(UniverseRuleKind.Price) { Top = 2 }), Candidate("C", 0, 5), Candidate("A", 0, 5), Candidate("B", 0, 5)).SnapshotAt(Day(1));
        Assert.Equal(["A", "B"], snapshot.Members.Select(row => row.Instrument.Id.Base));
    }

    [Fact]
    public void Listing_DatesAndSilence_DecideFromTheirMomentOn()
    {
        var listed = new UniverseCandidate(new Instrument(Id("A"), [], Day(2), Day(4)), Candidate("A", 0, 1, 1, 1, 1, 1, 1, 1).Bars);
        var silent = Candidate("B", 0, 1, 1);
        var evaluator = Evaluator(Rules(), listed, silent);
        string[] At(int day) => [.. evaluator.SnapshotAt(Day(day)).Rows.Select(row => row.Reason)];
        Assert.Equal(["listed only on 2024-01-03T00:00:00Z", ""], At(1));
        Assert.Equal(["", ""], At(2));
        Assert.Equal(["delisted on 2024-01-05T00:00:00Z", ""], At(4));
        Assert.Equal(["delisted on 2024-01-05T00:00:00Z", "no bar for 3d"], At(5));
    }

    [Theory]
    [InlineData("*UP", "BTCUP", true)]
    [InlineData("*UP", "UPS", false)]
    [InlineData("btc/usdt", "BTC", true)]
    [InlineData("BTC/USDC", "BTC", false)]
    [InlineData("*/USDT@test", "ETH", true)]
    [InlineData("*/USDT@other", "ETH", false)]
    public void Blacklist_Pattern_MatchesAssetSymbolOrInstrument(string pattern, string asset, bool isOut)
    {
        var row = Assert.Single(Evaluator(Rules(new UniverseRule(UniverseRuleKind.Blacklist) { Patterns = [pattern] }), Candidate(asset, 0, 1)).SnapshotAt(Day(1)).Rows);
        Assert.Equal(!isOut, row.IsMember);
    }

    internal static InstrumentId Id(string asset) => InstrumentId.Parse($"{asset}/USDT@test");

    private static Instant Day(int day) => Start + Duration.FromDays(day);

    private static UniverseRule Rule(UniverseRuleKind kind, int? days = null) => new(kind) { Over = days is { } length ? Interval.Days(length) : null, Min = -1 };

    private static UniverseDefinition Rules(params UniverseRule[] rules) => new() { Source = "test", Name = "test", Rules = [.. rules] };

    private static UniverseEvaluator Evaluator(UniverseDefinition definition, params UniverseCandidate[] candidates) => new(definition, candidates);

    private static UniverseCandidate Candidate(string asset, int firstDay, params double[] closes) =>
        new(new Instrument(Id(asset)), BarColumns.FromBars(Interval.Days(1), [.. closes.Select((close, index) => Bar.Create(Day(firstDay + index), close, close + Math.Min(5, close / 2), close - Math.Min(5, close / 2), close, 10))]));

    private static UniverseCandidate Walk(int number, Tidemark.Statistics.Randomness.SeededRandom random)
    {
        var price = 50.0;
        var closes = new List<double>();
        for (var day = 0; day < 20 + number * 3; day++) closes.Add(price *= Math.Exp(0.03 * (random.NextDouble() - 0.5) * (number + 1)));
        return Candidate($"W{(char)('A' + number)}", number % 4, [.. closes]);
    }

    private static BarColumns Altered(BarColumns bars, Instant from) =>
        BarColumns.FromBars(bars.Interval, [.. Enumerable.Range(0, bars.Count).Select(index => bars[index]).Select(bar => bar.OpenTime < from ? bar : Bar.Create(bar.OpenTime, 1, 900, 0.5, 800, 1e9))]);

    private static string Text(UniverseSnapshot snapshot) =>
        string.Join('\n', snapshot.Rows.Select(row => $"{row.Instrument.Id} {row.IsMember} {row.Reason} {string.Join(' ', row.Figures.Select(figure => figure.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}"));
}
