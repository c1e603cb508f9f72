using Tidemark.Simulation.Matching;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>The fast book against the naive one: every event of every command, and every so often the whole book.</summary>
public sealed class DifferentialTests
{
    private static readonly MatchingOptions Small = new() { WindowTicks = 64, InitialOrders = 8, MaximumPriceTicks = 3_000_000, MaximumQuantityLots = 1 << 20, TracksChanges = true };

    [Theory]
    [InlineData(1, 200_000, 0.40, 12)]
    [InlineData(2, 200_000, 0.45, 40)]
    [InlineData(3, 200_000, 0.50, 3)]
    [InlineData(4, 200_000, 0.20, 200)]
    public void Books_OnTheSameCommands_TellAndShowTheSame(ulong seed, int commands, double cancelShare, int spreadTicks) =>
        Compare(Small, new RandomCommands(seed, Small, cancelShare, spreadTicks), commands);

    [Fact]
    public void Books_ThatWakeReachedTriggers_TellAndShowTheSame()
    {
        var options = Small with { RefusesReachedTriggers = false, FirstTradeId = 77, InitialLastPriceTicks = 10_000, MinimumPriceTicks = 3, MaximumIcebergParts = 4 };
        Compare(options, new RandomCommands(5, options, 0.5), 100_000);
    }

    [Fact]
    public void Books_WithAWideWindow_TellAndShowTheSame()
    {
        var options = Small with { WindowTicks = 1 << 16 };
        Compare(options, new RandomCommands(6, options, 0.45, 30), 100_000);
    }

    [Fact]
    public void Book_SavedAndLoadedOnTheWay_GoesOnAsTheNaiveOneDoes() =>
        Compare(Small, new RandomCommands(7, Small, 0.4, 30), 50_000, reloadEvery: 700);

    [Fact]
    public void State_CutOffOrOfAnotherVersion_IsRefused()
    {
        var (engine, events) = (new MatchingEngine(Small), new MatchEvents());
        engine.Submit(new MatchOrder(1, 1, Side.Buy, OrderType.Limit, 5, 100), events);
        var stream = new MemoryStream();
        engine.Save(new BinaryWriter(stream));
        var bytes = stream.ToArray();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<EndOfStreamException>(() => MatchingEngine.Load(new BinaryReader(new MemoryStream(bytes, 0, length))));
        bytes[0]++;
        Assert.Throws<InvalidDataException>(() => MatchingEngine.Load(new BinaryReader(new MemoryStream(bytes))));
    }

    /// <summary>The comparison is worth what the commands reach.</summary>
    [Fact]
    public void Commands_ReachEveryKindOfEventAndEveryReason()
    {
        var source = new RandomCommands(4, Small, 0.20, 200);
        var fast = new MatchingEngine(Small);
        var (events, kinds, reasons) = (new MatchEvents(), new HashSet<MatchEventKind>(), new HashSet<MatchReason>());
        var (mostOrders, mostWaiting, longestCascade) = (0, 0, 0);
        for (var i = 0; i < 200_000; i++)
        {
            events.Clear();
            source.Next().ApplyTo(fast, events);
            var woken = 0;
            foreach (ref readonly var item in events.Items)
            {
                kinds.Add(item.Kind);
                reasons.Add(item.Reason);
                if (item.Kind == MatchEventKind.Triggered) woken++;
            }
            longestCascade = Math.Max(longestCascade, woken);
            mostOrders = Math.Max(mostOrders, fast.OrderCount);
            mostWaiting = Math.Max(mostWaiting, fast.WaitingCount);
        }
        Assert.Equal(Enum.GetValues<MatchEventKind>(), kinds.Order());
        Assert.Equal(Enum.GetValues<MatchReason>().Where(r => r != MatchReason.Expired), reasons.Order());
        Assert.InRange(mostOrders, 200, 100_000);
        Assert.InRange(mostWaiting, 30, 100_000);
        Assert.InRange(longestCascade, 5, 100_000);
    }

    private static void Compare(MatchingOptions options, RandomCommands source, int commands, int reloadEvery = int.MaxValue)
    {
        var fast = new MatchingEngine(options);
        var naive = new NaiveBook(options);
        var events = new MatchEvents();
        var comparison = new BookComparison(naive);
        for (var i = 0; i < commands; i++)
        {
            var command = source.Next();
            events.Clear();
            naive.Events.Clear();
            command.ApplyTo(fast, events);
            command.ApplyTo(naive);
            if (!events.Items.SequenceEqual(naive.Events.ToArray()))
                Assert.Fail($"command {i}, {command}:\nfast:\n{string.Join('\n', events.Items.ToArray())}\nnaive:\n{string.Join('\n', naive.Events)}");
            if (i % 512 == 0 || i % reloadEvery == 0) comparison.Check(fast);
            if (i % reloadEvery == 0) fast = Reloaded(fast, options);
        }
        comparison.Check(fast);
    }

    /// <summary>The loaded book has all its levels to tell as changes, which is what a new listener needs.</summary>
    private static MatchingEngine Reloaded(MatchingEngine engine, MatchingOptions options)
    {
        var stream = new MemoryStream();
        engine.Save(new BinaryWriter(stream));
        stream.Position = 0;
        return MatchingEngine.Load(new BinaryReader(stream), options);
    }
}
