using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Kraken;

/// <summary>The last best prices of every market.</summary>
internal sealed class SpreadHistory
{
    private const int MostKept = 200;
    private readonly Dictionary<Market, Queue<(Instant Time, decimal Bid, decimal Ask)>> items = [];

    public IEnumerable<(Instant Time, decimal Bid, decimal Ask)> Of(Market market) => items.TryGetValue(market, out var queue) ? queue : [];

    /// <summary>Keeps the best prices of now.</summary>
    public void Note(Market market, Instant now)
    {
        if (market.Best(Side.Buy) is not { } bid || market.Best(Side.Sell) is not { } ask) return;
        if (!items.TryGetValue(market, out var queue)) items.Add(market, queue = new Queue<(Instant, decimal, decimal)>());
        if (queue.Count == MostKept) queue.Dequeue();
        queue.Enqueue((now, bid.Price, ask.Price));
    }
}
