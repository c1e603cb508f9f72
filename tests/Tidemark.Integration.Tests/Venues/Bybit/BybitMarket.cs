using System.Globalization;

namespace Tidemark.Integration.Tests.Venues.Bybit;

/// <summary>A market that moves by chance: a deep book, trades at its best prices, and bars of a minute.</summary>
internal sealed class BybitMarket
{
    public const int LevelsPerSide = 320;
    private const int TradesKept = 5_000;
    private const double TradeShare = 0.12;
    private readonly Random random;
    private readonly SortedDictionary<long, long> bids = new(Comparer<long>.Create((left, right) => right.CompareTo(left)));
    private readonly SortedDictionary<long, long> asks = [];
    private long nextTrade;

    public BybitMarket(string category, string symbol, decimal tick, decimal step, long middle, int seed, Instant now, int minutes)
    {
        (Category, Symbol, Tick, Step) = (category, symbol, tick, step);
        random = new Random(seed);
        nextTrade = 2_290_000_001_000_000_000 + seed;
        for (var level = 1; level <= LevelsPerSide; level++)
        {
            bids[middle - level * 2] = random.Next(1, 5_000);
            asks[middle + level * 2] = random.Next(1, 5_000);
        }
        MakePast(middle, Interval.Minutes(1).OpenOf(now), minutes);
        Growing = new Bar(Interval.Minutes(1).OpenOf(now), Price(middle), Price(middle), Price(middle), Price(middle), 0);
        // As many as the venue gives of the latest.
        for (var back = 100; back > 0; back--) MakeTrade(now - Duration.FromMilliseconds(back * 700));
    }

    public string Category { get; }

    public string Symbol { get; }

    public decimal Tick { get; }

    public decimal Step { get; }

    public long Sequence { get; private set; } = 98_592_000_000;

    public Instant ChangedAt { get; private set; }

    /// <summary>Oldest first.</summary>
    public List<(Trade Trade, string Name)> Trades { get; } = [];

    /// <summary>Closed ones, oldest first.</summary>
    public List<Bar> Bars { get; } = [];

    public Bar Growing { get; private set; }

    public double MarkPrice => Math.Round(Price(Middle), 2);

    private long Middle => (bids.First().Key + asks.First().Key) / 2;

    public IEnumerable<KeyValuePair<long, long>> Bids => bids;

    public IEnumerable<KeyValuePair<long, long>> Asks => asks;

    /// <summary>Lets the market go on to a moment. Returns the trades made and the bars closed.</summary>
    public (IReadOnlyList<(Trade Trade, string Name)> Trades, IReadOnlyList<Bar> Closed) MoveTo(Instant now)
    {
        var closed = Close(now);
        for (var change = random.Next(1, 4); change > 0; change--) ChangeLevel();
        List<(Trade, string)> made = [];
        if (random.NextDouble() < TradeShare)
            for (var count = random.Next(1, 3); count > 0; count--) made.Add(MakeTrade(now));
        Refill();
        (Sequence, ChangedAt) = (Sequence + random.Next(1, 30), now);
        return (made, closed);
    }

    public string PriceText(long ticks) => (ticks * Tick).ToString(CultureInfo.InvariantCulture);

    public string QuantityText(long lots) => (lots * Step).ToString(CultureInfo.InvariantCulture);

    private double Price(long ticks) => (double)(ticks * Tick);

    private List<Bar> Close(Instant now)
    {
        List<Bar> closed = [];
        while (Interval.Minutes(1).CloseOf(Growing.OpenTime) is var end && end <= now)
        {
            closed.Add(Growing);
            Bars.Add(Growing);
            Growing = new Bar(end, Growing.Close, Growing.Close, Growing.Close, Growing.Close, 0);
        }
        return closed;
    }

    private void ChangeLevel()
    {
        var isBid = random.Next(2) == 0;
        var side = isBid ? bids : asks;
        // Mostly near the best price; sometimes a level goes, sometimes a new one comes between two others.
        var level = side.ElementAt(Math.Min((int)(Math.Pow(random.NextDouble(), 3) * side.Count), side.Count - 1)).Key;
        switch (random.Next(4))
        {
            case 0 when side.Count > 10: side.Remove(level); break;
            case 1: side[level + (isBid ? -1 : 1)] = random.Next(1, 5_000); break;
            default: side[level] = random.Next(1, 5_000); break;
        }
    }

    private void Refill()
    {
        while (bids.Count < LevelsPerSide) bids[bids.Last().Key - 2] = random.Next(1, 5_000);
        while (asks.Count < LevelsPerSide) asks[asks.Last().Key + 2] = random.Next(1, 5_000);
    }

    private (Trade Trade, string Name) MakeTrade(Instant time)
    {
        var isBuy = random.Next(2) == 0;
        var side = isBuy ? asks : bids;
        var (price, resting) = side.First();
        var quantity = Math.Min(resting, random.Next(1, 1_500));
        if (quantity == resting) side.Remove(price);
        else side[price] = resting - quantity;
        var name = Category == "spot" ? nextTrade++.ToString(CultureInfo.InvariantCulture) : NewUuid();
        var rounded = Instant.FromUnixMilliseconds(time.UnixMilliseconds);
        var trade = new Trade(rounded, Price(price), (double)(quantity * Step), isBuy ? Side.Buy : Side.Sell, Tidemark.Venues.Bybit.Wire.TradeNumber.Of(name));
        Trades.Add((trade, name));
        if (Trades.Count > TradesKept) Trades.RemoveAt(0);
        Growing = Growing with { High = Math.Max(Growing.High, trade.Price), Low = Math.Min(Growing.Low, trade.Price), Close = trade.Price, Volume = Math.Round(Growing.Volume + trade.Quantity, 8) };
        return (trade, name);
    }

    private string NewUuid()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private void MakePast(long middle, Instant until, int minutes)
    {
        var price = middle;
        for (var minute = minutes; minute > 0; minute--)
        {
            var (open, close) = (price, price + random.Next(-20, 21));
            price = close;
            Bars.Add(new Bar(until - Duration.FromMinutes(minute), Price(open), Price(Math.Max(open, close) + random.Next(10)), Price(Math.Min(open, close) - random.Next(10)), Price(close), random.Next(1, 9_000) / 1000.0));
        }
    }
}
