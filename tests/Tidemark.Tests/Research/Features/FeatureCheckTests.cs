using Tidemark.Indicators.Features;
using Tidemark.Research.Features;
using Tidemark.Research.Features.Checks;
using Tidemark.Research.Labels;
using Tidemark.Storage.Import.Observations;
using Tidemark.Tests.Indicators.Features;
using Tidemark.Tests.Venues;

namespace Tidemark.Tests.Research.Features;

public sealed class FeatureCheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1h", "direction:horizon=1")]
    [InlineData("1d", "triple-barrier:horizon=10,span=50")]
    [InlineData("15m", "vol-rise:horizon=12,span=100")]
    [InlineData("1h", "trend:shortest=4,longest=12,value=t")]
    public void StandardFeatures_AndLabels_RaiseNoAlarm(string interval, string label)
    {
        var length = Interval.Parse(interval);
        var report = new FeatureCheck(FeatureSpecification.Standard(length), LabelRules.Parse(label)).RunGenerated(length, 700);
        Assert.Empty(report.Findings);
        Assert.True(report.ValuesCompared > 100_000);
    }

    [Fact]
    public void EveryKindOfInput_RaisesNoAlarm()
    {
        var specification = new FeatureSpecification
        {
            Name = "all",
            List = new FeatureList(
                new[] { "logret(24) - eth.logret(24)", "beta(eth, 30)", "correlation(eth, 30)", "spread(eth, 30)", "day.rsi(3)", "order_flow_imbalance()", "vpin(bucketVolume=1)", "observation(mood)", "age(mood)", "observation(late)", "lag(rsi(14), 3)", "close / eth.close" }
                    .Select((formula, index) => new FeatureDefinition($"f{index}", formula) { MaximumAge = Duration.FromDays(2) }),
                [new("eth", InstrumentId.Parse("ETH/USDT@test")), new("day", null, Interval.Days(1))]),
            Observations = [new ObservationFile("mood", "mood.csv"), new ObservationFile("late", "late.csv") { Delay = Duration.FromHours(30) }],
        };
        Assert.Empty(new FeatureCheck(specification, new NextReturnLabel(3)).RunGenerated(Interval.Hours(1), 500).Findings);
    }

    [Theory]
    [InlineData("close[-1] / close")]
    [InlineData("lag(rsi(14), -3)")]
    [InlineData("lead(volume, 1)")]
    [InlineData("centered(close, 5) / close")]
    [InlineData("standardized(logret(1))")]
    [InlineData("minmaxed(close)")]
    [InlineData("ranked(volume)")]
    [InlineData("rsi(14) + 0.0001 * lead(logret(1), 1)")]
    public void Formula_ThatLooksAhead_IsFoundByWhatItSays_AndByWhatItDoes(string formula)
    {
        var report = Checked(new FeatureList([new("fine", "rsi(14)"), new("leak", formula)]));
        Assert.False(report.Passed);
        Assert.All(report.Findings, finding => Assert.Equal("leak", finding.Subject));
        Assert.Contains(report.Findings, finding => finding.Kind == FeatureFindingKind.LooksAhead);
        Assert.Contains(report.Findings, finding => finding.Kind == FeatureFindingKind.SeesTheEnd);
        Assert.Contains(report.Findings, finding => finding.Kind == FeatureFindingKind.SeesTheFuture);
    }

    [Fact]
    public void TheLabelAsAFeature_IsFoundToTellIt()
    {
        var report = Checked(new FeatureList([new("next", "lead(logret(1), 1)")]));
        Assert.Contains(report.Findings, finding => finding.Kind == FeatureFindingKind.TellsTheLabel && finding.Subject == "next");
        var slight = Checked(new FeatureList([new("sign", "sign(lead(close, 1) - close)")]));
        Assert.Contains(slight.Findings, finding => finding.Kind == FeatureFindingKind.TellsTheLabel);
    }

    [Fact]
    public void ObservationsByTheirDate_AreFoundToBeUsedBeforeTheyWereKnown()
    {
        var list = new FeatureList([new("mood", "observation(mood)"), new("age", "age(mood)")]);
        var specification = new FeatureSpecification { Name = "x", List = list, Observations = [new ObservationFile("mood", "mood.csv") { ByDate = true }] };
        var report = new FeatureCheck(specification, new NextReturnLabel(1)).RunGenerated(Interval.Hours(1), 300);
        foreach (var kind in new[] { FeatureFindingKind.SeesTheEnd, FeatureFindingKind.SeesTheFuture, FeatureFindingKind.StreamingDiffers })
            Assert.Contains(report.Findings, finding => finding.Kind == kind && finding.Subject == "mood");
        // The same with given data: a file whose values were known half a day after their date.
        var bars = FeatureMarket.Bars(1, 300);
        var rows = FeatureMarket.Observations(3, "mood", 12).Select(row => new ObservationRow(row with { KnownAt = row.EventTime }, row.EventTime + Duration.FromHours(12))).ToList();
        Assert.False(new FeatureCheck(specification, new NextReturnLabel(1)).Run([("given", new FeatureData { Bars = bars, Observations = rows })]).Passed);
        Assert.True(new FeatureCheck(specification, new NextReturnLabel(1)).Run([("given", new FeatureData { Bars = bars, Observations = [.. rows.Select(row => row with { Observation = row.Observation with { KnownAt = row.ReallyKnownAt } })] })]).Passed);
    }

    [Theory]
    [InlineData("for (var i = 0; i < values.Length; i++) outputs[0][i] = values[i] - values[^1];")]
    [InlineData("for (var i = 0; i < values.Length; i++) outputs[0][i] = i + 1 < values.Length ? values[i + 1] : values[i];")]
    [InlineData("var mean = 0.0; foreach (var value in values) mean += value / values.Length; for (var i = 0; i < values.Length; i++) outputs[0][i] = values[i] - mean;")]
    public void IndicatorInCSharp_WhoseBatchFormLeaks_IsFound(string body)
    {
        var report = new FeatureCheck(WithIndicator("public override void Update(double input) => Value = input;", $"protected override void ComputeColumns(ReadOnlySpan<double> values, in OutputColumns outputs) {{ {body} }}"), new NextReturnLabel(1)).RunGenerated(Interval.Hours(1), 300);
        Assert.Contains(report.Findings, finding => finding is { Kind: FeatureFindingKind.SeesTheEnd, Subject: "mine" });
        Assert.Contains(report.Findings, finding => finding is { Kind: FeatureFindingKind.StreamingDiffers, Subject: "mine" });
    }

    [Fact]
    public void IndicatorInCSharp_WithMemoryBetweenRuns_IsFound()
    {
        var report = new FeatureCheck(WithIndicator("static double sum; public override void Update(double input) => Value = sum += input;", ""), new NextReturnLabel(1)).RunGenerated(Interval.Hours(1), 300);
        Assert.Contains(report.Findings, finding => finding is { Kind: FeatureFindingKind.NotDeterministic, Subject: "mine" });
        Assert.Empty(new FeatureCheck(WithIndicator("public override void Update(double input) => Value = 2 * input;", ""), new NextReturnLabel(1)).RunGenerated(Interval.Hours(1), 300).Findings);
    }

    [Fact]
    public void Label_ThatEndsLaterThanItSays_OrIsKnownAlready_IsFound()
    {
        var list = new FeatureSpecification { Name = "x", List = new FeatureList([new("rsi", "rsi(14)")]) };
        var late = new FeatureCheck(list, new WrongLabel(2, 1)).RunGenerated(Interval.Hours(1), 300);
        Assert.Contains(late.Findings, finding => finding.Kind == FeatureFindingKind.LabelEndsLater);
        var past = new FeatureCheck(list, new WrongLabel(-1, 1)).RunGenerated(Interval.Hours(1), 300);
        Assert.Contains(past.Findings, finding => finding.Kind == FeatureFindingKind.LabelIsNotOfTheFuture);
    }

    private static FeatureCheckReport Checked(FeatureList list) => new FeatureCheck(new FeatureSpecification { Name = "x", List = list }, new DirectionLabel(1)).RunGenerated(Interval.Hours(1), 400);

    private FeatureSpecification WithIndicator(string update, string batch)
    {
        File.WriteAllText(Path.Combine(folder.Path, "Mine.cs"), $$"""
            using System.Collections.Immutable;

            public sealed class Mine : SeriesIndicator, IIndicatorDefinition
            {
                public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
                [
                    new() { Name = "mine", Title = "Mine", Group = IndicatorGroup.Statistics, Summary = "Mine.", Source = "none", Input = IndicatorInput.Series,
                        DefaultFields = [BarField.Close], Outputs = [new OutputSpec("mine", OutputScale.Number)], Make = IndicatorDescriptor.Series((_, field) => new Mine { Source = field }) },
                ];

                public override int WarmUp => 1;

                {{update}}

                {{batch}}

                protected override void KeepState(IndicatorState state) { }
            }
            """);
        var path = Path.Combine(folder.Path, "mine.yaml");
        File.WriteAllText(path, "indicators: Mine.cs\nfeatures:\n  - mine\n  - rsi(14)\n");
        return FeatureFile.Load(path, Interval.Hours(1));
    }

    private sealed record WrongLabel(int Really, int Says) : LabelRule
    {
        public override string Text => "wrong";

        public override Tidemark.Learning.Estimators.LearningTask Task => Tidemark.Learning.Estimators.LearningTask.Regression;

        public override int Horizon => 2;

        public override LabelColumn Compute(BarColumns bars)
        {
            var labels = new LabelColumn(new double[bars.Count], new int[bars.Count], new double[bars.Count]);
            for (var i = 0; i < bars.Count; i++)
            {
                var at = i + Really;
                var has = at >= 0 && i + Says < bars.Count;
                labels.Values[i] = labels.Returns[i] = has ? Math.Log(bars.Close.Span[Math.Min(at, bars.Count - 1)] / bars.Close.Span[i]) : double.NaN;
                labels.Ends[i] = Math.Min(i + Says, bars.Count - 1);
            }
            return labels;
        }
    }
}
