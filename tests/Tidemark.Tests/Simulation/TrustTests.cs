using System.Globalization;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies;
using Tidemark.Indicators.MovingAverages;
using Tidemark.Research.Results;
using Tidemark.Simulation.Backtesting;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Markets;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Strategies;

namespace Tidemark.Tests.Simulation;

/// <summary>What makes a backtest worth believing: the future does not matter, and the same run is the same everywhere.</summary>
public sealed class TrustTests
{
    private static readonly InstrumentId Instrument = InstrumentId.Parse("BTC/USDT@synthetic");

    [Theory]
    [InlineData("ma-cross")]
    [InlineData("rsi-reversion")]
    [InlineData("buy-and-hold")]
    public void Decisions_FutureCutOffOrChanged_StayTheSame(string strategy)
    {
        var whole = Market(3_000);
        var full = Run(strategy, whole);
        foreach (var length in new[] { 500, 1_234, 2_999 })
        {
            AssertSamePast(full, Run(strategy, whole.Slice(0, length)), length);
            AssertSamePast(full, Run(strategy, WithOtherFuture(whole, length)), length);
        }
    }

    [Fact]
    public void RunHash_OtherCulturesThreadsAndRepetition_IsTheSame()
    {
        var bars = Market(2_000);
        var expected = Hash(Run("ma-cross", bars));
        var hashes = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.ForEach(new[] { ",", ".", "٫", "'" }, separator =>
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = separator;
            culture.NumberFormat.NegativeSign = "−";
            CultureInfo.CurrentCulture = culture;
            hashes.Add(Hash(Run("ma-cross", bars)));
        });
        Assert.Equal(4, hashes.Count);
        Assert.All(hashes, hash => Assert.Equal(expected, hash));
    }

    [Fact]
    public void LongerInterval_InsideTheEngine_GivesTheSameBarsAsResampling()
    {
        var bars = Market(600);
        var seen = new Recorder();
        Run(seen, bars);
        var expected = Tidemark.Storage.Catalog.Resampling.BarResampler.Resample(bars, Interval.Parse("15m")).Bars;
        Assert.Equal(expected.Count, seen.Long.Count);
        for (var index = 0; index < expected.Count; index++) Assert.Equal(expected[index], seen.Long[index]);
        // At a common close the longer bar comes first, and its average is already up to date.
        Assert.Equal(40, seen.LongBeforeShort);
    }

    [Fact]
    public void LongerInterval_MissingLastPart_ClosesByTimer()
    {
        var minutes = Market(60);
        var kept = Enumerable.Range(0, 60).Where(minute => minute % 15 != 14).Select(minute => minutes[minute]).ToArray();
        var seen = new Recorder();
        Run(seen, BarColumns.FromBars(Interval.Minutes(1), kept));
        // The last quarter of an hour never closes: nothing came after it.
        Assert.Equal(3, seen.Long.Count);
        Assert.All(seen.LongCloses, close => Assert.Equal(0, close.Nanoseconds % (15 * Duration.NanosecondsPerMinute)));
    }

    [Fact]
    public void WarmUp_BeforeTheStart_FeedsIndicatorsButTradesNothing()
    {
        var bars = Market(200);
        var start = bars[100].OpenTime;
        var seen = new Recorder();
        var result = Run(seen, bars, start);
        Assert.Equal(100, result.Equity.Count);
        Assert.Equal(start.Nanoseconds, result.Equity.Times.Span[0]);
        Assert.Equal(100, seen.Short.Count);
        Assert.True(seen.FirstAverageWasWarm);
    }

    [Fact]
    public void TwoInstruments_OneAccount_EquityIsCashPlusBothPositions()
    {
        var result = Backtest.Run(new BacktestPlan
        {
            Setup = Setup(Instant.MinValue, Instrument, InstrumentId.Parse("ETH/USDT@synthetic")) with { Sizing = new SizingRule(SizingKind.Stake, 1_000m) },
            Venue = Models(),
            Bars = [Market(500), Market(700)],
            Strategies = [StrategyCatalog.Create("buy-and-hold", [])],
        });
        Assert.Equal(2, result.Fills.Count);
        Assert.Equal(700, result.Equity.Count);
        var worth = (double)result.FinalCash + result.OpenPositions.Sum(position => (double)position.Quantity.Value * position.MarkPrice);
        Assert.Equal(worth, result.Equity.Values.Span[^1], 6);
    }

    private static void AssertSamePast(BacktestResult full, BacktestResult part, int length)
    {
        for (var index = 0; index < length; index++) Assert.Equal(full.Equity.Values.Span[index], part.Equity.Values.Span[index]);
        var end = part.Equity.Times.Span[length - 1];
        var expected = full.Fills.Where(fill => fill.Time.Nanoseconds <= end).ToArray();
        Assert.Equal(expected, part.Fills.Where(fill => fill.Time.Nanoseconds <= end));
    }

    private static BarColumns WithOtherFuture(BarColumns bars, int length)
    {
        var changed = Enumerable.Range(0, bars.Count).Select(index => bars[index]).ToArray();
        for (var index = length; index < changed.Length; index++)
        {
            var bar = changed[index];
            changed[index] = new Bar(bar.OpenTime, bar.Open * 2, bar.High * 3, bar.Low * 0.5, bar.Close * 1.5, bar.Volume * 7);
        }
        return BarColumns.FromBars(bars.Interval, changed);
    }

    private static BarColumns Market(int count) => new SyntheticMarket(new SyntheticMarketOptions(6, Interval.Minutes(1), Instant.FromDate(2024, 1, 1))).Generate(count);

    private static string Hash(BacktestResult result) => RunHash.Compute(result.Fills, [Instrument], result.Equity);

    private static BacktestResult Run(string strategy, BarColumns bars) => Run(StrategyCatalog.Create(strategy, []), bars);

    private static BacktestResult Run(Strategy strategy, BarColumns bars, Instant? start = null) => Backtest.Run(new BacktestPlan
    {
        Setup = Setup(start ?? Instant.MinValue, Instrument),
        Venue = Models(),
        Bars = [bars],
        Strategies = [strategy],
    });

    private static VenueOptions Models() => new(new WorstCaseFillModel(), SlippageModels.Default, FeePresets.Flat(10m));

    private static SessionSetup Setup(Instant start, params InstrumentId[] instruments) => new()
    {
        Instruments = [.. instruments.Select(id => new Instrument(id))],
        BaseIntervals = [.. instruments.Select(_ => Interval.Minutes(1))],
        Accounts = [new AccountSetup(new AccountId("main"), "synthetic", AccountKind.Spot, [new Money(100_000m, "USDT")], FeePresets.Flat(10m).Rates, FundsPolicy.OwnedAssets)],
        Currency = "USDT",
        TradingStart = start,
    };

    private sealed class Recorder : Strategy
    {
        private SimpleMovingAverage average = null!;
        private Instant lastShortClose;

        public List<Bar> Long { get; } = [];

        public List<Instant> LongCloses { get; } = [];

        public List<Bar> Short { get; } = [];

        public int LongBeforeShort { get; private set; }

        public bool FirstAverageWasWarm { get; private set; }

        protected internal override void OnStart()
        {
            Subscribe(default, Interval.Parse("15m"));
            average = Sma(50);
        }

        protected internal override void OnBar(in BarClosed bar)
        {
            if (bar.Interval == Interval.Parse("15m"))
            {
                Long.Add(bar.Bar);
                LongCloses.Add(bar.CloseTime);
                if (lastShortClose < bar.CloseTime) LongBeforeShort++;
                return;
            }
            if (Short.Count == 0) FirstAverageWasWarm = average.IsWarm;
            Short.Add(bar.Bar);
            lastShortClose = bar.CloseTime;
        }
    }
}
