using Tidemark.Simulation.Matching;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Cli.Commands.Bench.Matching;

/// <summary>
/// Commands as a busy market sends them: 52 % orders that rest, most of them near the best price, 6 % that cross, 42 % cancellations of
/// a random live order; around a price that walks, with a book of some thousand orders. Made by running them, because a cancellation
/// must name an order that is still there.
/// </summary>
internal sealed class MatchingWorkload
{
    private const int Accounts = 100;
    private const double PassiveShare = 0.52;
    private const double CrossingShare = 0.06;
    private const double MeanDistanceTicks = 20;
    private readonly SeededRandom random = new(1, "matching workload");
    private readonly MatchingEngine engine = new(Options);
    private readonly MatchEvents events = new();
    private readonly LevelChanges changes = new();
    private readonly List<long> live = [];
    private readonly Dictionary<long, int> places = [];
    private readonly int restingOrders;
    private long market = 5_000_000;
    private long nextId = 1;

    public MatchingWorkload(int restingOrders, int operations)
    {
        this.restingOrders = restingOrders;
        Opening = new MatchingOperation[restingOrders];
        for (var i = 0; i < Opening.Length; i++) Opening[i] = Carry(Passive());
        Operations = new MatchingOperation[operations];
        for (var i = 0; i < operations; i++)
        {
            // The best prices follow the market within some ticks, and it walks its own width in a hundred thousand steps.
            if (random.NextInt(10) == 0) market += random.NextInt(3) - 1;
            Operations[i] = Carry(Next());
            LeastOrders = Math.Min(LeastOrders, live.Count);
            MostOrders = Math.Max(MostOrders, live.Count);
            if (i % ChangesEvery == 0) engine.ReadChanges(changes);
        }
        Trades = engine.NextTradeId - 1;
    }

    /// <summary>How many commands pass between two looks at the changed levels.</summary>
    public const int ChangesEvery = 1024;

    /// <summary>As an exchange would use it: changes of levels are tracked.</summary>
    public static readonly MatchingOptions Options = new() { TracksChanges = true, InitialOrders = 16_384 };

    /// <summary>What fills the book before the measurement.</summary>
    public MatchingOperation[] Opening { get; }

    public MatchingOperation[] Operations { get; }

    /// <summary>The trades of opening and operations.</summary>
    public long Trades { get; }

    public int LeastOrders { get; private set; } = int.MaxValue;

    public int MostOrders { get; private set; }

    /// <summary>Sends one command to an engine.</summary>
    public static void Carry(in MatchingOperation operation, MatchingEngine engine, MatchEvents events)
    {
        events.Clear();
        if (operation.QuantityLots == 0) engine.Cancel(operation.OrderId, events);
        else engine.Submit(new MatchOrder(operation.OrderId, (int)(operation.OrderId % Accounts), operation.Side, OrderType.Limit, operation.QuantityLots, operation.PriceTicks), events);
    }

    private MatchingOperation Next()
    {
        var choice = random.NextDouble();
        if (choice < PassiveShare) return Passive();
        if (choice < PassiveShare + CrossingShare) return Crossing();
        return new MatchingOperation(live[random.NextInt(live.Count)], 0, 0, default);
    }

    /// <summary>An order at some distance of the market that does not cross.</summary>
    private MatchingOperation Passive()
    {
        var side = (Side)random.NextInt(2);
        var price = market - side.Sign() * (1 + (long)(random.NextExponential() * MeanDistanceTicks));
        if (engine.TryGetBest(side.Opposite(), out var best))
            price = side == Side.Buy ? Math.Min(price, best.PriceTicks - 1) : Math.Max(price, best.PriceTicks + 1);
        return new MatchingOperation(nextId++, price, 1 + random.NextInt(100), side);
    }

    /// <summary>An order that takes, towards the market where the best prices have been left behind, more of it where the book is full.</summary>
    private MatchingOperation Crossing()
    {
        engine.TryGetBest(Side.Buy, out var bid);
        engine.TryGetBest(Side.Sell, out var ask);
        var middle = (bid.PriceTicks + ask.PriceTicks) / 2;
        var side = random.NextBool(middle < market ? 0.8 : middle > market ? 0.2 : 0.5) ? Side.Buy : Side.Sell;
        var scale = live.Count > restingOrders ? 200 : 80;
        var price = side == Side.Buy ? ask.PriceTicks + 5 : bid.PriceTicks - 5;
        return new MatchingOperation(nextId++, price, 1 + random.NextInt(scale), side);
    }

    private MatchingOperation Carry(MatchingOperation operation)
    {
        Carry(operation, engine, events);
        foreach (ref readonly var item in events.Items)
            if (places.ContainsKey(item.OrderId) && !engine.TryGetOrder(item.OrderId, out _)) Forget(item.OrderId);
        if (operation.QuantityLots > 0 && engine.TryGetOrder(operation.OrderId, out _))
        {
            places.Add(operation.OrderId, live.Count);
            live.Add(operation.OrderId);
        }
        return operation;
    }

    private void Forget(long orderId)
    {
        places.Remove(orderId, out var place);
        var last = live[^1];
        live[place] = last;
        if (last != orderId) places[last] = place;
        live.RemoveAt(live.Count - 1);
    }
}
