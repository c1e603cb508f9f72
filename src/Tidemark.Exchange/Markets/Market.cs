using Tidemark.Exchange.Orders;
using Tidemark.Simulation.Matching;

namespace Tidemark.Exchange.Markets;

/// <summary>One symbol: its book, its live orders, and what the public has seen of it.</summary>
internal sealed class Market
{
    private const int MostKept = 20_000;
    private readonly LevelChanges changes = new();
    private readonly List<PublicTrade> trades = [];
    private readonly List<AggregateTrade> aggregates = [];
    private long lastTaker;

    public Market(MarketRules rules)
    {
        Rules = rules;
        StreamName = rules.Symbol.ToLowerInvariant();
        Engine = new MatchingEngine(new MatchingOptions
        {
            TracksChanges = true,
            MaximumPriceTicks = (long)(rules.MaximumPrice / rules.PriceTick),
            InitialLastPriceTicks = (long)(rules.OpeningPrice / rules.PriceTick),
            MaximumIcebergParts = rules.MaximumIcebergParts,
            FirstTradeId = rules.FirstTradeId,
            RefusesReachedTriggers = rules.RefusesReachedTriggers,
            InitialOrders = 1024,
        });
        Series = [.. KlineInterval.All.Select(interval => new KlineSeries(interval))];
    }

    public MarketRules Rules { get; }

    /// <summary>The symbol in lower case.</summary>
    public string StreamName { get; }

    public MatchingEngine Engine { get; }

    /// <summary>Orders that can still trade, by their id.</summary>
    public Dictionary<long, ExchangeOrder> Live { get; } = [];

    public KlineSeries[] Series { get; }

    public IReadOnlyList<PublicTrade> Trades => trades;

    public IReadOnlyList<AggregateTrade> Aggregates => aggregates;

    /// <summary>Counts every command that may have changed the book.</summary>
    public long UpdateId { get; set; }

    public long NextOrderId { get; set; } = 1;

    public DepthChanges Fast { get; } = new();

    public DepthChanges Slow { get; } = new();

    public decimal LastPrice => Engine.LastPriceTicks is { } ticks ? ticks * Rules.PriceTick : Rules.OpeningPrice;

    public long LotsOf(decimal quantity) => decimal.ToInt64(quantity / Rules.QuantityStep);

    public long TicksOf(decimal price) => decimal.ToInt64(price / Rules.PriceTick);

    public decimal PriceOf(long ticks) => ticks * Rules.PriceTick;

    public decimal QuantityOf(long lots) => lots * Rules.QuantityStep;

    /// <summary>The best price of a side; null where it is empty.</summary>
    public (decimal Price, decimal Quantity)? Best(Side side) =>
        Engine.TryGetBest(side, out var level) ? (PriceOf(level.PriceTicks), QuantityOf(level.QuantityLots)) : null;

    /// <summary>The mean price of the last five minutes, weighted by volume; the last price where nothing traded.</summary>
    public decimal AveragePrice(Instant now)
    {
        var (quote, volume) = (0m, 0m);
        var minutes = SeriesOf("1m").Items;
        for (var i = minutes.Count - 1; i >= 0 && minutes[i].CloseTime > now - Duration.FromMinutes(5); i--)
        {
            quote += minutes[i].QuoteVolume;
            volume += minutes[i].Volume;
        }
        return volume > 0 ? Math.Round(quote / volume, 8) : LastPrice;
    }

    public KlineSeries SeriesOf(string interval) => Array.Find(Series, series => series.Interval.Name == interval)!;

    public void Add(in PublicTrade trade)
    {
        Trim(trades);
        trades.Add(trade);
        foreach (var series in Series) series.Add(trade);
        if (aggregates.Count > 0 && lastTaker == trade.TakerOrderId && aggregates[^1].Price == trade.Price)
        {
            var last = aggregates[^1];
            aggregates[^1] = last with { Quantity = last.Quantity + trade.Quantity, LastTradeId = trade.Id };
            return;
        }
        Trim(aggregates);
        aggregates.Add(new AggregateTrade(aggregates.Count == 0 ? 1 : aggregates[^1].Id + 1, trade.Price, trade.Quantity, trade.Id, trade.Id, trade.Time, trade.BuyerIsMaker));
        lastTaker = trade.TakerOrderId;
    }

    /// <summary>Takes what changed in the book into both diff streams.</summary>
    public void CollectChanges()
    {
        Engine.ReadChanges(changes);
        Fast.Add(changes, UpdateId);
        Slow.Add(changes, UpdateId);
    }

    /// <summary>Puts back what the public has seen, and the ids that come next.</summary>
    public void Restore(long updateId, long nextOrderId, IEnumerable<PublicTrade> seen, IEnumerable<AggregateTrade> seenTogether, IEnumerable<(string Interval, KlineValues[] Items)> bars)
    {
        (UpdateId, NextOrderId) = (updateId, nextOrderId);
        trades.AddRange(seen);
        aggregates.AddRange(seenTogether);
        foreach (var (interval, items) in bars) Array.Find(Series, series => series.Interval.Name == interval)?.Restore(items);
        // Diff streams go on after what there was.
        foreach (var changesOf in (DepthChanges[])[Fast, Slow]) changesOf.Restart(updateId);
    }

    /// <summary>The aggregate trades after the one with an id.</summary>
    public IEnumerable<AggregateTrade> AggregatesAfter(long id)
    {
        var first = aggregates.Count;
        while (first > 0 && aggregates[first - 1].Id > id) first--;
        for (var i = first; i < aggregates.Count; i++) yield return aggregates[i];
    }

    private static void Trim<T>(List<T> list)
    {
        if (list.Count >= MostKept) list.RemoveRange(0, MostKept / 4);
    }
}
