using System.Text.Json;

namespace Tidemark.Integration.Tests.Venues.Bybit;

/// <summary>One book of a certain depth as the server streams it: what it last showed, and its number.</summary>
internal sealed class BybitTopic(BybitMarket market, int levels)
{
    private Dictionary<long, long> bids = market.Bids.Take(levels).ToDictionary();
    private Dictionary<long, long> asks = market.Asks.Take(levels).ToDictionary();

    public long UpdateId { get; private set; } = 14_168_789;

    public int Levels => levels;

    /// <summary>What has changed since the last time; null for nothing.</summary>
    public string? Change()
    {
        var (nextBids, nextAsks) = (market.Bids.Take(levels).ToDictionary(), market.Asks.Take(levels).ToDictionary());
        var (bidChanges, askChanges) = (Difference(bids, nextBids), Difference(asks, nextAsks));
        (bids, asks) = (nextBids, nextAsks);
        if (bidChanges.Count + askChanges.Count == 0) return null;
        UpdateId++;
        // One level is only ever told whole.
        return levels == 1 ? Snapshot() : Message("delta", bidChanges, askChanges);
    }

    public string Snapshot() => Message("snapshot", bids.OrderByDescending(level => level.Key), asks.OrderBy(level => level.Key));

    public object[][] Rows(bool isBid, int count) => [.. (isBid ? bids.OrderByDescending(level => level.Key) : asks.OrderBy(level => level.Key)).Take(count).Select(Row)];

    private string Message(string type, IEnumerable<KeyValuePair<long, long>> bidRows, IEnumerable<KeyValuePair<long, long>> askRows) => JsonSerializer.Serialize(new
    {
        topic = $"orderbook.{levels}.{market.Symbol}",
        type,
        ts = market.ChangedAt.UnixMilliseconds + 2,
        data = new { s = market.Symbol, b = bidRows.Select(Row), a = askRows.Select(Row), u = UpdateId, seq = market.Sequence },
        cts = market.ChangedAt.UnixMilliseconds,
    });

    private object[] Row(KeyValuePair<long, long> level) => [market.PriceText(level.Key), level.Value == 0 ? "0" : market.QuantityText(level.Value)];

    private static List<KeyValuePair<long, long>> Difference(Dictionary<long, long> before, Dictionary<long, long> after) =>
    [
        .. after.Where(level => !before.TryGetValue(level.Key, out var old) || old != level.Value),
        .. before.Keys.Where(price => !after.ContainsKey(price)).Select(price => new KeyValuePair<long, long>(price, 0)),
    ];
}
