using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Exchange.Sockets;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance.Streams;

/// <summary>Who listens to what, and what they hear. All of it on the exchange's thread; a message is made once, and only where somebody listens.</summary>
internal sealed class StreamHub(BinanceVenue venue) : IExchangeListener
{
    private const int StepsPerSecond = 10;
    private static readonly int[] PartialLevels = [5, 10, 20];
    private readonly Dictionary<string, List<StreamConnection>> listeners = new(StringComparer.Ordinal);
    private readonly List<UserSubscription> users = [];
    private readonly Dictionary<Market, ((decimal, decimal)? Bid, (decimal, decimal)? Ask)> best = [];
    private readonly Dictionary<string, (Instant Open, int Count)> toldKlines = new(StringComparer.Ordinal);
    private int nextSubscription;

    public void Subscribe(StreamConnection connection, string stream)
    {
        if (connection.Streams.Contains(stream)) return;
        connection.Streams.Add(stream);
        if (venue.ListenKeys.Find(stream, venue.Core.Now) is { } account)
        {
            users.Add(new UserSubscription(connection, account, stream, 0));
            return;
        }
        if (!listeners.TryGetValue(stream, out var list)) listeners.Add(stream, list = []);
        list.Add(connection);
    }

    public void Unsubscribe(StreamConnection connection, string stream)
    {
        connection.Streams.Remove(stream);
        users.RemoveAll(user => user.Connection == connection && user.ListenKey == stream);
        if (!listeners.TryGetValue(stream, out var list)) return;
        list.Remove(connection);
        if (list.Count == 0) listeners.Remove(stream);
    }

    public void Leave(StreamConnection connection)
    {
        foreach (var stream in connection.Streams.ToArray()) Unsubscribe(connection, stream);
        users.RemoveAll(user => user.Connection == connection);
    }

    /// <summary>Sends an account's events to a connection of the WebSocket API; returns the number of the subscription.</summary>
    public int SubscribeUser(StreamConnection connection, ExchangeAccount account)
    {
        users.Add(new UserSubscription(connection, account, null, nextSubscription));
        return nextSubscription++;
    }

    /// <param name="number">Null for all of the connection.</param>
    public void UnsubscribeUser(StreamConnection connection, int? number)
    {
        foreach (var user in users.Where(user => user.Connection == connection && (number is null || user.Number == number)).ToArray())
        {
            user.Tell(UserMessages.Ended("eventStreamTerminated", null, venue.Core.Now));
            users.Remove(user);
        }
    }

    public void OnTrade(Market market, in PublicTrade trade)
    {
        if (Find(market, "@trade") is not { } name) return;
        Tell(name, StreamMessages.Trade(market, trade, venue.Core.Now));
    }

    public void OnCommandEnded(Market market, long lastAggregateBefore)
    {
        if (Find(market, "@aggTrade") is { } aggregates)
            for (var i = FirstAfter(market, lastAggregateBefore); i < market.Aggregates.Count; i++) Tell(aggregates, StreamMessages.Aggregate(market, market.Aggregates[i], venue.Core.Now));
        if (Find(market, "@bookTicker") is not { } name) return;
        var now = (market.Best(Side.Buy), market.Best(Side.Sell));
        if (best.TryGetValue(market, out var before) && before == now) return;
        best[market] = now;
        Tell(name, StreamMessages.BookTicker(market));
    }

    public void OnReport(in ExecutionReport report)
    {
        var message = UserMessages.Execution(report, venue.NextExecution(), venue.Core.Now);
        TellUser(report.Order.Account, message);
    }

    public void OnBalances(ExchangeAccount account, IReadOnlyCollection<string> assets) => TellUser(account, UserMessages.Balances(account, assets, venue.Core.Now));

    public void OnPair(OrderPair pair) => TellUser(pair.First.Account, UserMessages.Pair(pair, venue.Core.Now));

