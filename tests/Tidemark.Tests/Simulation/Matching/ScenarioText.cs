using System.Globalization;
using Tidemark.Simulation.Matching;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>
/// The words of the scenario tables. A command: <c>4 ann buy 6 @ 101 ioc</c>, <c>4 buy 6 market spend 500</c>, <c>5 sell 3 @ 98 stop 99</c>,
/// <c>cancel 4</c>, <c>cancel-all ann</c>, <c>amend 4 to 3 @ 100</c>. An order without a name has an account of its own.
/// </summary>
internal static class ScenarioText
{
    private static readonly Dictionary<string, SelfTradePrevention> Preventions = new()
    {
        ["cancel-taker"] = SelfTradePrevention.CancelTaker,
        ["cancel-maker"] = SelfTradePrevention.CancelMaker,
        ["cancel-both"] = SelfTradePrevention.CancelBoth,
        ["decrement"] = SelfTradePrevention.Decrement,
    };

    public static BookCommand Parse(string line)
    {
        var words = new Queue<string>(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        switch (words.Peek())
        {
            case "cancel":
                words.Dequeue();
                return new BookCommand(BookVerb.Cancel, Amendment: new MatchAmendment(Number(words), 0, 0));
            case "cancel-all":
                words.Dequeue();
                return new BookCommand(BookVerb.CancelAll, Account: Account(words.Dequeue()));
            case "amend":
                return new BookCommand(BookVerb.Amend, Amendment: Amendment(words));
            default:
                return new BookCommand(BookVerb.Submit, Order(words));
        }
    }

    /// <summary>The orders of a drawn level: <c>ask 102 | 1:5 2/ann:3+9</c> are two orders, the second an iceberg of ann's with 9 hidden.</summary>
    public static IEnumerable<BookCommand> ParseLevel(string line)
    {
        var halves = line.Split('|');
        var head = halves[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var token in halves[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (who, lots) = (token.Split(':')[0].Split('/'), token.Split(':')[1].Split('+').Select(Number).ToArray());
            var account = who.Length == 2 ? Account(who[1]) : 1000 + (int)Number(who[0]);
            yield return new BookCommand(BookVerb.Submit,
                new MatchOrder(Number(who[0]), account, head[0] == "bid" ? Side.Buy : Side.Sell, OrderType.Limit, lots.Sum(), Number(head[1])) { DisplayLots = lots.Length == 2 ? lots[0] : 0 });
        }
    }

    /// <summary>The book as drawn: prices downwards, queues from left to right, then what waits.</summary>
    public static IEnumerable<string> Draw(MatchingEngine engine)
    {
        var room = new BookOrder[64];
        foreach (var level in room[..engine.CopyOrders(Side.Sell, room)].GroupBy(o => o.PriceTicks).Reverse()) yield return Level("ask", level);
        foreach (var level in room[..engine.CopyOrders(Side.Buy, room)].GroupBy(o => o.PriceTicks)) yield return Level("bid", level);
        foreach (var order in room[..engine.CopyWaitingOrders(room)])
            yield return $"waits {order.OrderId} {Word(order.Side)} {order.RemainingLots} at {order.TriggerTicks}";
    }

    /// <summary>Events as lines; the two sides of a trade are one.</summary>
    public static IEnumerable<string> Tell(IReadOnlyList<MatchEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            var item = events[i];
            if (item.Kind != MatchEventKind.Filled)
            {
                yield return Tell(item);
                continue;
            }
            var taker = events[++i];
            Assert.Equal((LiquidityRole.Maker, LiquidityRole.Taker, item.TradeId, item.PriceTicks, item.QuantityLots),
                (item.Role, taker.Role, taker.TradeId, taker.PriceTicks, taker.QuantityLots));
            yield return $"{taker.OrderId} takes {taker.QuantityLots} @ {taker.PriceTicks} from {item.OrderId}, left {taker.RemainingLots} and {item.RemainingLots}";
        }
    }

    private static string Tell(in MatchEvent item) => item.Kind switch
    {
        MatchEventKind.Rejected => $"{item.OrderId} rejected {item.Reason}",
        MatchEventKind.Canceled => $"{item.OrderId} canceled {item.Reason}, left {item.RemainingLots}",
        MatchEventKind.Amended => $"{item.OrderId} amended to {item.QuantityLots} @ {item.PriceTicks}, left {item.RemainingLots}",
        MatchEventKind.Replenished => $"{item.OrderId} replenished {item.QuantityLots}, left {item.RemainingLots}",
        MatchEventKind.Decremented => $"{item.OrderId} decremented {item.QuantityLots}, left {item.RemainingLots}",
        MatchEventKind.AmendRejected => $"{item.OrderId} amend-rejected {item.Reason}",
        MatchEventKind.CancelRejected => $"{item.OrderId} cancel-rejected {item.Reason}",
        _ => $"{item.OrderId} {item.Kind.ToString().ToLowerInvariant()}",
    };

    private static string Level(string side, IGrouping<long, BookOrder> orders) =>
        $"{side} {orders.Key} | {string.Join(' ', orders.Select(o => $"{Who(o)}:{o.DisplayedLots}{(o.RemainingLots > o.DisplayedLots ? $"+{o.RemainingLots - o.DisplayedLots}" : "")}"))}";

    private static string Who(BookOrder order) => order.Account < 1000 ? $"{order.OrderId}/{(order.Account == Account("ann") ? "ann" : "bob")}" : $"{order.OrderId}";

    private static MatchAmendment Amendment(Queue<string> words)
    {
        words.Dequeue();
        var id = Number(words);
        Assert.Equal("to", words.Dequeue());
        var amendment = new MatchAmendment(id, Number(words), 0);
        while (words.TryDequeue(out var word))
            amendment = word == "@" ? amendment with { PriceTicks = Number(words) } : amendment with { TriggerTicks = Number(words) };
        return amendment;
    }

    private static MatchOrder Order(Queue<string> words)
    {
        var id = Number(words);
        var account = words.Peek() is "buy" or "sell" ? 1000 + (int)id : Account(words.Dequeue());
        var side = words.Dequeue() == "buy" ? Side.Buy : Side.Sell;
        var order = new MatchOrder(id, account, side, OrderType.Limit, Number(words));
        while (words.TryDequeue(out var word))
            order = word switch
            {
                "@" => order with { PriceTicks = Number(words) },
                "market" => order with { Type = OrderType.Market },
                "ioc" => order with { TimeInForce = TimeInForce.Ioc },
                "fok" => order with { TimeInForce = TimeInForce.Fok },
                "post-only" => order with { PostOnly = true },
                "show" => order with { DisplayLots = Number(words) },
                "spend" => order with { NotionalLimit = Number(words) },
                "stop" => order with { Type = order.Type == OrderType.Market ? OrderType.Stop : OrderType.StopLimit, TriggerTicks = Number(words) },
                "take-profit" => order with { Type = order.Type == OrderType.Market ? OrderType.TakeProfit : OrderType.TakeProfitLimit, TriggerTicks = Number(words) },
                _ => order with { Prevention = Preventions[word] },
            };
        return order;
    }

    private static int Account(string name) => name switch { "ann" => 1, "bob" => 2, _ => throw new ArgumentException($"nobody is called {name}") };

    private static string Word(Side side) => side == Side.Buy ? "buy" : "sell";

    private static long Number(Queue<string> words) => Number(words.Dequeue());

    private static long Number(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}
