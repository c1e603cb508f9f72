using Tidemark.Venues.Books;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;
using Tidemark.Venues.Trades;

namespace Tidemark.Tests.Venues;

public sealed class TradeKeeperTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly RecoveryGate gate;
    private readonly Sink sink = new();
    private readonly TradeKeeper keeper;
    private readonly List<string> asked = [];
    private int mostAtOnce = 1_000;
    private bool hasThem = true;
    private int failures;
    private Exception? fault;

    public TradeKeeperTests()
    {
        gate = new RecoveryGate(new VenueClock(time), seed: 1);
        keeper = new TradeKeeper(sink, ReadAsync, gate);
    }

    public void Dispose() => gate.Dispose();

    [Fact]
    public void RepeatedTrades_AreToldOnce()
    {
        Take(5, 6, 6, 5, 7);
        Assert.Equal([5, 6, 7], sink.Seen);
    }

    [Fact]
    public async Task LateTrade_IsWaitedFor_WithoutAsking()
    {
        Take(5, 7, 8);
        Assert.Equal([5], sink.Seen);
        Take(6);
        Assert.Equal([5, 6, 7, 8], sink.Seen);
        await QuietAsync();
        Assert.Empty(asked);
    }

    [Fact]
    public async Task LostTrades_AreAskedFor_InParts_AndToldInOrder()
    {
        mostAtOnce = 3;
        Take(5, 13);
        await Pump.UntilAsync(time, () => sink.Seen.Count == 9, "all are told");
        Assert.Equal(Enumerable.Range(5, 9).Select(id => (long)id), sink.Seen);
        Assert.Equal(["6-12", "9-12", "12-12"], asked);
        Take(14);
        Assert.Equal(14, sink.Seen[^1]);
    }

    [Fact]
    public async Task TradesThatNobodyHas_AreReportedMissing_AndItGoesOn()
    {
        hasThem = false;
        Take(5, 8);
        await Pump.UntilAsync(time, () => sink.Seen.Count == 2, "it goes on");
        Assert.Equal([5, 8], sink.Seen);
        Assert.Equal(["6-7"], sink.Missing);
    }

    [Fact]
    public async Task VenueThatIsOutForLong_IsAskedUntilItAnswers()
    {
        failures = 6;
        Take(5, 8);
        await Pump.UntilAsync(time, () => sink.Seen.Count == 4, "it answers at last");
        Assert.Equal([5, 6, 7, 8], sink.Seen);
        Assert.Empty(sink.Missing);
        Assert.Equal(7, asked.Count);
    }

    [Fact]
    public async Task HoleAfterOneThatWasGivenUp_IsAskedForAnew()
    {
        hasThem = false;
        // The second hole is found while the first one is asked about.
        Take(5, 8, 11);
        await Pump.UntilAsync(time, () => sink.Missing.Count == 1, "the first one is given up");
        failures = 2;
        hasThem = true;
        await Pump.UntilAsync(time, () => sink.Seen.Count == 5, "the second one is filled");
        Assert.Equal([5, 8, 9, 10, 11], sink.Seen);
    }

    [Fact]
    public async Task QuestionThatThrows_IsAskedAgain()
    {
        fault = new UnauthorizedAccessException("a file");
        Take(5, 8);
        await Pump.UntilAsync(time, () => asked.Count == 3, "it is asked again");
        fault = null;
        await Pump.UntilAsync(time, () => sink.Seen.Count == 4, "it is filled");
    }

    [Fact]
    public void HoleOfAMillion_IsReported_NotAskedFor()
    {
        Take(5, 1_000_000, 1_000_001);
        Assert.Equal([5, 1_000_000, 1_000_001], sink.Seen);
        Assert.Equal(["6-999999"], sink.Missing);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task RandomLossAndDisorder_GivesEveryTradeOnceInOrder()
    {
        var random = new Random(4);
        var ids = Enumerable.Range(1, 400).Where(id => id is 1 or 400 || random.Next(5) > 0).Select(id => (long)id).ToList();
        for (var i = 1; i < ids.Count - 2; i++)
            if (random.Next(4) == 0) (ids[i], ids[i + 1]) = (ids[i + 1], ids[i]);
        foreach (var id in ids)
        {
            Take(id);
            if (random.Next(10) == 0) Take(id);
            time.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Yield();
        }
        await Pump.UntilAsync(time, () => sink.Seen.Count >= 400, "all are told");
        Assert.Equal(Enumerable.Range(1, 400).Select(id => (long)id), sink.Seen);
        Assert.Empty(sink.Missing);
    }

    private void Take(params ReadOnlySpan<long> ids)
    {
        foreach (var id in ids) keeper.Take(TradeOf(id), gate.Now);
    }

    private static Trade TradeOf(long id) => new(new Instant(id), 1, 1, Side.Buy, id);

    private async Task QuietAsync()
    {
        for (var i = 0; i < 20; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }
    }

    private Task<VenueResult<IReadOnlyList<Trade>>> ReadAsync(long first, long last, CancellationToken cancellation)
    {
        asked.Add($"{first}-{last}");
        if (fault is not null) throw fault;
        if (failures-- > 0) return Task.FromResult<VenueResult<IReadOnlyList<Trade>>>(VenueError.Passing(VenueErrorKind.Network, "down"));
        var count = hasThem ? Math.Min(last - first + 1, mostAtOnce) : 0;
        return Task.FromResult(VenueResult.Ok<IReadOnlyList<Trade>>([.. Enumerable.Range(0, (int)count).Select(i => TradeOf(first + i))]));
    }

    private sealed class Sink : ITradeSink
    {
        public List<long> Seen { get; } = [];

        public List<string> Missing { get; } = [];

        public void OnTrade(in Trade trade, Instant receivedAt) => Seen.Add(trade.TradeId);

        public void OnMissing(long firstId, long lastId, string reason) => Missing.Add($"{firstId}-{lastId}");
    }
}