    public void OnStep(Instant now, long step)
    {
        var isSecond = step % StepsPerSecond == 0;
        foreach (var market in venue.Core.Markets)
        {
            market.CollectChanges();
            TellDepth(market, market.Fast, "@100ms", now);
            if (isSecond) TellDepth(market, market.Slow, "", now);
            if (isSecond) TellSecond(market, now);
            if (step % (2 * StepsPerSecond) == 0 || isSecond) TellKlines(market, now, isWhole: step % (2 * StepsPerSecond) == 0);
        }
        if (!isSecond) return;
        TellAll("!ticker@arr", json => { foreach (var market in venue.Core.Markets) StreamMessages.WriteTicker(json, market, now); });
        TellAll("!miniTicker@arr", json => { foreach (var market in venue.Core.Markets) StreamMessages.WriteMiniTicker(json, market, now); });
        foreach (var (key, account) in venue.ListenKeys.TakeExpired(now)) TellExpired(key, now);
    }

    private void TellExpired(string key, Instant now)
    {
        foreach (var user in users.Where(user => user.ListenKey == key).ToArray())
        {
            user.Tell(UserMessages.Ended("listenKeyExpired", key, now));
            users.Remove(user);
        }
    }

    private void TellDepth(Market market, DepthChanges changes, string pace, Instant now)
    {
        if (!changes.IsEmpty)
        {
            if (Find(market, "@depth" + pace) is { } name) Tell(name, StreamMessages.Depth(market, changes, now));
            if (pace.Length == 0 && Find(market, "@depth@1000ms") is { } slow) Tell(slow, StreamMessages.Depth(market, changes, now));
            changes.Clear();
        }
        foreach (var levels in PartialLevels)
            if (Find(market, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@depth{levels}{pace}")) is { } name) Tell(name, StreamMessages.PartialDepth(market, levels));
    }

    private void TellSecond(Market market, Instant now)
    {
        if (Find(market, "@ticker") is { } ticker) Tell(ticker, JsonBody.Write(json => StreamMessages.WriteTicker(json, market, now)));
        if (Find(market, "@miniTicker") is { } mini) Tell(mini, JsonBody.Write(json => StreamMessages.WriteMiniTicker(json, market, now)));
        if (Find(market, "@avgPrice") is { } average) Tell(average, StreamMessages.AveragePrice(market, now));
    }

    /// <summary>Klines that changed: every two seconds, those of a second every second; a closed one is told once as such.</summary>
    private void TellKlines(Market market, Instant now, bool isWhole)
    {
        foreach (var series in market.Series)
        {
            if (Find(market, "@kline_" + series.Interval.Name) is not { } name || series.Last is not { } last || (!isWhole && series.Interval.Name != "1s")) continue;
            if (toldKlines.TryGetValue(name, out var told) && told.Open < last.OpenTime)
                for (var i = series.Items.Count - 2; i >= 0 && series.Items[i].OpenTime >= told.Open; i--)
                    if (series.Items[i].OpenTime == told.Open || series.Items[i].CloseTime == last.OpenTime) Tell(name, StreamMessages.Kline(market, series.Interval, series.Items[i], isClosed: true, now));
            if (told == (last.OpenTime, last.Count) && told.Open != default) continue;
            toldKlines[name] = (last.OpenTime, last.Count);
            Tell(name, StreamMessages.Kline(market, series.Interval, last, isClosed: false, now));
        }
    }

    private static int FirstAfter(Market market, long id)
    {
        var index = market.Aggregates.Count;
        while (index > 0 && market.Aggregates[index - 1].Id > id) index--;
        return index;
    }

    /// <returns>The stream's name, if anybody listens to it.</returns>
    private string? Find(Market market, string suffix)
    {
        if (listeners.Count == 0) return null;
        var name = market.StreamName + suffix;
        return listeners.ContainsKey(name) ? name : null;
    }

    private void TellAll(string stream, Action<System.Text.Json.Utf8JsonWriter> write)
    {
        if (!listeners.ContainsKey(stream)) return;
        Tell(stream, JsonBody.Write(json =>
        {
            json.WriteStartArray();
            write(json);
            json.WriteEndArray();
        }));
    }

    private void Tell(string stream, byte[] message)
    {
        byte[]? wrapped = null;
        foreach (var connection in listeners[stream]) connection.Send(connection.IsCombined ? wrapped ??= StreamMessages.Wrap(stream, message) : message, stream);
    }

    private void TellUser(ExchangeAccount account, byte[] message)
    {
        foreach (var user in users)
            if (user.Account == account) user.Tell(message);
    }
}
