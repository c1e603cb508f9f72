using Tidemark.Venues.Bars;
using Tidemark.Venues.Books;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues;

public sealed class BarKeeperTests : IDisposable
{
    private static readonly Interval Minute = Interval.Minutes(1);
    private readonly ManualTime time = new();
    private readonly RecoveryGate gate;
    private readonly Sink sink = new();
    private readonly BarKeeper keeper;
    private readonly HashSet<int> withoutTrades = [];
    private bool isEmpty;
    private int failures;

    public BarKeeperTests()
    {
        gate = new RecoveryGate(new VenueClock(time), seed: 1);
        keeper = new BarKeeper(sink, Minute, ReadAsync, gate);
    }

    public void Dispose() => gate.Dispose();

    [Fact]
    public void GrowingAndClosedBars_ComeAsTold_EachCloseOnce()
    {
        Take(0, false);
        Take(0, true);
        Take(0, true);
        Take(1, false);
        Take(1, true);
        Assert.Equal(["0", "0 closed", "1", "1 closed"], sink.Seen);
    }

    [Fact]
    public async Task MissedCloses_AreAskedFor_BeforeLaterOnesAreTold()
    {
        Take(0, true);
        Take(4, true);
        await Pump.UntilAsync(time, () => sink.Seen.Count == 5, "all are told");
        Assert.Equal(["0 closed", "1 closed", "2 closed", "3 closed", "4 closed"], sink.Seen);
    }

    [Fact]
    public async Task GrowingBar_ShowsThatTheCloseBeforeItWasMissed()
    {
        Take(0, true);
        Take(1, false);
        Take(2, false);
        await Pump.UntilAsync(time, () => sink.Seen.Contains("1 closed"), "the close is told");
        Take(2, false);
        Take(2, true);
        Assert.Equal(["0 closed", "1", "1 closed", "2", "2 closed"], sink.Seen);
    }

    [Fact]
    public async Task BarWithoutATrade_IsPassedOver()
    {
        withoutTrades.Add(2);
        Take(0, true);
        Take(4, true);
        await Pump.UntilAsync(time, () => sink.Seen.Count == 4, "all are told");
        Assert.Equal(["0 closed", "1 closed", "3 closed", "4 closed"], sink.Seen);
        Assert.Empty(sink.Missing);
    }

    [Fact]
    public async Task BarsThatNobodyHas_AreReported_AndItGoesOn()
    {
        isEmpty = true;
        Take(0, true);
        Take(3, true);
        await Pump.UntilAsync(time, () => sink.Seen.Count == 2, "it goes on");
        Assert.Equal(["0 closed", "3 closed"], sink.Seen);
        Assert.Single(sink.Missing);
    }

    [Fact]
    public async Task VenueThatIsOutForMinutes_IsAskedUntilItAnswers()
    {
        failures = 20;
        Take(0, true);
        Take(3, true);
        await Pump.UntilAsync(time, () => sink.Seen.Count == 4, "it answers at last");
        Assert.Equal(["0 closed", "1 closed", "2 closed", "3 closed"], sink.Seen);
        Assert.Empty(sink.Missing);
    }

    private static Bar BarOf(int minute) => new(Instant.UnixEpoch + Duration.FromMinutes(minute), 1, 1, 1, 1, 1);

    private void Take(int minute, bool isClosed) => keeper.Take(BarOf(minute), isClosed, gate.Now);

    private Task<VenueResult<IReadOnlyList<Bar>>> ReadAsync(Instant from, Instant to, CancellationToken cancellation) => Task.FromResult(failures-- > 0 ? VenueError.Passing(VenueErrorKind.ServerError, "down") : VenueResult.Ok<IReadOnlyList<Bar>>(
        isEmpty ? [] : [.. Enumerable.Range(0, 100).Where(minute => !withoutTrades.Contains(minute)).Select(BarOf).Where(bar => bar.OpenTime >= from && bar.OpenTime < to)]));

    private sealed class Sink : IBarSink
    {
        public List<string> Seen { get; } = [];

        public List<string> Missing { get; } = [];

        public void OnBar(in Bar bar, bool isClosed, Instant receivedAt) => Seen.Add($"{bar.OpenTime.UnixSeconds / 60}{(isClosed ? " closed" : "")}");

        public void OnMissing(Instant from, Instant to, string reason) => Missing.Add($"{from} {to}");
    }
}
