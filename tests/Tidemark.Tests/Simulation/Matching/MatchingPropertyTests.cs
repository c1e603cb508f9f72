using Tidemark.Simulation.Matching;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>What must hold of any commands whatever the rules say in detail.</summary>
[Collection(Allocated.Alone)]
public sealed class MatchingPropertyTests
{
    private const int Commands = 40_000;
    private static readonly MatchingOptions Options = new() { WindowTicks = 64, InitialOrders = 8, MaximumPriceTicks = 3_000_000, MaximumQuantityLots = 1 << 20 };

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Events_TellOfLiveOrders_LoseNoLot_AndKeepToLimits(ulong seed)
    {
        var (engine, events, ledger) = (new MatchingEngine(Options), new MatchEvents(), new EventLedger(1));
        var source = new RandomCommands(seed, Options);
        for (var i = 0; i < Commands; i++)
        {
            events.Clear();
            source.Next().ApplyTo(engine, events);
            foreach (ref readonly var item in events.Items) ledger.Apply(item);
            if (i % 100 == 0) Assert.Equal(ledger.Live.Order(), Orders(engine).Select(o => (o.OrderId, o.RemainingLots)).Order());
        }
        Assert.True(ledger.FilledLots > 1000);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Book_IsNeverCrossed_AndLevelsAreTheSumsOfTheirOrders(ulong seed)
    {
        var (engine, events) = (new MatchingEngine(Options), new MatchEvents());
        var source = new RandomCommands(seed, Options, 0.3, 60);
        var room = new BookLevel[1000];
        for (var i = 0; i < Commands; i++)
        {
            events.Clear();
            source.Next().ApplyTo(engine, events);
            if (engine.TryGetBest(Side.Buy, out var bid) && engine.TryGetBest(Side.Sell, out var ask)) Assert.True(bid.PriceTicks < ask.PriceTicks);
            if (i % 100 != 0) continue;
            foreach (var side in (ReadOnlySpan<Side>)[Side.Buy, Side.Sell])
            {
                var levels = room[..engine.CopyLevels(side, room)];
                var orders = Orders(engine).Where(o => o.Side == side && o.TriggerTicks == 0).ToList();
                Assert.Equal(levels.Select(l => l.PriceTicks).OrderBy(p => p * -side.Sign()), levels.Select(l => l.PriceTicks));
                Assert.Equal(levels.Sum(l => l.QuantityLots), orders.Sum(o => o.DisplayedLots));
                Assert.Equal(levels.Sum(l => l.OrderCount), orders.Count);
                Assert.All(orders, o => Assert.InRange(o.DisplayedLots, 1, o.RemainingLots));
            }
        }
    }

    [Fact]
    public void Commands_OnceTheArraysHaveGrown_AllocateNothing()
    {
        var (engine, events, changes) = (new MatchingEngine(Options with { TracksChanges = true }), new MatchEvents(), new LevelChanges());
        var source = new RandomCommands(31, Options);
        var commands = Enumerable.Range(0, Commands).Select(_ => source.Next()).ToArray();
        void Replay()
        {
            for (var i = 0; i < commands.Length; i++)
            {
                events.Clear();
                commands[i].ApplyTo(engine, events);
                if (i % 64 == 0) engine.ReadChanges(changes);
            }
            for (var account = 0; account < 5; account++) engine.CancelAll(account, events);
            engine.ReadChanges(changes);
        }
        Replay();
        Replay();
        Assert.Equal(0, Allocated.By(Replay));
        Assert.Equal(0, engine.OrderCount);
    }

    [Fact]
    public void QueuePosition_CountsWhatIsDisplayedBefore()
    {
        var (engine, events) = (new MatchingEngine(), new MatchEvents());
        for (var id = 1; id <= 3; id++) engine.Submit(new MatchOrder(id, 1, Side.Buy, OrderType.Limit, 10 * id, 100) { DisplayLots = id == 2 ? 5 : 0 }, events);
        Assert.True(engine.TryGetQueuePosition(3, out var orders, out var lots));
        Assert.Equal((2, 15), (orders, lots));
        Assert.True(engine.TryGetQueuePosition(1, out orders, out lots));
        Assert.Equal((0, 0), (orders, lots));
        Assert.False(engine.TryGetQueuePosition(4, out _, out _));
    }

    [Fact]
    public void Changes_OfAnEngineThatDoesNotTrackThem_AreRefused() =>
        Assert.Throws<InvalidOperationException>(() => new MatchingEngine().ReadChanges(new LevelChanges()));

    [Theory]
    [InlineData(10, 5, 64, 1)]
    [InlineData(1, 2L << 60, 64, 1)]
    [InlineData(1, 100, 65, 1)]
    [InlineData(1, 100, 1 << 19, 1)]
    [InlineData(1, 100, 64, 0)]
    public void Options_OutOfBounds_AreRefused(long lowest, long highest, int window, int orders) =>
        Assert.Throws<ArgumentException>(() => new MatchingEngine(new MatchingOptions { MinimumPriceTicks = lowest, MaximumPriceTicks = highest, WindowTicks = window, InitialOrders = orders }));

    /// <summary>All live orders: those of the accounts that commands use.</summary>
    private static IEnumerable<BookOrder> Orders(MatchingEngine engine)
    {
        var room = new BookOrder[engine.OrderCount];
        return Enumerable.Range(0, 5).SelectMany(a => room[..engine.CopyOrdersOf(a, room)].ToArray()).ToList();
    }
}
