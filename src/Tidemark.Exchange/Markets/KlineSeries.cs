namespace Tidemark.Exchange.Markets;

/// <summary>The klines of one interval; spans without a trade have one with the last price and no volume.</summary>
internal sealed class KlineSeries(KlineInterval interval)
{
    private const int MostKept = 5_000;
    private readonly List<Kline> items = [];

    public KlineInterval Interval { get; } = interval;

    public IReadOnlyList<Kline> Items => items;

    public Kline? Last => items.Count == 0 ? null : items[^1];

    public void Add(in PublicTrade trade)
    {
        Advance(trade.Time);
        if (items.Count == 0) Open(Interval.OpenOf(trade.Time), trade.Price);
        items[^1].Add(trade);
    }

    /// <summary>Closes what has ended by then.</summary>
    public void Advance(Instant now)
    {
        while (items.Count > 0 && items[^1].CloseTime <= now) Open(items[^1].CloseTime, items[^1].Close);
    }

    public void Restore(IEnumerable<KlineValues> saved) => items.AddRange(saved.Select(values => new Kline(values, Interval.CloseOf(values.OpenTime))));

    private void Open(Instant open, decimal price)
    {
        if (items.Count >= MostKept) items.RemoveRange(0, MostKept / 5);
        items.Add(new Kline(open, Interval.CloseOf(open), price));
    }
}
