using System.Globalization;
using Tidemark.Indicators.Features;

namespace Tidemark.Tests.Indicators.Features;

public class FeatureSetTests
{
    private static readonly string[] Formulas =
    [
        "rsi(14)", "macd().signal[1]", "macd().hist / close * 100", "logret(5) - eth.logret(5)", "close / eth.close", "beta(eth, 20)", "correlation(eth, 20)", "spread(eth, 20)",
        "hour_sin", "weekday", "day.rsi(3)", "lag(logret(1), 3)", "change(volatility(10), 2)", "clip(volume_z(12), -2, 2)", "observation(mood)", "age(mood)", "observation(none)",
        "order_flow_imbalance()", "log(1 + volume) - lag(log(1 + volume), 1)", "least(rsi(7), eth.rsi(7)) * -0.5", "tanh(ret(3) * 10)", "(close - open) / (high - low)",
    ];

    private static FeatureList List(Duration? maximumAge = null) => new(
        Formulas.Select((formula, index) => new FeatureDefinition($"f{index}", formula) { MaximumAge = maximumAge }),
        [new("eth", InstrumentId.Parse("ETH/USDT@test")), new("day", null, Interval.Days(1))]);

    private static FeatureInputs Inputs(ulong seed) => new()
    {
        Bars = FeatureMarket.Bars(seed, 900, 0.1),
        Others = [FeatureMarket.Bars(seed + 50, 900, 0.3), FeatureMarket.Bars(seed, 45, 0, Interval.Days(1))],
        Trades = new Dictionary<int, TradeColumns> { [0] = FeatureMarket.Trades(seed, 9_000) },
        Observations = FeatureMarket.Observations(seed, "mood", 40),
    };

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, 3)]
    public void Streaming_AndBatch_AreTheSame(int seed, int? maximumHours)
    {
        var (list, inputs) = (List(maximumHours is { } hours ? Duration.FromHours(hours) : null), Inputs((ulong)seed));
        var batch = list.Compute(inputs);
        var (rows, isWarm) = FeatureMarket.Stream(list, inputs);
        AssertSame(list, batch, rows, isWarm);
        Assert.True(isWarm.Count(warm => warm) > 300);
        for (var column = 0; column < list.Names.Length; column++)
            if (Formulas[column] != "observation(none)") Assert.Contains(rows, row => float.IsFinite(row[column]) && row[column] != 0);
    }

    [Fact]
    public void Streaming_ThatIsNotReadEachTime_SaysTheSame()
    {
        var (list, inputs) = (List(), Inputs(4));
        var batch = list.Compute(inputs);
        var (rows, isWarm) = FeatureMarket.Stream(list, inputs, readsAll: false);
        for (var row = 0; row < rows.Count; row++)
            if (isWarm[row]) Assert.Equal(batch.Row(row).ToArray(), rows[row]);
        Assert.Contains(true, isWarm);
    }

    [Fact]
    public void Streaming_SavedAndLoadedAfterEachBar_SaysTheSame()
    {
        var (list, inputs) = (List(), Inputs(5));
        var (rows, isWarm) = FeatureMarket.Stream(list, inputs, set =>
        {
            var next = list.CreateSet(FeatureMarket.Hour);
            next.Load(set.Save());
            return next;
        });
        AssertSame(list, list.Compute(inputs), rows, isWarm);
    }

    [Fact]
    public void Streaming_AllocatesNothing()
    {
        var list = List();
        var set = list.CreateSet(FeatureMarket.Hour);
        var bars = FeatureMarket.Bars(6, 400);
        var row = new float[set.Count];
        for (var i = 0; i < 200; i++) Feed(i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 200; i < 400; i++) Feed(i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Feed(int i)
        {
            set.Update(0, bars[i]);
            set.Update(1, bars[i]);
            set.TryRead(row);
        }
    }

    [Fact]
    public void Observation_IsUsedFromTheMomentItWasKnown_NotOfWhatItIsAbout()
    {
        var list = new FeatureList([new("value", "observation(sopr)"), new("age", "age(sopr)")]);
        var bars = FeatureMarket.Bars(7, 10);
        var close = new Func<int, Instant>(row => FeatureMarket.Hour.CloseOf(bars[row].OpenTime));
        Observation[] observations =
        [
            new("sopr", 2, close(2), close(5)),
            new("sopr", 1, close(1), close(3)),
            new("sopr", 9, close(0), close(6)),
            new("other", 8, close(0), close(0)),
        ];
        var matrix = list.Compute(new FeatureInputs { Bars = bars, Observations = observations });
        // What comes late about an earlier time does not replace what is held.
        Assert.Equal([float.NaN, float.NaN, float.NaN, 1, 1, 2, 2, 2, 2, 2], Enumerable.Range(0, 10).Select(row => matrix.Row(row)[0]));
        Assert.Equal([2, 3, 3, 4], Enumerable.Range(3, 4).Select(row => matrix.Row(row)[1]));
        var (rows, _) = FeatureMarket.Stream(list, new FeatureInputs { Bars = bars, Observations = observations });
        for (var row = 0; row < 10; row++) Assert.Equal(matrix.Row(row).ToArray(), rows[row]);
    }

    [Fact]
    public void OtherInstrument_WithOtherHours_IsUsedByItsLastClose_UntilItIsTooOld()
    {
        var bars = FeatureMarket.Bars(8, 6);
        var other = BarColumns.FromBars(FeatureMarket.Hour, [bars[1] with { Close = 5 }, bars[2] with { Close = 7 }]);
        var inputs = new FeatureInputs { Bars = bars, Others = [other] };
        FeatureInstrument[] others = [new("spy", InstrumentId.Parse("SPY/USD@test"))];
        var forever = new FeatureList([new("x", "spy.close")], others).Compute(inputs);
        Assert.Equal([float.NaN, 5, 7, 7, 7, 7], Enumerable.Range(0, 6).Select(row => forever.Row(row)[0]));
        Assert.Equal([false, true, true, true, true, true], forever.IsWarm);
        var young = new FeatureList([new("x", "spy.close") { MaximumAge = Duration.FromHours(2) }], others).Compute(inputs);
        Assert.Equal([float.NaN, 5, 7, 7, 7, float.NaN], Enumerable.Range(0, 6).Select(row => young.Row(row)[0]));
    }

    [Fact]
    public void Calendar_IsOfTheOpenTimeInUtc()
    {
        var bars = BarColumns.FromBars(FeatureMarket.Hour, [Bar.OfPrice(Instant.Parse("2024-02-29T23:00:00Z"), 1), Bar.OfPrice(Instant.Parse("1969-12-28T06:00:00Z"), 1)]);
        var names = new[] { "hour", "minute", "minute_of_day", "weekday", "day_of_month", "month" };
        var list = new FeatureList([.. names.Select(name => new FeatureDefinition(name, name)), new("s", "hour_sin"), new("w", "weekday_cos")]);
        var matrix = list.Compute(new FeatureInputs { Bars = bars.Slice(0, 1) });
        Assert.Equal([23, 0, 1380, 3, 29, 2], matrix.Row(0)[..6].ToArray());
        Assert.Equal((float)Math.Sin(Math.Tau * 23 / 24), matrix.Row(0)[6], 6);
        Assert.Equal((float)Math.Cos(Math.Tau * (3 * 24 + 23) / 168), matrix.Row(0)[7], 6);
        Assert.Equal([6, 0, 360, 6, 28, 12], list.Compute(new FeatureInputs { Bars = bars.Slice(1, 1) }).Row(0)[..6].ToArray());
    }

    [Theory]
    [InlineData("sma(clsoe, 5)", "close")]
    [InlineData("logrte(5)", "logret")]
    [InlineData("logret(0)", "number of bars from 1")]
    [InlineData("eht.close", "eth")]
    [InlineData("eth", "'.' is missing")]
    [InlineData("beta(etc, 5)", "eth")]
    [InlineData("close +", "value is missing")]
    [InlineData("(close", "')' is missing")]
    [InlineData("close close", "ends before")]
    [InlineData("lag(close)", "number of rows")]
    [InlineData("close[x]", "number of bars")]
    [InlineData("observation()", "name of an observation")]
    [InlineData("volatility(1)", "must be greater")]
    [InlineData("hour_sine", "hour_sin")]
    [InlineData("1..2", "not a number")]
    public void Formula_ThatCannotBeRead_IsRefusedWithTheNearestName(string formula, string expected)
    {
        var failure = Assert.Throws<BadInputException>(() => new FeatureList([new("x", formula) { Place = "features.yaml:7" }], [new("eth", InstrumentId.Parse("ETH/USDT@test"))]));
        Assert.StartsWith("features.yaml:7: x: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("close[-1]", "1 rows later")]
    [InlineData("lag(rsi(14), -2)", "2 rows later")]
    [InlineData("1 - lead(close, 3)", "3 rows later")]
    [InlineData("centered(close, 5)", "centred window")]
    [InlineData("standardized(volume)", "scaled by all rows")]
    [InlineData("backfilled(observation(x))", "filled from rows that follow")]
    public void Formula_ThatLooksAhead_IsKnownAndNeverRunInASession(string formula, string reason)
    {
        var list = new FeatureList([new("fine", "close"), new("leak", formula)]);
        Assert.Equal("leak", list.LookAheads.Single().Name);
        Assert.Contains(reason, list.LookAheads.Single().Reason, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => list.CreateSet(FeatureMarket.Hour));
        Assert.Equal(50, list.Compute(new FeatureInputs { Bars = FeatureMarket.Bars(9, 50) }).Rows);
        Assert.Empty(new FeatureList([new("a", "lead(close, -1)"), new("b", "close[1]")]).LookAheads);
    }

    [Fact]
    public void Names_ThatStandTwiceOrMeanSomethingElse_AreRefused()
    {
        Assert.Throws<BadInputException>(() => new FeatureList([new("x", "close"), new("X", "open")]));
        Assert.Throws<BadInputException>(() => new FeatureList([new("1x", "close")]));
        Assert.Throws<BadInputException>(() => new FeatureList([]));
        Assert.Throws<BadInputException>(() => new FeatureList([new("x", "close")], [new("close", InstrumentId.Parse("A/B@c"))]));
        Assert.Throws<BadInputException>(() => new FeatureList([new("x", "close")], [new("own", null)]));
    }

    [Fact]
    public void Bars_OutOfOrder_AreRefused()
    {
        var list = StandardFeatures.For(FeatureMarket.Hour);
        var bars = FeatureMarket.Bars(3, 5);
        var set = list.CreateSet(FeatureMarket.Hour);
        set.Update(0, bars[3]);
        Assert.Throws<ArgumentException>(() => set.Update(0, bars[3]));
        Assert.Throws<ArgumentException>(() => list.Compute(new FeatureInputs { Bars = BarColumns.FromBars(FeatureMarket.Hour, [bars[2], bars[1]]) }));
    }

    [Fact]
    public void ShortSeries_HasNoWarmRow()
    {
        var list = StandardFeatures.For(FeatureMarket.Hour);
        Assert.Equal(169, list.WarmUp);
        Assert.DoesNotContain(true, list.Compute(new FeatureInputs { Bars = FeatureMarket.Bars(3, 168) }).IsWarm);
        Assert.Equal(1, list.Compute(new FeatureInputs { Bars = FeatureMarket.Bars(3, 169) }).IsWarm.Count(warm => warm));
        Assert.Equal(0, list.Compute(new FeatureInputs { Bars = FeatureMarket.Bars(3, 0) }).Rows);
    }

    /// <summary>Feature columns of every training table of the reference that lies beside its bars.</summary>
    [Fact]
    public void StandardFeatures_AreThoseOfTheReferenceTables()
    {
        var compared = 0;
        foreach (var path in Directory.GetFiles(SharedFolders.ReferencePath("ml"), "*_train.csv").Concat(Directory.GetFiles(SharedFolders.ReferencePath("ml"), "*_test.csv")))
        {
            var series = Path.GetFileName(path)[..^(path.EndsWith("_train.csv", StringComparison.Ordinal) ? "_train.csv".Length : "_test.csv".Length)];
            var bars = FeatureMarket.Read(SharedFolders.ReferencePath(Path.Combine("inputs", $"{series}.csv")));
            var table = File.ReadAllLines(path).Select(line => line.Split(',')).ToList();
            var standard = StandardFeatures.For(FeatureMarket.Hour);
            var list = new FeatureList([.. standard.Features, new("hour", "hour")]);
            var matrix = list.Compute(new FeatureInputs { Bars = bars });
            foreach (var row in table.Skip(1))
            {
                var index = bars.LowerBound(Instant.FromUnixMilliseconds(long.Parse(row[0], CultureInfo.InvariantCulture)));
                Assert.True(matrix.IsWarm[index]);
                for (var column = 1; column < row.Length; column++)
                {
                    var mine = list.Names.IndexOf(table[0][column]);
                    if (mine < 0) continue;
                    var (expected, actual) = (double.Parse(row[column], CultureInfo.InvariantCulture), matrix.Row(index)[mine]);
                    Assert.True(Math.Abs(expected - actual) <= 2e-7 * Math.Abs(expected) + 1e-8, $"{Path.GetFileName(path)} {row[0]} {table[0][column]}: {expected} and {actual}");
                    compared++;
                }
            }
        }
        Assert.True(compared > 100_000, $"{compared} values compared");
    }

    private static void AssertSame(FeatureList list, FeatureMatrix batch, List<float[]> rows, List<bool> isWarm)
    {
        Assert.Equal(batch.Rows, rows.Count);
        Assert.Equal(batch.IsWarm, isWarm);
        for (var row = 0; row < rows.Count; row++)
            for (var column = 0; isWarm[row] && column < list.Names.Length; column++)
                Assert.True(batch.Row(row)[column].Equals(rows[row][column]), $"row {row}, {list.Features[column].Formula}: {batch.Row(row)[column]:R} and {rows[row][column]:R}");
    }
}
