using Tidemark.Engine.Events;
using Tidemark.Engine.Journaling;
using Tidemark.Engine.Ports;
using Tidemark.Node.Recovery;
using Tidemark.Node.Sessions;
using Tidemark.Simulation.Fees;
using Tidemark.Simulation.Fills;
using Tidemark.Simulation.Latency;
using Tidemark.Simulation.Slippage;
using Tidemark.Simulation.Venues;
using Tidemark.Storage.Journal;

namespace Tidemark.Integration.Tests.Node;

/// <summary>A session that was cut off anywhere goes on as if nothing had happened: same records, same fills, same equity.</summary>
public sealed class PaperSessionRecoveryTests : IDisposable
{
    private const double NoPause = 1e9;
    private const int SegmentHeaderLength = 96;

    private readonly TestSessions sessions = new();

    public void Dispose() => sessions.Dispose();

    [Theory]
    [InlineData("ma-cross")]
    [InlineData("rsi-reversion")]
    [InlineData("managed-breakout")]   // orders that the engine runs, and memory of each trade
    [InlineData("ma-cross+rsi-reversion")]   // two strategies, and every model of costs: fees by volume, impact, requests and answers under way
    public async Task Continue_CutAtEveryRecordAndInsideSome_EndsWithTheSameRecordsAndPortfolio(string strategy)
    {
        var market = new TestMarket(110);
        var whole = sessions.Folder("whole");
        var definition = DefinitionOf(strategy);
        var session = PaperSession.Begin(whole, definition, market, NoPause, TimeProvider.System);
        market.AfterRead = number => AskAt(session, number);
        var expected = await TestSessions.RunToEnd(session, market.End);
        var records = TestSessions.Records(whole);
        Assert.True(expected.FillCount >= 6, $"{expected.FillCount} fills are too few to test anything");
        var bytes = await File.ReadAllBytesAsync(TestSessions.Segment(whole), TestContext.Current.CancellationToken);
        foreach (var cut in CutsAfterTheLastCommand(whole, bytes))
        {
            var folder = sessions.Cut(bytes.AsSpan(0, cut), $"cut-{cut}");
            var end = await TestSessions.RunToEnd(PaperSession.Continue(folder, _ => new TestMarket(110), NoPause, TimeProvider.System), market.End);
            Assert.Equal(records, TestSessions.Records(folder));
            AssertSame(expected, end);
            Directory.Delete(folder.Path, recursive: true);
        }
    }

    [Fact]
    public async Task Continue_RestartedAgainAndAgain_EndsWithTheSameRecords()
    {
        var whole = sessions.Folder("whole");
        var market = new TestMarket(400);
        await TestSessions.RunToEnd(PaperSession.Begin(whole, TestSessions.Definition(), market, NoPause, TimeProvider.System), market.End);
        var folder = sessions.Folder("restarted");
        await StopAtBar((at, started, again, speed, time) => PaperSession.Begin(at, started, again, speed, time), folder, 60);
        for (var bar = 61; bar < 340; bar += 55) await StopAtBar((_, _, again, speed, time) => PaperSession.Continue(folder, _ => again, speed, time), folder, bar);
        await TestSessions.RunToEnd(PaperSession.Continue(folder, _ => new TestMarket(400), NoPause, TimeProvider.System), market.End);
        Assert.Equal(TestSessions.Records(whole), TestSessions.Records(folder));
        Assert.True(JournalReplay.Run(folder, TestSessions.NoBars).IsIdentical);
    }

