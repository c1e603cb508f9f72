using Tidemark.Indicators.Features;
using Tidemark.Learning.Validation;
using Tidemark.Research.Features;
using Tidemark.Research.Labels;
using Tidemark.Tests.Indicators.Features;

namespace Tidemark.Tests.Research.Features;

public class DatasetBuilderTests
{
    private static readonly FeatureSpecification Standard = FeatureSpecification.Standard(FeatureMarket.Hour);

    [Fact]
    public void Build_GivesSamples_ThatKnowTheirTimesAndLabels()
    {
        var bars = FeatureMarket.Bars(2, 600, 0.05);
        var label = LabelRules.Parse("triple-barrier:horizon=12,span=50");
        var dataset = DatasetBuilder.Build(Standard, new FeatureData { Bars = bars }, label, weights: WeightKind.Uniqueness);
        var (matrix, labels) = (Standard.List.Compute(new FeatureInputs { Bars = bars }), label.Compute(bars));
        Assert.Equal(168, dataset.FirstBar);
        Assert.Equal(bars.Count - 168, dataset.Features.Rows);
        for (var i = 0; i < dataset.Count; i++)
        {
            var row = dataset.SampleRows.Span[i];
            var bar = row + dataset.FirstBar;
            Assert.Equal(matrix.Row(bar).ToArray(), dataset.Features.Read(row, 1).ToArray());
            Assert.Equal(labels.Values[bar], dataset.Targets.Span[i]);
            Assert.Equal(FeatureMarket.Hour.CloseOf(bars[bar].OpenTime).Nanoseconds, dataset.KnownAt.Span[row]);
            Assert.Equal(FeatureMarket.Hour.CloseOf(bars[labels.Ends[bar]].OpenTime).Nanoseconds, dataset.LabelEnds.Span[i]);
            Assert.InRange(dataset.Weights.Span[i], 1e-3, 1);
        }
        var set = dataset.ToTrainingSet();
        Assert.Equal((3, 3, dataset.Count), (set.Classes, set.Outputs, set.Count));
        Assert.Equal(5, new PurgedKFoldSplitter(5, 0.01).Split(dataset.Spans).Count);
    }

    /// <summary>Samples are those whose time is up, whatever data end where: none is there only because its barrier was touched early.</summary>
    [Theory]
    [InlineData(550)]
    [InlineData(533)]
    [InlineData(407)]
    public void Build_TripleBarrier_KeepsNoSampleWhoseTimeIsNotUp(int count)
    {
        var bars = FeatureMarket.Bars(2, 600, 0.05);
        var label = LabelRules.Parse("triple-barrier:horizon=12,span=50");
        var whole = DatasetBuilder.Build(Standard, new FeatureData { Bars = bars }, label);
        var part = DatasetBuilder.Build(Standard, new FeatureData { Bars = bars.Slice(0, count) }, label);
        Assert.Equal(Enumerable.Range(0, count - 12 - whole.FirstBar), part.SampleRows.ToArray());
        Assert.Equal(whole.Targets.ToArray()[..part.Count], part.Targets.ToArray());
        Assert.Contains(Enumerable.Range(0, part.Count), i => part.LabelEnds.Span[i] < part.Spans.Ends[i]);
        // Those left out before a test part are chosen by time as well.
        var purged = new HoldoutSplitter(0, 0.2).Split(part.Spans)[0];
        Assert.Equal(Enumerable.Range(0, purged.Train.Length), purged.Train.ToArray());
        Assert.True(part.Spans.Ends[purged.Train.Span[^1]] < part.Spans.Starts[purged.Test.Span[0]]);
    }

    [Theory]
    [InlineData("direction:horizon=24", 100, 24)]
    [InlineData("next-return:horizon=1", 100, 1)]
    [InlineData("triple-barrier:horizon=12,span=50", 40, 12)]
    [InlineData("next-return:horizon=1", 2, 0)]
    public void Build_LabelsThatReachOverAHole_AreNone(string rule, int missing, int interrupted)
    {
        var bars = FeatureMarket.Bars(2, 700);
        var holed = BarColumns.FromBars(FeatureMarket.Hour, [.. Enumerable.Range(0, bars.Count).Where(bar => bar < 400 || bar >= 400 + missing).Select(bar => bars[bar])]);
        var dataset = DatasetBuilder.Build(Standard, new FeatureData { Bars = holed }, LabelRules.Parse(rule));
        Assert.Equal(interrupted, dataset.Interrupted);
        var left = Enumerable.Range(400 - interrupted, interrupted);
        Assert.DoesNotContain(dataset.SampleRows.ToArray(), row => left.Contains(row + dataset.FirstBar));
        Assert.Contains(399 - interrupted - dataset.FirstBar, dataset.SampleRows.ToArray());
        Assert.Contains(400 - dataset.FirstBar, dataset.SampleRows.ToArray());
    }

    [Fact]
    public void Parse_SplitsThatDoNotLookAtTime_AreRefused()
    {
        Assert.Contains("purged-kfold", Assert.Throws<ArgumentException>(() => MarketSplits.Parse("kfold:folds=5,seed=1")).Message, StringComparison.Ordinal);
        Assert.Equal("walk-forward:folds=4", MarketSplits.Parse("walk-forward:folds=4").Text);
    }

    [Fact]
    public void Build_OfARange_WarmsUpBeforeIt()
    {
        var bars = FeatureMarket.Bars(2, 600);
        var dataset = DatasetBuilder.Build(Standard, new FeatureData { Bars = bars }, new NextReturnLabel(1), from: bars[300].OpenTime);
        Assert.Equal(bars[300].OpenTime, dataset.OpenOf(dataset.SampleRows.Span[0]));
        Assert.Equal(299, dataset.Count);
    }

    [Fact]
    public void Build_OfWhatCannotBe_SaysWhy()
    {
        var bars = FeatureMarket.Bars(2, 180);
        Assert.Contains("169", Assert.Throws<BadInputException>(() => DatasetBuilder.Build(Standard, new FeatureData { Bars = bars.Slice(0, 100) }, new NextReturnLabel(1))).Message, StringComparison.Ordinal);
        Assert.Contains("looks 24 bars ahead", Assert.Throws<BadInputException>(() => DatasetBuilder.Build(Standard, new FeatureData { Bars = bars }, new NextReturnLabel(24))).Message, StringComparison.Ordinal);
        var leak = new FeatureSpecification { Name = "leak", List = new FeatureList([new("x", "close[-1]")]) };
        Assert.Contains("looks ahead", Assert.Throws<BadInputException>(() => DatasetBuilder.Build(leak, new FeatureData { Bars = bars }, new NextReturnLabel(1))).Message, StringComparison.Ordinal);
    }
}
