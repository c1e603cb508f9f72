using Tidemark.Node.Markets;
using Tidemark.Node.Recovery;
using Tidemark.Node.Sessions;
using Tidemark.Research.Backtests;
using Tidemark.Simulation.Backtesting;
using Tidemark.Statistics.Randomness;
using Tidemark.Storage.Journal;

namespace Tidemark.Integration.Tests.Node;

/// <summary>A session made from the request of a backtest trades as the backtest does, whatever models are on, also when it is cut off.</summary>
public sealed class PaperSessionReplayTests : IDisposable
{
    private const double NoPause = 1e9;
    private const int SegmentHeaderLength = 96;
    private static readonly Instant Start = Instant.FromDate(2024, 1, 1);

    private readonly TestSessions sessions = new();

    public void Dispose() => sessions.Dispose();

    [Fact]
    public async Task Replay_PerpetualsWithFundingAndSpot_TradesAsTheBacktest()
    {
        var draft = Draft(bars: 120);
        var expected = Backtest.Run(draft.Plan);
        Assert.True(expected.Fills.Count >= 20, $"{expected.Fills.Count} fills are too few to test anything");
        Assert.True(expected.OtherCosts.Single(cost => cost.Kind == CostKind.Funding).Amount != 0m);
        var (_, end) = await RunWhole(Draft(bars: 120));
        Assert.Equal(expected.Fills.Select(fill => (fill.Time, fill.Instrument.Value, fill.Price.Value, fill.Quantity.Value, fill.Fee, fill.Slippage)),
            end.Fills.Reverse().Select(fill => (fill.Time, draft.Plan.Setup.Instruments.ToList().FindIndex(each => each.Id == fill.Instrument), fill.Price, fill.Quantity, fill.Fee, fill.Slippage)));
        Assert.Equal(expected.Equity.Values.ToArray(), end.Equities.Select(point => point.Equity));
        Assert.Equal(expected.OtherCosts.Single(cost => cost.Kind == CostKind.Funding).Amount, end.Funding);
        Assert.Equal("ma-cross+rsi-reversion", end.Strategy);
        Assert.Contains(KeyValuePair.Create("rsi-reversion.period", "3"), end.Parameters);
    }

    [Fact]
    public async Task Continue_CutAtEveryRecord_EndsWithTheSameRecordsAndPortfolio()
    {
        var (folder, expected) = await RunWhole(Draft(bars: 60));
        Assert.True(expected.FillCount >= 6 && expected.Funding != 0m);
        var records = TestSessions.Records(folder);
        var bytes = await File.ReadAllBytesAsync(TestSessions.Segment(folder), TestContext.Current.CancellationToken);
        foreach (var cut in Boundaries(bytes).Skip(1))
        {
            var again = sessions.Cut(bytes.AsSpan(0, cut), $"cut-{cut}");
            var end = await TestSessions.RunToEnd(PaperSession.Continue(again, MarketOf, NoPause, TimeProvider.System), Start + Duration.FromMinutes(60));
            Assert.Equal(records, TestSessions.Records(again));
            Assert.Equal((expected.Equity, expected.Funding, expected.Slippage, expected.Fees), (end.Equity, end.Funding, end.Slippage, end.Fees));
            Assert.Equal(expected.Fills, end.Fills);
            Directory.Delete(again.Path, recursive: true);
        }
        Assert.True(JournalReplay.Run(folder, TestSessions.NoBars).IsIdentical);
    }

    private static IEnumerable<int> Boundaries(byte[] segment)
    {
        for (var offset = SegmentHeaderLength; offset < segment.Length;)
        {
            offset += BitConverter.ToInt32(segment, offset);
            yield return offset;
        }
    }

    private async Task<(JournalFolder Folder, SessionSnapshot End)> RunWhole(BacktestDraft draft)
    {
        var folder = sessions.Folder($"whole-{draft.Inputs[0].Bars.Count}");
        var plan = draft.Plan;
        var started = SessionRecord.Of(plan.Setup with { JournalId = 77 }, plan.Venue, plan.Strategies, plan.States, [], "test");
        var session = PaperSession.Begin(folder, started, Market(plan, plan.Funding), NoPause, TimeProvider.System, plan.Funding);
        return (folder, await TestSessions.RunToEnd(session, Start + Duration.FromMinutes(draft.Inputs[0].Bars.Count)));
    }

    /// <summary>After a restart the rates are those of the journal.</summary>
    private static ReplayMarket MarketOf(SessionInputs session) => Market(Draft(60).Plan, session.Funding);

    private static ReplayMarket Market(BacktestPlan plan, IReadOnlyList<(InstrumentIndex, FundingRate)> funding) =>
        new([.. plan.Setup.Instruments.Select(instrument => instrument.Id)], plan.Bars, funding);

    private static BacktestDraft Draft(int bars)
    {
        var file = Path.GetTempFileName();
        File.WriteAllLines(file, ["timestamp_ms,funding_rate", .. Enumerable.Range(1, bars / 10).Select(number => $"{(Start + Duration.FromMinutes(number * 10)).Nanoseconds / 1_000_000},{(number % 3 - 1) * 0.001 + 0.0005}")]);
        var request = new BacktestRequest
        {
            Strategy = "ma-cross+rsi-reversion",
            Parameters = [new("ma-cross.fast", "2"), new("ma-cross.slow", "5"), new("ma-cross.direction", "long-short"), new("rsi-reversion.period", "3"), new("rsi-reversion.entry", "40")],
            Instruments = [InstrumentId.Parse("BTC/USDT:USDT@binance"), InstrumentId.Parse("ETH/USDT@binance")],
            Interval = Interval.Minutes(1),
            Leverage = 3m,
            FundingFiles = [file],
            Costs = "binance-tiers",
            PriorVolume = 990_000m,
            Slippage = "spread:2+sqrt:1",
            Latency = "fixed:8000,4000",
            BorrowRates = ["0.01"],
        };
        try
        {
            return BacktestBuilder.Build(request, [Input(request.Instruments[0], bars, 3), Input(request.Instruments[1], bars, 4)]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static SeriesInput Input(InstrumentId id, int count, ulong seed)
    {
        var random = new SeededRandom(seed, "walk");
        var bars = new List<Bar>();
        var price = 100.0;
        for (var number = 0; number < count; number++)
        {
            var close = Math.Round(price * (1 + 0.01 * (random.NextDouble() - 0.5)), 2);
            // The second has gaps: instants in which only one of them closes.
            if (seed == 3 || number % 7 != 3) bars.Add(Bar.Create(Start + Duration.FromMinutes(number), price, Math.Max(price, close) + 0.05, Math.Min(price, close) - 0.05, close, 1_000 * random.NextDouble()));
            price = close;
        }
        return new SeriesInput(new Instrument(id), BarColumns.FromBars(Interval.Minutes(1), bars), "", false, true, 0);
    }
}
