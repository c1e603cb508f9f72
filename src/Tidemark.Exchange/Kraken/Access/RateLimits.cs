using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken.Access;

/// <summary>
/// How much a client may ask. Private calls raise a counter for each key; orders and cancellations raise one for each account and pair, the
/// more the younger the order is. The figures are those of the tier Pro.
/// </summary>
internal sealed class RateLimits
{
    public const int MostTrading = 180;
    private const double TradingDecay = 3.75;
    private const double MostCalls = 20;
    private const double CallDecay = 1;

    /// <summary>The venue asks for about one public call a second and does not say how many it takes at once.</summary>
    private const double MostPublic = 60;

    private static readonly (int Seconds, int Points)[] CancelPoints = [(5, 8), (10, 6), (15, 5), (45, 4), (90, 2), (300, 1)];
    private static readonly (int Seconds, int Points)[] EditPoints = [(5, 6), (10, 5), (15, 4), (45, 2), (90, 1)];
    private static readonly (int Seconds, int Points)[] AmendPoints = [(5, 3), (10, 2), (15, 1)];

    private readonly DecayingCounter open = new(MostPublic, CallDecay);
    private readonly Dictionary<ExchangeAccount, DecayingCounter> calls = [];
    private readonly Dictionary<(ExchangeAccount Account, Market Market), DecayingCounter> trading = [];

    /// <summary>Counts a public call; all clients are on one address.</summary>
    public void UsePublic(Instant now)
    {
        if (!open.TryAdd(1, now)) throw new KrakenError("EGeneral:Too many requests");
    }

    public void Use(ExchangeAccount account, int cost, Instant now)
    {
        if (!calls.TryGetValue(account, out var counter)) calls.Add(account, counter = new DecayingCounter(MostCalls, CallDecay));
        if (!counter.TryAdd(cost, now)) throw new KrakenError("EAPI:Rate limit exceeded");
    }

    /// <summary>Counts a new order.</summary>
    public void Place(ExchangeAccount account, Market market, double points, Instant now)
    {
        if (!TradingOf(account, market).TryAdd(points, now)) throw new KrakenError("EOrder:Rate limit exceeded");
    }

    /// <summary>A cancellation is never refused, but it counts.</summary>
    public void Cancel(ExchangeOrder order, Instant now) => TradingOf(order.Account, order.Market).Add(PointsOf(CancelPoints, order, now), now);

    public void Edit(ExchangeOrder order, Instant now) => Place(order.Account, order.Market, 1 + PointsOf(EditPoints, order, now), now);

    public void Amend(ExchangeOrder order, Instant now) => Place(order.Account, order.Market, 1 + PointsOf(AmendPoints, order, now), now);

    /// <summary>What has been counted of an account's orders of a pair.</summary>
    public double TradingCount(ExchangeAccount account, Market market, Instant now) => TradingOf(account, market).Read(now);

    private DecayingCounter TradingOf(ExchangeAccount account, Market market)
    {
        if (!trading.TryGetValue((account, market), out var counter)) trading.Add((account, market), counter = new DecayingCounter(MostTrading, TradingDecay));
        return counter;
    }

    private static int PointsOf((int Seconds, int Points)[] table, ExchangeOrder order, Instant now)
    {
        var age = now - order.CreatedAt;
        foreach (var (seconds, points) in table)
            if (age < Duration.FromSeconds(seconds)) return points;
        return 0;
    }
}
