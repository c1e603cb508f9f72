using Tidemark.Research.Backtests;
using Tidemark.Research.Registry;
using Tidemark.Storage.Homes;
using Tidemark.Tests.Research.Retraining;
using Tidemark.Tests.Research.Training;

namespace Tidemark.Tests.Research.Registry;

/// <summary>Looks at data kept for the end are kept before they are taken, and known again by another training.</summary>
public sealed class TestReadsTests : IDisposable
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USDT@binance");
    private static readonly BarColumns Bars = PlantedModels.Market(3_000, 3_000);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-reads-");
    private readonly TestReads reads;
    private readonly ModelRegistry registry;
    private Instant now = Instant.Parse("2024-01-01T00:00:00Z");

    public TestReadsTests() => (reads, registry) = (new TestReads(new HomeFolder(folder.FullName), Now), new ModelRegistry(new HomeFolder(folder.FullName), Now));

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, 1_000, 999, 2_000, true)]
    [InlineData(0, 1_000, 1_000, 2_000, false)]
    [InlineData(0, 3_000, 1_400, 1_600, true)]
    public void Record_StretchesOfOneInstrument_AreTheSameDataWhereTheyShareAMoment(int from, int to, int thenFrom, int thenTo, bool isShared)
    {
        Assert.Empty(reads.Record(Stretch(Bitcoin, Bars, from, to), "gbm").Earlier);
        Assert.Equal(isShared ? 1 : 0, reads.Record(Stretch(Bitcoin, Bars, thenFrom, thenTo), "lstm").Earlier.Count);
    }

    [Theory]
    [InlineData(0, 2_000, 1_500, 3_000)]
    [InlineData(0, 3_000, 1_000, 1_400)]
    [InlineData(700, 3_000, 0, 1_000)]
    public void Record_StretchesWithoutAName_AreKnownAgainByTheirPrices(int from, int to, int thenFrom, int thenTo)
    {
        reads.Record(Stretch(null, Bars, from, to), "gbm");
        Assert.Single(reads.Record(Stretch(null, Bars, thenFrom, thenTo), "gbm").Earlier);
        Assert.Equal(2, reads.Record(Stretch(Bitcoin, Bars, thenFrom, thenTo), "gbm").Earlier.Count);
        var longer = Tidemark.Storage.Catalog.Resampling.BarResampler.Resample(Bars.Slice(thenFrom, thenTo - thenFrom), Interval.Hours(4)).Bars;
        Assert.NotEmpty(reads.Record(TestStretch.OfBars(null, longer, Open(longer, 0), Open(longer, longer.Count - 1), 10), "gbm").Earlier);
    }

    [Fact]
    public void Record_OtherPricesAtTheSameTimes_AreOtherData()
    {
        reads.Record(Stretch(null, Bars, 0, 2_000), "gbm");
        Assert.Empty(reads.Record(Stretch(null, PlantedModels.Market(2_000, 2_000, seed: 6), 0, 2_000), "gbm").Earlier);
        // A price that hardly moves is the same at two venues now and then.
        var pegged = BarColumns.FromBars(Bars.Interval, [.. Enumerable.Range(0, 2_000).Select(bar => Flat(bar, bar % 2 == 0 ? 1 : 1.0001))]);
        var other = BarColumns.FromBars(Bars.Interval, [.. Enumerable.Range(0, 2_000).Select(bar => Flat(bar, bar % 3 == 0 ? 1 : 1.0001))]);
        reads.Record(Stretch(null, pegged, 0, 2_000), "gbm");
        Assert.Empty(reads.Record(Stretch(null, other, 0, 2_000), "gbm").Earlier);
    }

    [Fact]
    public void Record_Tables_AreTheSameByTheirContent()
    {
        reads.Record(TestStretch.OfTable("h1", 100), "gbm");
        Assert.Empty(reads.Record(TestStretch.OfTable("h2", 100), "gbm").Earlier);
        Assert.Single(reads.Record(TestStretch.OfTable("h1", 100), "gbm").Earlier);
        Assert.Empty(reads.Record(Stretch(null, Bars, 0, 100), "gbm").Earlier);
    }

    [Fact]
    public void TestReads_OfAVersion_CountTrainingsWithoutAName()
    {
        reads.Record(Stretch(Bitcoin, Bars, 0, 1_000), "lstm, 12 features");
        var model = registry.Register(TrainedModels.Boosted(), new Registration { Name = "m", Instrument = Bitcoin.ToString(), Interval = "1h" });
        Assert.Empty(registry.TestReads(model));
        var (read, earlier) = reads.Record(Stretch(Bitcoin, Bars, 500, 1_500), "gbm");
        reads.Tie(read, model);
        reads.Record(Stretch(Bitcoin, Bars, 1_500, 2_000), "gbm");
        Assert.Equal(["", "m"], registry.TestReads(model).Select(one => one.Name));
        Assert.Equal("The test part, or some of it, was read once before (2024-01-01T00:00:01Z by lstm, 12 features): its figures are no longer unseen.", TestReads.Warning(earlier));
        Assert.Contains("read 2 times before (last", TestReads.Warning(registry.TestReads(model)), StringComparison.Ordinal);
        Assert.Contains(" by m@1)", TestReads.Warning(registry.TestReads(model)), StringComparison.Ordinal);
        Assert.Null(TestReads.Warning([]));
    }

    [Fact]
    public void TrialsOn_ABacktest_AreAllSettingsMeasuredOnSomeOfItsTime()
    {
        var request = new BacktestRequest { Strategy = "ma-cross", Instruments = [Bitcoin], Interval = Interval.Hours(1), From = Open(Bars, 1_000), To = Open(Bars, 1_500) };
        var run = BacktestBuilder.Build(request, [new SeriesInput(new Instrument(Bitcoin), Bars.Slice(0, 1_500), "planted", false, false, 0)]).Run(request);
        Assert.Equal(1, reads.TrialsOn(run));
        reads.Record(Stretch(Bitcoin, Bars, 0, run.WarmUpBars), "before trading began", 100);
        reads.Record(Stretch(Bitcoin, Bars, 1_500, 3_000), "after its end", 100);
        reads.Record(Stretch(InstrumentId.Parse("ETH/USDT@binance"), PlantedModels.Market(3_000, 3_000, seed: 6), 0, 3_000), "another market", 100);
        Assert.Equal(1, reads.TrialsOn(run));
        reads.Record(Stretch(Bitcoin, Bars, 1_400, 3_000), "a search", 20);
        reads.Record(Stretch(null, Bars, 1_000, 2_000), "the same prices without a name", 3);
        Assert.Equal(23, reads.TrialsOn(run));
    }

    /// <summary>Who tries settings on data kept for the end until they look good has looked as often.</summary>
    [Fact]
    public void Record_ABacktestOnDataKeptForTheEnd_IsALookForEachOfItsSettings()
    {
        BacktestRun Run(string fast, int to = 1_500)
        {
            var request = new BacktestRequest { Strategy = "ma-cross", Parameters = [KeyValuePair.Create("fast", fast)], Instruments = [Bitcoin], Interval = Interval.Hours(1), From = Open(Bars, 1_000), To = Open(Bars, to) };
            return BacktestBuilder.Build(request, [new SeriesInput(new Instrument(Bitcoin), Bars.Slice(0, to), "planted", false, false, 0)]).Run(request);
        }
        Assert.False(reads.Record(Run("5")));
        Assert.Empty(reads.All());
        reads.Record(Stretch(Bitcoin, Bars, 1_400, 3_000), "a training", 20);
        Assert.True(reads.Record(Run("5")));
        Assert.False(reads.Record(Run("5")));
        Assert.False(reads.Record(Run("5", 1_600)));
        Assert.Equal(21, reads.TrialsOn(Run("5")));
        Assert.True(reads.Record(Run("6")));
        Assert.Equal(22, reads.TrialsOn(Run("5")));
        Assert.StartsWith("backtest of ma-cross, settings ", reads.All()[^1].Tried, StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_OfAnyNumberOfBars_AreFew()
    {
        Assert.InRange(Stretch(null, Bars, 0, 3_000).Marks.Split(' ').Length, 16, 64);
        Assert.Equal(5, Stretch(null, Bars, 0, 5).Marks.Split(' ').Length);
    }

    private static TestStretch Stretch(InstrumentId? instrument, BarColumns bars, int from, int to) =>
        TestStretch.OfBars(instrument, bars.Slice(from, to - from), Open(bars, from), bars.Interval.CloseOf(Open(bars, to - 1)), to - from);

    private static Instant Open(BarColumns bars, int bar) => new(bars.OpenTimes.Span[bar]);

    private static Bar Flat(int bar, double price) => Bar.Create(Open(Bars, bar), price, price, price, price, 1);

    private Instant Now() => now += Duration.FromSeconds(1);
}
