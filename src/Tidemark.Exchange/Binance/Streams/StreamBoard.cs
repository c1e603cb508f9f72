using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Sockets;
using Tidemark.Exchange.Wire;

namespace Tidemark.Exchange.Binance.Streams;

/// <summary>Who listens to which stream or account. All of it on the exchange's thread; a message is made once, and only where somebody listens.</summary>
internal abstract class StreamBoard(BinanceVenue venue)
{
    private readonly Dictionary<string, List<StreamConnection>> listeners = new(StringComparer.Ordinal);
    private readonly List<UserSubscription> users = [];
    private readonly Dictionary<string, (Instant Open, int Count)> toldKlines = new(StringComparer.Ordinal);
    private int nextSubscription;

    protected BinanceVenue Venue { get; } = venue;

    public void Subscribe(StreamConnection connection, string stream)
    {
        if (connection.Streams.Contains(stream)) return;
        connection.Streams.Add(stream);
        if (Venue.ListenKeys.Find(stream, Venue.Core.Now) is { } account)
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
            user.Tell(UserMessages.Ended("eventStreamTerminated", null, Venue.Core.Now));
            users.Remove(user);
        }
    }

    /// <summary>Tells of the listen keys that have ended by now.</summary>
    protected void TellExpired(Instant now)
    {
        foreach (var (key, _) in Venue.ListenKeys.TakeExpired(now))
            foreach (var user in users.Where(user => user.ListenKey == key).ToArray())
            {
                user.Tell(UserMessages.Ended("listenKeyExpired", key, now));
                users.Remove(user);
            }
    }

    /// <summary>Klines that changed: every two seconds, those of a second every second; a closed one is told once as such.</summary>
    protected void TellKlines(Market market, Instant now, bool isWhole, string suffix, Func<KlineInterval, Kline, bool, byte[]> write)
    {
        foreach (var series in market.Series)
        {
            if (Find(market, suffix + series.Interval.Name) is not { } name || series.Last is not { } last || (!isWhole && series.Interval.Name != "1s")) continue;
            if (toldKlines.TryGetValue(name, out var told) && told.Open < last.OpenTime)
                for (var i = series.Items.Count - 2; i >= 0 && series.Items[i].OpenTime >= told.Open; i--)
                    if (series.Items[i].OpenTime == told.Open || series.Items[i].CloseTime == last.OpenTime) Tell(name, write(series.Interval, series.Items[i], true));
            if (told == (last.OpenTime, last.Count) && told.Open != default) continue;
            toldKlines[name] = (last.OpenTime, last.Count);
            Tell(name, write(series.Interval, last, false));
        }
    }

    /// <returns>The stream's name, if anybody listens to it.</returns>
    protected string? Find(Market market, string suffix)
    {
        if (listeners.Count == 0) return null;
        var name = market.StreamName + suffix;
        return listeners.ContainsKey(name) ? name : null;
    }

    protected bool HasListeners(string stream) => listeners.ContainsKey(stream);

    protected void TellAll(string stream, Action<Utf8JsonWriter> write)
    {
        if (!listeners.ContainsKey(stream)) return;
        Tell(stream, JsonBody.Write(json =>
        {
            json.WriteStartArray();
            write(json);
            json.WriteEndArray();
        }));
    }

    protected void Tell(string stream, byte[] message)
    {
        byte[]? wrapped = null;
        foreach (var connection in listeners[stream]) connection.Send(connection.IsCombined ? wrapped ??= StreamMessages.Wrap(stream, message) : message, stream);
    }

    protected void TellUser(ExchangeAccount account, byte[] message)
    {
        foreach (var user in users)
            if (user.Account == account) user.Tell(message);
    }
}
