using Tidemark.Engine.Events;
using Tidemark.Venues.Binance.Streams;
using Tidemark.Venues.Books;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues;

public sealed class BookKeeperTests : IDisposable
{
    private static readonly BookScale Scale = new(0.01m, 0.001m);
    private static readonly InstrumentIndex Index = new(0);
    private readonly ManualTime time = new();
    private readonly RecoveryGate gate;
    private readonly Sink sink = new();
    private readonly BookKeeper keeper;
    private long snapshotId = 100;
    private int snapshots;
    private VenueError? failure;

    public BookKeeperTests()
    {
        gate = new RecoveryGate(new VenueClock(time), seed: 1);
        keeper = new BookKeeper(Index, Scale, new SpotBookRule(), sink, ReadAsync, gate);
    }

    public void Dispose() => gate.Dispose();

    [Fact]
    public async Task Updates_AroundASnapshot_AreAppliedFromTheOneThatFollows()
    {
        keeper.Connected();
        Update(95, 98);
        Update(99, 103, ticks: 1_001);
        Update(104, 105, ticks: 1_002);
        Assert.False(keeper.IsLive);
        await LiveAsync();
        Assert.Equal(["snapshot 100", "update 103", "update 105"], sink.Seen);
        Assert.Equal(105, keeper.Read(book => book.UpdateId));
        Update(106, 106);
        Assert.Equal("update 106", sink.Seen[^1]);
        // Again, and an old one: nothing.
        Update(106, 106);
        Update(90, 100);
        Assert.Equal(4, sink.Seen.Count);
    }

    [Fact]
    public async Task SnapshotFromBeforeTheFirstUpdate_IsNotTaken_AndAskedForAgain()
    {
        keeper.Connected();
        Update(120, 125);
        await Pump.UntilAsync(time, () => snapshots == 2, "asked twice");
        Assert.Empty(sink.Seen);
        snapshotId = 122;
        await LiveAsync();
        Assert.Equal(["snapshot 122", "update 125"], sink.Seen);
    }

    [Fact]
    public async Task LostUpdate_MakesTheBookInvalid_UntilItIsReadAgain()
    {
        keeper.Connected();
        await LiveAsync();
        Update(101, 101);
        Update(103, 104);
        Assert.Equal(["snapshot 100", "update 101", "gap", "lost"], sink.Seen);
        Assert.False(keeper.Read(book => book.IsValid));
        snapshotId = 104;
        Update(105, 106);
        await LiveAsync();
        Assert.Equal(["snapshot 104", "update 106"], sink.Seen.Skip(4));
        Assert.True(keeper.Read(book => book.IsValid));
    }

    [Fact]
    public async Task OverlappingUpdate_IsAGap()
    {
        keeper.Connected();
        await LiveAsync();
        Update(99, 102);
        Update(102, 104);
        Assert.Equal("lost", sink.Seen[^1]);
    }

    [Fact]
    public async Task ManyGaps_AskForFewSnapshots()
    {
        failure = VenueError.Passing(VenueErrorKind.ServerError, "busy");
        keeper.Connected();
        for (var i = 0; i < 200; i++)
        {
            Update(1_000 + 10 * i, 1_001 + 10 * i);
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        // 20 seconds with pauses of 0.25 to 16 seconds.
        Assert.InRange(snapshots, 1, 8);
    }

    [Fact]
    public async Task BrokenConnection_LosesTheBook_AndItComesBackWithTheNext()
    {
        keeper.Connected();
        await LiveAsync();
        keeper.Disconnected();
        Update(101, 101);
        Assert.Equal(["snapshot 100", "gap", "lost"], sink.Seen);
        snapshotId = 200;
        keeper.Connected();
        await LiveAsync();
        Assert.Equal("snapshot 200", sink.Seen[^1]);
    }

    [Fact]
    public async Task ConnectionThatBreaksDuringASnapshot_DoesNotTakeIt()
    {
        keeper.Connected();
        keeper.Disconnected();
        for (var i = 0; i < 50; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        Assert.Empty(sink.Seen);
        Assert.False(keeper.IsLive);
    }

    private Task LiveAsync() => Pump.UntilAsync(time, () => keeper.IsLive, "the book is whole");

    private void Update(long first, long last, long ticks = 1_000) =>
        keeper.Update(new BookArrival(Index, BookMessageKind.Update, gate.Now, gate.Now, last, [ticks], [5], 1), new UpdateMark(first, last));

    private Task<VenueResult<BookSnapshot>> ReadAsync(CancellationToken cancellation)
    {
        snapshots++;
        return Task.FromResult<VenueResult<BookSnapshot>>(failure is null ? new BookSnapshot(snapshotId, gate.Now, new long[] { 999, 1_010 }, new long[] { 1, 2 }, 1) : failure);
    }

    private sealed class Sink : IBookSink
    {
        public List<string> Seen { get; } = [];

        public void OnBook(in BookArrival message) => Seen.Add(message.Kind == BookMessageKind.Gap ? "gap" : $"{message.Kind.ToString().ToLowerInvariant()} {message.Id}");

        public void OnLost(string reason) => Seen.Add("lost");

        public void OnRestored() { }
    }
}
