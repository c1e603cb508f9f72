using System.Globalization;
using Tidemark.Learning.Estimators;
using Tidemark.Research.Labels;
using Tidemark.Tests.Indicators.Features;

namespace Tidemark.Tests.Research.Labels;

public class LabelRuleTests
{
    public static TheoryData<string> Rules =>
    [
        "next-return:horizon=3", "direction:horizon=2", "direction:horizon=2,deadzone=0.01", "direction:horizon=2,deadzone-vol=0.5,span=30,flat=drop", "vol-rise:horizon=5,span=20",
        "triple-barrier:horizon=8,profit=1,loss=0.5,span=20", "triple-barrier:horizon=8,profit=2,loss=1,span=20,side=long", "triple-barrier:horizon=6,profit=0.01,loss=0.02,fixed=true,touch=close,side=short",
        "trend:shortest=4,longest=9", "trend:shortest=4,longest=9,step=2,min-t=3", "trend:shortest=4,longest=9,value=t",
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_IsReadAgain_AndGivesLabelsThatItsTaskKnows(string text)
    {
        var rule = LabelRules.Parse(text);
        Assert.Equal(text, rule.Text);
        var labels = rule.Compute(FeatureMarket.Bars(3, 400, 0.05));
        var values = labels.Values.Where(value => !double.IsNaN(value)).ToList();
        Assert.True(values.Count > 100);
        if (rule.Task == LearningTask.Regression) return;
        Assert.All(values, value => Assert.Contains(value, Enumerable.Range(0, rule.Classes).Select(number => (double)number)));
        Assert.True(values.Distinct().Count() >= 2);
        Assert.Equal(rule.Classes, rule.ClassNames.Count);
    }

    /// <summary>What a label says it depends on is all that it depends on: nothing after its end, and something after its bar.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void Label_DependsOnTheFutureUntilItsEnd_AndNotBeyond(string text)
    {
        var rule = LabelRules.Parse(text);
        var bars = FeatureMarket.Bars(4, 260, 0.05);
        var whole = rule.Compute(bars);
        var changed = 0;
        for (var bar = 60; bar < 200; bar += 7)
        {
            if (double.IsNaN(whole.Values[bar])) continue;
            Assert.InRange(whole.Ends[bar], bar + 1, bar + rule.Horizon);
            var part = rule.Compute(bars.Slice(0, whole.Ends[bar] + 1));
            Assert.Equal((whole.Values[bar], whole.Ends[bar], whole.Returns[bar]), (part.Values[bar], part.Ends[bar], part.Returns[bar]));
            foreach (var factor in new[] { 0.5, 2 }) changed += rule.Compute(After(bars, bar, factor)).Values[bar].Equals(whole.Values[bar]) ? 0 : 1;
            Assert.True(rule.Compute(After(bars, whole.Ends[bar], 3)).Values[bar].Equals(whole.Values[bar]));
        }
        Assert.True(changed > 0, "no label changes with its future");
    }

    [Fact]
    public void NextReturn_AndDirection_AreOfTheCloses()
    {
        var bars = Closes(100, 110, 110, 99);
        var next = new NextReturnLabel(1).Compute(bars);
        Assert.Equal(Math.Log(1.1), next.Values[0], 12);
        Assert.Equal(0, next.Values[1]);
        Assert.True(double.IsNaN(next.Values[3]));
        Assert.Equal([1, 0, 0, double.NaN], new DirectionLabel(1).Compute(bars).Values);
        Assert.Equal([2, 1, 0, double.NaN], new DirectionLabel(1, 0.05).Compute(bars).Values);
        Assert.Equal([1, double.NaN, 0, double.NaN], new DirectionLabel(1, 0.05, DropsFlat: true).Compute(bars).Values);
        Assert.Equal([1, 2, 3, 3], next.Ends);
    }

    [Fact]
    public void TripleBarrier_TakesWhatIsTouchedFirst()
    {
        var rule = new TripleBarrierLabel { Bars = 3, Profit = 0.1, Loss = 0.1, IsFixed = true };
        var (up, down) = (100 * Math.Exp(0.1), 100 * Math.Exp(-0.1));
        var bars = BarColumns.FromBars(FeatureMarket.Hour,
        [
            Bar(0, 100, 100, 100, 100), Bar(1, 100, 105, 95, 101), Bar(2, 101, up + 0.01, 96, 103), Bar(3, 103, 104, 80, 85), Bar(4, 85, 86, 84, 85), Bar(5, 85, 86, 84, 85), Bar(6, 85, 200, 20, 90), Bar(7, 90, 90, 90, 90),
        ]);
        var labels = rule.Compute(bars);
        Assert.Equal((2.0, 2), (labels.Values[0], labels.Ends[0]));
        Assert.Equal(0.1, labels.Returns[0], 12);
        Assert.Equal((0.0, 3), (labels.Values[2], labels.Ends[2]));
        // Both barriers in one bar: which came first is not known.
        Assert.Equal((1.0, 6), (labels.Values[4], labels.Ends[4]));
        Assert.Equal((0.0, 6), ((rule with { Side = PositionSide.Long }).Compute(bars).Values[4], 6));
        Assert.Equal(0.0, (rule with { Side = PositionSide.Short }).Compute(bars).Values[4]);
        // A long loses at the lower barrier, a short wins there.
        Assert.Equal(0, (rule with { Side = PositionSide.Long }).Compute(bars).Values[2]);
        var asShort = (rule with { Side = PositionSide.Short }).Compute(bars);
        Assert.Equal(1, asShort.Values[2]);
        Assert.Equal(Math.Log(103 / (103 * Math.Exp(-0.1))), asShort.Returns[2], 12);
        Assert.True(down > 80);
        // Neither in time: the class of time, or the sign with a side.
        var calm = BarColumns.FromBars(FeatureMarket.Hour, [Bar(0, 100, 100, 100, 100), Bar(1, 100, 101, 99, 101), Bar(2, 101, 101, 99, 99.5), Bar(3, 100, 101, 99, 100.5)]);
        Assert.Equal((1.0, 3), (rule.Compute(calm).Values[0], rule.Compute(calm).Ends[0]));
        Assert.Equal(1, (rule with { Side = PositionSide.Long }).Compute(calm).Values[0]);
        Assert.Equal(0, (rule with { Side = PositionSide.Short }).Compute(calm).Values[0]);
        Assert.True(double.IsNaN(rule.Compute(calm).Values[1]));
    }

    [Fact]
    public void TrendScan_FindsTheSteepestLine()
    {
        var closes = Enumerable.Range(0, 30).Select(i => i < 15 ? 100 * Math.Exp(0.01 * i + 0.001 * Math.Sin(i * 2)) : 100 * Math.Exp(0.15 - 0.02 * (i - 14) + 0.001 * Math.Sin(i * 2))).ToArray();
        var labels = new TrendScanLabel(4, 8).Compute(Closes(closes));
        Assert.Equal(1, labels.Values[2]);
        Assert.Equal(0, labels.Values[16]);
        Assert.Equal(9, labels.Ends[2]);
        // As statsmodels has the slope's t-value.
        var values = new[] { 1.0, 2.5, 2.9, 4.2, 5.1 };
        Assert.Equal(11.80469020772989, TrendScanLabel.SlopeT(values), 1e-9);
        Assert.Equal(0, TrendScanLabel.SlopeT([1, 1, 1]));
        Assert.Equal(1e6, TrendScanLabel.SlopeT([1, 2, 3, 4]));
    }

    [Fact]
    public void MetaLabels_JudgeSignalsAlone()
    {
        var bars = Closes([.. Enumerable.Range(0, 12).Select(i => 100.0 + i)]);
        var close = new Func<int, Instant>(bar => FeatureMarket.Hour.CloseOf(bars[bar].OpenTime));
        var rule = new MetaLabel(new TripleBarrierLabel { Bars = 2, Profit = 0.5, Loss = 0.5, IsFixed = true },
            [(close(2), PositionSide.Long), (close(5) - Duration.FromMinutes(3), PositionSide.Short), (close(7), PositionSide.Flat)], "s");
        var labels = rule.Compute(bars);
        Assert.Equal([2, 5], Enumerable.Range(0, 12).Where(bar => !double.IsNaN(labels.Values[bar])));
        Assert.Equal(1, labels.Values[2]);
        Assert.Equal(0, labels.Values[5]);
        Assert.True(labels.Returns[5] < 0);
    }

    [Fact]
    public void Weights_OfOverlappingLabels_AreThoseOfThePlainFormula()
    {
        int[] rows = [0, 1, 4, 5], ends = [3, 2, 6, 6];
        // Bars covered: 1-3, 2, 5-6, 6; so bar 2 twice and bar 6 twice.
        Assert.Equal([0, 1, 2, 1, 0, 1, 2], SampleWeights.Concurrency(7, rows, ends));
        Assert.Equal([(1 + 0.5 + 1) / 3, 0.5, 0.75, 0.5], SampleWeights.Uniqueness(7, rows, ends).Select(weight => Math.Round(weight, 12)).Select(weight => weight == Math.Round(2.5 / 3, 12) ? 2.5 / 3 : weight));
        Assert.Equal([1, 1, 1], SampleWeights.Uniqueness(5, [0, 1, 2], [1, 2, 3]));
        double[] closes = [100, 101, 103, 102, 102, 105, 104];
        var weights = SampleWeights.ReturnAttribution(closes, rows, ends);
        double R(int bar) => Math.Log(closes[bar] / closes[bar - 1]);
        double[] plain = [Math.Abs(R(1) + R(2) / 2 + R(3)), Math.Abs(R(2) / 2), Math.Abs(R(5) + R(6) / 2), Math.Abs(R(6) / 2)];
        for (var i = 0; i < 4; i++) Assert.Equal(plain[i] * 4 / plain.Sum(), weights[i], 12);
    }

    [Theory]
    [InlineData("direktion", "direction")]
    [InlineData("direction:horizon=0", "horizon '0'")]
    [InlineData("direction:horizn=3", "horizon")]
    [InlineData("triple-barrier:side=up", "none, long, short")]
    [InlineData("triple-barrier:profit=0,loss=0", "only time")]
    [InlineData("trend:shortest=9,longest=4", "less than shortest")]
    [InlineData("meta:horizon=3", "signals")]
    [InlineData("next-return:1,2", "NAME=VALUE")]
    public void Parse_OfNonsense_IsRefused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<BadInputException>(() => LabelRules.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Compute_OfShortSeries_GivesNoLabels()
    {
        foreach (var text in Rules.Select(row => row.Data))
            for (var count = 0; count < 4; count++)
                Assert.All(LabelRules.Parse(text).Compute(FeatureMarket.Bars(1, count)).Values.Skip(Math.Max(count - 1, 0)), value => Assert.True(double.IsNaN(value)));
    }

    /// <summary>Labels of the training and test tables of the reference, of whatever series lie there.</summary>
    [Fact]
    public void Labels_AreThoseOfTheReferenceTables()
    {
        var compared = 0;
        foreach (var path in Directory.GetFiles(SharedFolders.ReferencePath("ml"), "*_train.csv").Concat(Directory.GetFiles(SharedFolders.ReferencePath("ml"), "*_test.csv")))
        {
            var name = Path.GetFileName(path);
            var bars = FeatureMarket.Read(SharedFolders.ReferencePath(Path.Combine("inputs", name[..name.LastIndexOf('_')] + ".csv")));
            var table = File.ReadAllLines(path).Select(line => line.Split(',')).ToList();
            foreach (var (column, text) in new[] { ("label_next_up", "direction:horizon=1"), ("label_vol_rise", "vol-rise:horizon=12,span=168"), ("next_logret", "next-return:horizon=1") })
            {
                var (place, labels) = (Array.IndexOf(table[0], column), LabelRules.Parse(text).Compute(bars));
                foreach (var row in table.Skip(1))
                {
                    var bar = bars.LowerBound(Instant.FromUnixMilliseconds(long.Parse(row[0], CultureInfo.InvariantCulture)));
                    Assert.Equal(double.Parse(row[place], CultureInfo.InvariantCulture), labels.Values[bar], 1e-9);
                    compared++;
                }
            }
        }
        Assert.True(compared > 10_000);
    }

    /// <summary>The same until a bar, and other prices from the next one on.</summary>
    private static BarColumns After(BarColumns bars, int bar, double factor) => BarColumns.FromBars(bars.Interval,
        [.. Enumerable.Range(0, bars.Count).Select(i => i <= bar ? bars[i] : Scaled(bars[i], Math.Pow(factor, 1 + Math.Sin(i) / 2)))]);

    private static Bar Scaled(Bar bar, double factor) => bar with { Open = bar.Open * factor, High = bar.High * factor, Low = bar.Low * factor, Close = bar.Close * factor };

    private static BarColumns Closes(params double[] closes) => BarColumns.FromBars(FeatureMarket.Hour, [.. closes.Select((close, i) => Bar(i, close, close, close, close))]);

    private static Bar Bar(int hour, double open, double high, double low, double close) => new(FeatureMarket.Start + Duration.FromHours(hour), open, high, low, close, 1);
}
