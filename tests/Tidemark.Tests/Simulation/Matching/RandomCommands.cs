using Tidemark.Simulation.Matching;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>
/// A seeded stream of commands of every kind: mostly sensible ones around a price that walks and now and then jumps, some far away, some
/// nonsense. <paramref name="cancelShare"/> decides how many orders stay.
/// </summary>
internal sealed class RandomCommands(ulong seed, MatchingOptions options, double cancelShare = 0.4, int spreadTicks = 12)
{
    private const int Accounts = 5;
    private static readonly OrderType[] Types = [OrderType.Stop, OrderType.StopLimit, OrderType.TakeProfit, OrderType.TakeProfitLimit, OrderType.Market];
    private readonly SeededRandom random = new(seed, "commands");
    private readonly List<long> ids = [];
    private long market = 10_000;
    private long nextId = 1;

    public BookCommand Next()
    {
        market = Math.Clamp(market + random.NextInt(3) - 1, options.MinimumPriceTicks + 1, options.MaximumPriceTicks - 1);
        if (random.NextInt(3000) == 0) market = Jump();
        var choice = random.NextDouble();
        if (choice < cancelShare) return new BookCommand(BookVerb.Cancel, Amendment: new MatchAmendment(AnyId(), 0, 0));
        if (choice < cancelShare + 0.08) return new BookCommand(BookVerb.Amend, Amendment: new MatchAmendment(AnyId(), AnyQuantity(), AnyPrice(), AnyPrice()));
        if (choice < cancelShare + 0.081) return new BookCommand(BookVerb.CancelAll, Account: random.NextInt(Accounts));
        return new BookCommand(BookVerb.Submit, Order());
    }

    private MatchOrder Order()
    {
        var type = random.NextInt(4) == 0 ? Types[random.NextInt(Types.Length)] : OrderType.Limit;
        var order = new MatchOrder(random.NextInt(200) == 0 ? AnyId() : nextId++, random.NextInt(Accounts), (Side)random.NextInt(2), type, AnyQuantity(), AnyPrice())
        {
            TriggerTicks = AnyPrice(),
            TimeInForce = random.NextInt(4) == 0 ? (TimeInForce)random.NextInt(4) : TimeInForce.Gtc,
            PostOnly = random.NextInt(12) == 0,
            DisplayLots = random.NextInt(8) == 0 ? random.NextInt(6) : 0,
            NotionalLimit = random.NextInt(12) == 0 ? random.NextInt(100) * market : 0,
            Prevention = (SelfTradePrevention)random.NextInt(5),
        };
        if (random.NextInt(300) == 0) order = order with { DisplayLots = -1, NotionalLimit = -random.NextInt(2) };
        if (random.NextInt(300) == 0) order = order with { Type = OrderType.TrailingStop };
        ids.Add(order.OrderId);
        return order;
    }

    private long Jump() => random.NextInt(3) switch
    {
        0 => 10_000,
        1 => options.MinimumPriceTicks + random.NextInt(50),
        _ => 1 + random.NextInt(2_000_000),
    };

    /// <summary>Mostly a late order, sometimes one that never was.</summary>
    private long AnyId() => ids.Count == 0 || random.NextInt(100) == 0 ? random.NextInt(1_000_000) - 10 : ids[Math.Max(0, ids.Count - 1 - random.NextInt(60))];

    private long AnyQuantity() => random.NextInt(400) switch
    {
        0 => 0,
        1 => options.MaximumQuantityLots,
        2 => options.MaximumQuantityLots + 1,
        3 => -5,
        < 20 => 1 + random.NextInt(5000),
        _ => 1 + random.NextInt(20),
    };

    private long AnyPrice() => random.NextInt(500) switch
    {
        0 => options.MinimumPriceTicks - 1,
        1 => options.MinimumPriceTicks,
        2 => options.MaximumPriceTicks,
        3 => options.MaximumPriceTicks + 1,
        < 15 => market + random.NextInt(4000) - 2000,
        _ => market + random.NextInt(2 * spreadTicks + 1) - spreadTicks,
    };
}