    [Fact]
    public async Task Continue_ChangedRecord_IsRefusedAndNothingIsTraded()
    {
        var market = new TestMarket(400);
        var folder = sessions.Folder("changed");
        await TestSessions.RunToEnd(PaperSession.Begin(folder, TestSessions.Definition(), market, NoPause, TimeProvider.System), market.End);
        var forged = TestSessions.Forge(folder, sessions.Folder("forged"), TestSessions.Definition("ma-cross", ("fast", "3"), ("slow", "40")));
        var before = TestSessions.Records(forged);
        var failure = Assert.Throws<ReplayMismatchException>(() => PaperSession.Continue(forged, _ => new TestMarket(400), NoPause, TimeProvider.System));
        Assert.Contains($"record {failure.Sequence}: the journal has order-decided at ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("side=buy", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, TestSessions.Records(forged));
        Assert.Equal(failure.Message, JournalReplay.Run(forged, TestSessions.NoBars).Difference);
    }

    [Fact]
    public async Task Continue_MarketWithOtherBars_IsRefused()
    {
        var folder = sessions.Folder("bars");
        var market = new TestMarket(100);
        await TestSessions.RunToEnd(PaperSession.Begin(folder, TestSessions.Definition(), market, NoPause, TimeProvider.System), market.End);
        var failure = Assert.Throws<InvalidDataException>(() => PaperSession.Continue(folder, _ => new TestMarket(50), NoPause, TimeProvider.System));
        Assert.Contains("cannot go on with other data", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Continue_PausedSession_IsStillPaused()
    {
        var folder = sessions.Folder("paused");
        var market = new TestMarket(400);
        var session = PaperSession.Begin(folder, TestSessions.Definition(), market, NoPause, TimeProvider.System);
        session.TryAsk(EngineCommandKind.Pause, "test");
        var end = await TestSessions.RunToEnd(session, market.End);
        Assert.Equal(0, end.FillCount);
        Assert.False(session.TryAsk(EngineCommandKind.Resume, "too late"));
        using var again = PaperSession.Continue(folder, _ => new TestMarket(400), NoPause, TimeProvider.System);
        Assert.Equal(SessionStatus.Paused, again.Current.Status);
    }

    [Fact]
    public async Task Begin_WithTheStateOfAnEarlierSession_KeepsItThroughRestartAndReplay()
    {
        var market = new TestMarket(400);
        var definition = TestSessions.Definition("managed-breakout", ("lookback", "2"), ("range-period", "2"), ("stop-ranges", "1"), ("target", "0.004"), ("cool-down-minutes", "100000"));
        var earlier = sessions.Folder("earlier");
        Assert.True((await TestSessions.RunToEnd(PaperSession.Begin(earlier, definition, market, NoPause, TimeProvider.System), market.End)).FillCount > 0);
        var (strategy, state) = Assert.Single(StrategyStates.Of(earlier));
        Assert.Equal(("managed-breakout", "cool-until BTC/USDT@synthetic"), (strategy, Assert.Single(state.Values).Name));

        var later = sessions.Folder("later");
        definition = definition with { States = [state] };
        await StopAtBar((at, _, again, speed, time) => PaperSession.Begin(at, definition, again, speed, time), later, 60);
        var end = await TestSessions.RunToEnd(PaperSession.Continue(later, _ => new TestMarket(400), NoPause, TimeProvider.System), market.End);
        Assert.Equal(0, end.FillCount);
        Assert.True(JournalReplay.Run(later, TestSessions.NoBars).IsIdentical);
        Assert.Equal([(strategy, state)], StrategyStates.Of(later));
    }

    private static SessionStartedRecord DefinitionOf(string strategy) => strategy switch
    {
        "ma-cross" => TestSessions.Definition("ma-cross", ("fast", "2"), ("slow", "5")),
        "managed-breakout" => TestSessions.Definition(strategy, ("lookback", "2"), ("range-period", "2"), ("stop-ranges", "1"), ("target", "0.004"), ("cool-down-minutes", "0"), ("entry-minutes", "1")),
        "ma-cross+rsi-reversion" => TestSessions.Definition(strategy, [("ma-cross.fast", "2"), ("ma-cross.slow", "5"), ("rsi-reversion.period", "3"), ("rsi-reversion.entry", "40")],
            new VenueOptions(new WorstCaseFillModel(), SlippageModels.Parse("spread:2+sqrt:1"), FeePresets.Find("binance-tiers") with { PriorVolume = 990_000m }) { Latency = LatencyModels.Parse("sampled:20000,50000,7") }),
        _ => TestSessions.Definition("rsi-reversion", ("period", "3"), ("entry", "40"), ("stop-loss", "0.004"), ("take-profit", "0.004"), ("bracket", "true")),
    };

    /// <summary>A person pauses, resumes and closes everything, early in the run.</summary>
    private static void AskAt(PaperSession session, int bar)
    {
        if (bar == 32) session.TryAsk(EngineCommandKind.Pause, "look");
        if (bar == 34) session.TryAsk(EngineCommandKind.Resume, "go on");
        if (bar == 42) session.TryAsk(EngineCommandKind.Flatten, "out");
    }

    /// <summary>Every record boundary, and a place inside every seventh record. A command is only asked once, so cuts before it would lose it.</summary>
    private static List<int> CutsAfterTheLastCommand(JournalFolder folder, byte[] segment)
    {
        var kinds = new List<RecordKind>();
        using (var reader = new JournalReader(folder))
            while (reader.Read()) kinds.Add(reader.Header.Kind);
        Assert.Equal(3, kinds.Count(kind => kind == RecordKind.Command));
        var cuts = new List<int>();
        var (offset, number) = (SegmentHeaderLength, 0);
        foreach (var kind in kinds)
        {
            var length = BitConverter.ToInt32(segment, offset);
            if (number >= kinds.LastIndexOf(RecordKind.Command))
            {
                cuts.Add(offset + length);
                if (number % 7 == 0) cuts.Add(offset + length + 13);
            }
            offset += length;
            number++;
        }
        return [.. cuts.Where(cut => cut <= segment.Length)];
    }

    private static void AssertSame(SessionSnapshot expected, SessionSnapshot actual)
    {
        Assert.Equal(expected.Balances, actual.Balances);
        Assert.Equal(expected.Positions, actual.Positions);
        Assert.Equal(expected.Fills, actual.Fills);
        Assert.Equal(expected.Orders, actual.Orders);
        Assert.Equal(expected.Equities, actual.Equities);
        Assert.Equal((expected.Equity, expected.Fees, expected.FillCount, expected.RoundTripCount, expected.Now), (actual.Equity, actual.Fees, actual.FillCount, actual.RoundTripCount, actual.Now));
    }

    private static async Task StopAtBar(Func<JournalFolder, SessionStartedRecord, TestMarket, double, TimeProvider, PaperSession> open, JournalFolder folder, int bar)
    {
        using var stop = new CancellationTokenSource();
        var market = new TestMarket(400) { AfterRead = number => { if (number == (bar == 60 ? 60 : 55)) stop.Cancel(); } };
        using var session = open(folder, TestSessions.Definition(), market, NoPause, TimeProvider.System);
        await session.RunAsync(stop.Token);
        Assert.Equal(SessionStatus.Stopped, session.Current.Status);
    }
}
