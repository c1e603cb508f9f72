using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Downloads;
using Tidemark.Cli.Recording;
using Tidemark.Engine.Books;
using Tidemark.Engine.Events;
using Tidemark.Integration.Tests.Exchange;
using Tidemark.Integration.Tests.Harness;
using Tidemark.Storage.Books;
using Tidemark.Storage.Catalog;
using Tidemark.Storage.Files;
using Tidemark.Storage.Locking;

namespace Tidemark.Integration.Tests.Data;

/// <summary>What is recorded is read back the same: over segments, gaps and crashes.</summary>
public sealed class RecordingTests : IDisposable
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USDT@binance");
    private static readonly BookScale Scale = new(0.01m, 0.00001m);
    private readonly TidemarkHome home = new();
    private readonly MarketCatalog catalog;
    private readonly BookBuilder expected = new(Scale);
    private readonly RecordingFolder folder;
    private InstrumentRecording recording;
    private long nextId = 100;
    private int seconds;

    public RecordingTests()
    {
        catalog = MarketCatalog.Open(home.Path);
        folder = new RecordingFolder(Path.Combine(home.Path, "recordings"));
        recording = NewRecording();
    }

    public void Dispose()
    {
        recording.Dispose();
        home.Dispose();
    }

    [Fact]
    public void Book_OverTwoSegmentsAndAGap_IsReadBackTheSame()
    {
        Snapshot();
        Updates(20);
        End();
        Updates(20);
        Gap();
        Updates(3);
        // The venue begins to count anew.
        nextId = 5;
        Snapshot();
        Updates(10);
        End();
        var read = Read();
        AssertSame(read);
        Assert.Equal((1, 50, 2), (read.Report.GapCount, read.Report.Updates, read.Report.Snapshots));
        Assert.Equal(1, read.Report.Stale);
        Assert.Equal((1L, 2L), (recording.Counts.Gaps, recording.Counts.Snapshots));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Book_OfASimulatedExchange_SaysSo_InEverySegment(bool isSimulated)
    {
        recording.Dispose();
        recording = NewRecording(isSimulated);
        Snapshot();
        Updates(5);
        End();
        Updates(5);
        End();
        var read = Read();
        AssertSame(read);
        Assert.Equal((isSimulated, 0L), (read.Report.IsSynthetic, read.Report.SkippedLines));
    }

    [Fact]
    public void Book_OfAVenueWithoutNumbers_IsReadBackTheSame()
    {
        nextId = 0;
        Snapshot();
        for (var i = 0; i < 10; i++)
        {
            nextId = -1;
            Updates(1);
        }
        End();
        AssertSame(Read());
    }

    [Fact]
    public void Book_OfEachSegment_CanBeReadByItself()
    {
        Snapshot();
        Updates(5);
        End();
        File.Delete(folder.DayFileOf(Assert.Single(Directory.GetFiles(folder.Path))));
        Updates(5);
        End();
        AssertSame(Read());
    }

    [Fact]
    public void Instrument_ThatIsBeingRecorded_IsRefusedToAnotherRecording()
    {
        var runFolder = Path.Combine(home.Path, "run");
        using var other = new RecordingClaims(runFolder);
        using (var running = new RecordingClaims(runFolder))
        {
            running.Take(Bitcoin);
            other.Take(InstrumentId.Parse("ETH/USDT@binance"));
            var refusal = Assert.Throws<HomeLockedException>(() => other.Take(Bitcoin));
            Assert.Contains("data record of BTC/USDT@binance", refusal.Message, StringComparison.Ordinal);
        }
        other.Take(Bitcoin);
    }

    [Fact]
    public void Recording_ThatCrashed_IsTakenUpAtTheNextStart()
    {
        Snapshot();
        Updates(5);
        Trade(1, 1);
        Bar(1);
        recording.Flush();
        recording.EndSegment();
        // A crash cuts files anywhere, and may leave them longer than what was written.
        var lines = Assert.Single(Directory.GetFiles(folder.Path, "*.jsonl"));
        File.AppendAllText(lines, "1795282668758311500 {\"e\":\"depthUpd");
        File.AppendAllText(Assert.Single(Directory.GetFiles(folder.Path, "*.trades")), "half a record");
        using (var bars = new FileStream(Assert.Single(Directory.GetFiles(folder.Path, "*.bars")), FileMode.Append)) bars.Write(new byte[BarSegment.RecordBytes + 7]);
        recording = NewRecording();
        Assert.Equal(3, KeepLeftovers());
        AssertSame(Read());
        Assert.Equal(1, catalog.OpenTrades(Bitcoin).Count);
        Assert.Equal(1, catalog.OpenBars(new BarSpec(Bitcoin, Interval.Minutes(1))).Count);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Recording_ThatCrashedWhilePacking_IsPackedAgain()
    {
        Snapshot();
        Updates(5);
        End();
        var day = Assert.Single(Directory.GetFiles(folder.Path));
        var length = new FileInfo(day).Length;
        Updates(5);
        recording.Flush();
        recording.EndSegment();
        var lines = Assert.Single(Directory.GetFiles(folder.Path, "*.jsonl"));
        File.Move(lines, $"{lines}.adding-{length}");
        using (var half = new FileStream(day, FileMode.Append)) half.Write(new byte[17]);
        recording = NewRecording();
        KeepLeftovers();
        AssertSame(Read());
    }

    [Fact]
    public void SegmentThatWasHalfAdded_IsFinishedBeforeAnotherOneIsAdded()
    {
        Snapshot();
        Updates(5);
        End();
        var day = Assert.Single(Directory.GetFiles(folder.Path));
        var length = new FileInfo(day).Length;
        Updates(5);
        File.Move(Assert.Single(recording.EndSegment(), file => file.EndsWith(".jsonl", StringComparison.Ordinal)), Path.Combine(folder.Path, $"2024-01-01T000000.100.jsonl.adding-{length}"));
        using (var half = new FileStream(day, FileMode.Append)) half.Write(new byte[17]);
        Updates(5);
        End();
        KeepLeftovers();
        Assert.Single(Directory.GetFiles(folder.Path, "*jsonl*"));
        AssertSame(Read());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SegmentThatCannotBeAdded_LeavesTheDayAsItWas(bool isThereADay)
    {
        Snapshot();
        Updates(5);
        if (isThereADay) End();
        Updates(5);
        recording.Flush();
        var day = Path.Combine(folder.Path, "2024-01-01.depth.jsonl.gz");
        var before = isThereADay ? File.ReadAllBytes(day) : [];
        // Another process has it.
        using (new FileStream(day, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)) Assert.ThrowsAny<IOException>(End);
        Assert.Equal(before, isThereADay ? File.ReadAllBytes(day) : []);
        Assert.Single(Directory.GetFiles(folder.Path, "*.jsonl"));
        Updates(5);
        recording.EndSegment();
        KeepLeftovers();
        AssertSame(Read());
    }

    [Fact]
    public async Task CatalogThatAnotherProcessWrites_IsWaitedFor_AndTheRecordingGoesOn()
    {
        var busy = new InstrumentRecording(Target, Scale, new MarketCatalog(home.Path, new AtomicFile(), TimeSpan.Zero), folder);
        var waits = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var market = new MarketRecording([busy], _ => { }, text => waits.TrySetResult(text));
        market.Start();
        using (ProcessLock.Acquire(Path.Combine(home.Path, "run"), "catalog", "a test", TimeSpan.Zero))
        {
            market.OnTrade(new InstrumentIndex(0), SomeTrade(1, 1), Now());
            market.OnBar(new InstrumentIndex(0), Interval.Minutes(1), SomeBar(1), isClosed: true, Now());
            market.EndSegments();
            await Task.WhenAny(waits.Task, market.Failed);
            Assert.Contains("(a test", await waits.Task, StringComparison.Ordinal);
            market.OnTrade(new InstrumentIndex(0), SomeTrade(2, 2), Now() + Duration.FromSeconds(2));
        }
        await market.DisposeAsync();
        Assert.False(market.Failed.IsCompleted);
        Assert.Equal((2, 1), (catalog.OpenTrades(Bitcoin).Count, catalog.OpenBars(new BarSpec(Bitcoin, Interval.Minutes(1))).Count));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void TradesAndBars_OfSeveralSegments_AreInTheCatalogOnceAndInOrder()
    {
        Trade(1, 1);
        Trade(2, 3);
        Bar(0);
        End();
        // What was missing comes after later ones.
        Trade(4, 9);
        Trade(3, 5);
        Bar(0);
        End();
        var trades = catalog.OpenTrades(Bitcoin);
        Assert.Equal([1, 2, 3, 4], trades.TradeIds.ToArray());
        var source = Assert.Single(catalog.List().First(series => !series.IsBars).Sources);
        Assert.Equal(("a test trades stream", SeriesSource.Recorded, 4L), (source.Name, source.Layout, source.Rows));
        Assert.Equal(1, catalog.OpenBars(new BarSpec(Bitcoin, Interval.Minutes(1))).Count);
    }

    [Fact]
    public async Task Command_AgainstTheSimulatedExchange_RecordsUntilItsTerminalIsClosed()
    {
        await using var exchange = await ExchangeUnderTest.StartAsync(options => options with { Speed = 5 });
        var process = home.Start("data", "record", "--venue", "binance", "--instrument", "BTC/USDT", "--instrument", "ETH/USDT", "--interval", "1s", "--base-url", exchange.Server.Address.ToString(), "--json", "-");
        await process.WaitForText(text => text.Split("BookRestored").Length > 2);
        var trades = await exchange.GetAsync("/api/v3/aggTrades?symbol=BTCUSDT&limit=1");
        await Eventually(async () => (await exchange.GetAsync("/api/v3/aggTrades?symbol=BTCUSDT&limit=1"))[0].GetProperty("a").GetInt64() > trades[0].GetProperty("a").GetInt64() + 20);
        Assert.True(ProcessLock.IsHeld(Path.Combine(home.Path, "run"), "recording-binance-BTC-USDT"));
        // Where this test was started to outlive its terminal, so was the command.
        if (Interruption.IsHangUpIgnored()) process.Interrupt();
        else process.HangUp();
        var result = process.Finish().Succeeded().Json.GetProperty("recordings")[0];
        Assert.InRange(result.GetProperty("trades").GetInt64(), 1, 1_000_000);
        Assert.Equal(result.GetProperty("trades").GetInt64(), catalog.OpenTrades(Bitcoin).Count);
        var read = BookFileReader.Read(Assert.Single(Directory.GetFiles(result.GetProperty("folder").GetString()!)), new BookReadOptions());
        // A busy machine may lose a book and read it again: the file says so then.
        Assert.Equal((result.GetProperty("bookGaps").GetInt64(), result.GetProperty("bookUpdates").GetInt64(), result.GetProperty("trades").GetInt64()), (read.Report.GapCount, read.Report.Updates, read.Report.Trades));
        Assert.Equal(result.GetProperty("bookSnapshots").GetInt64(), read.Report.Snapshots);
        Assert.True(read.Report.IsSynthetic);
        var book = BookReplay.At(read.Columns, Instant.MaxValue).Book;
        Assert.True(book is { IsValid: true, IsCrossed: false } || result.GetProperty("bookGaps").GetInt64() > 0);
    }

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 2_000; attempt++)
        {
            if (await condition()) return;
            await Task.Delay(10);
        }
        Assert.Fail("it did not come to that");
    }

    private static DownloadTarget Target => new(Bitcoin, Bitcoin, Instant.MinValue, Instant.MaxValue, "a test", false);

    private InstrumentRecording NewRecording(bool isSimulated = false) => new(Target with { IsSimulated = isSimulated }, Scale, catalog, folder);

    private void End()
    {
        foreach (var file in recording.EndSegment()) recording.Keep(file);
    }

    private int KeepLeftovers()
    {
        var files = recording.Leftovers();
        foreach (var file in files) recording.Keep(file);
        return files.Count;
    }

    private void Snapshot() => Take(new BookArrival(new InstrumentIndex(0), BookMessageKind.Snapshot, Now(), Now(), nextId, [10_000, 9_999, 9_990, 10_005, 10_010], [5, 6, 7, 8, 9], 3));

    private void Updates(int count)
    {
        for (var i = 0; i < count; i++)
        {
            seconds++;
            if (nextId >= 0) nextId += 3;
            Take(new BookArrival(new InstrumentIndex(0), BookMessageKind.Update, Now(), Now(), Math.Max(nextId, 0), [9_980 + seconds % 20, 10_005 + seconds % 7], [seconds % 5, 1 + seconds % 3], 1));
        }
    }

    private void Gap() => Take(new BookArrival(new InstrumentIndex(0), BookMessageKind.Gap, Now(), Now(), nextId, [], [], 0));

    private void Take(in BookArrival message)
    {
        recording.TakeBook(message);
        expected.Apply(message);
    }

    private void Trade(long id, int second) => recording.TakeTrade(SomeTrade(id, second), Now());

    private void Bar(int minute) => recording.TakeBar(Interval.Minutes(1), SomeBar(minute), Now());

    private static Trade SomeTrade(long id, int second) => new(Instant.FromDate(2024, 1, 1) + Duration.FromSeconds(second), 100.25, 0.5, Side.Buy, id);

    private static Bar SomeBar(int minute) => new(Instant.FromDate(2024, 1, 1) + Duration.FromMinutes(minute), 1, 2, 1, 2, 3);

    private Instant Now() => Instant.FromDate(2024, 1, 1) + Duration.FromSeconds(seconds);

    private BookRecording Read() => BookFileReader.Read(Assert.Single(Directory.GetFiles(folder.Path, "*.gz")), new BookReadOptions());

    private void AssertSame(BookRecording read)
    {
        var book = BookReplay.At(read.Columns, Instant.MaxValue).Book;
        Assert.Equal(expected.Book.IsValid, book.IsValid);
        Assert.Equal(Levels(expected.Book), Levels(book));
        Assert.NotEmpty(Levels(book));
    }

    private static List<(double, double)> Levels(OrderBook book) =>
        [.. Enumerable.Range(0, book.BidCount).Select(rank => (book.Bid(rank).Price, book.Bid(rank).Quantity)), .. Enumerable.Range(0, book.AskCount).Select(rank => (book.Ask(rank).Price, book.Ask(rank).Quantity))];
}
