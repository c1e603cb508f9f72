using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;
using Tidemark.Exchange.Sockets;

namespace Tidemark.Exchange.Coinbase.Streams;

/// <summary>Who listens to what, and what they hear. All of it on the exchange's thread; what a message tells is written once for all.</summary>
internal sealed class ChannelHub(CoinbaseVenue venue) : IExchangeListener
{
    private const int StepsPerSecond = 10;
    private const int OrdersPerSnapshot = 50;

    /// <summary>A client has this long to subscribe to something.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(5);

    /// <summary>A connection on which nothing happens is closed.</summary>
    private static readonly Duration Quiet = Duration.FromSeconds(90);

    private readonly List<ChannelClient> clients = [];
    private readonly Dictionary<Market, List<PublicTrade>> trades = [];

    /// <summary>What was told of orders since the last command ended.</summary>
    private readonly Dictionary<ExchangeOrder, string> told = [];

    public ChannelClient Join(StreamConnection connection, bool isUser)
    {
        var client = new ChannelClient(connection, isUser, venue.Core.Now);
        clients.Add(client);
        return client;
    }

    public bool Leave(StreamConnection connection) => clients.RemoveAll(client => client.Connection == connection) > 0;

    /// <summary>First what is so far, then the list of all subscriptions.</summary>
    public void Subscribe(ChannelClient client, string channel, IReadOnlyCollection<string> products)
    {
        if (!client.Channels.TryGetValue(channel, out var subscribed)) client.Channels.Add(channel, subscribed = new SortedSet<string>(StringComparer.Ordinal));
        subscribed.UnionWith(products);
        switch (channel)
        {
            case "user":
                SendOrders(client, products);
                break;
            case "status":
                client.Send(channel, ChannelMessages.Status("snapshot", MarketsOf(products)), venue.Core.Now);
                break;
            case "heartbeats" or "futures_balance_summary":
                break;
            default:
                foreach (var market in MarketsOf(products)) client.Send(ChannelMessages.NameOf(channel), ChannelMessages.Snapshot(channel, market, venue.Core.Now), venue.Core.Now);
                break;
        }
        SendSubscriptions(client);
    }

    /// <param name="products">None for all of the channel.</param>
    public void Unsubscribe(ChannelClient client, string channel, IReadOnlyCollection<string> products)
    {
        if (client.Channels.TryGetValue(channel, out var subscribed))
        {
            subscribed.ExceptWith(products);
            if (products.Count == 0 || subscribed.Count == 0) client.Channels.Remove(channel);
        }
        SendSubscriptions(client);
    }

    public void OnTrade(Market market, in PublicTrade trade)
    {
        if (!IsHeard("market_trades", market)) return;
        if (!trades.TryGetValue(market, out var waiting)) trades.Add(market, waiting = []);
        waiting.Add(trade);
    }

    public void OnCommandEnded(Market market, long lastAggregateBefore)
    {
        // An order by quote size is done when nothing more can be had for the rest, which no report of its own tells.
        foreach (var (order, status) in told)
            if (new OrderView(order) is var view && view.Status != status) Send(view);
        told.Clear();
        var hasTraded = market.Aggregates.Count > 0 && market.Aggregates[^1].Id > lastAggregateBefore;
        if (hasTraded && IsHeard("ticker", market)) Tell("ticker", market, ChannelMessages.Ticker("update", market, venue.Core.Now, hasBest: true));
    }

    public void OnReport(in ExecutionReport report)
    {
        // The first half of a bracket has no second yet; when it has, the whole is told of.
        if (report.Order is { Pair: null, ClientOrderId: "" }) return;
        TellUser(OrderView.Of(report.Order));
    }

    public void OnBalances(ExchangeAccount account, IReadOnlyCollection<string> assets)
    {
        // There is no channel for spot balances.
    }

    public void OnPair(OrderPair pair) => TellUser(new OrderView(pair.First));

    public void OnStep(Instant now, long step)
    {
        foreach (var market in venue.Core.Markets)
        {
            market.CollectChanges();
            if (!market.Fast.IsEmpty && IsHeard("level2", market)) Tell("level2", market, ChannelMessages.BookUpdate(market, market.Fast, now));
            market.Fast.Clear();
            market.Slow.Clear();
            if (trades.Remove(market, out var done)) Tell("market_trades", market, ChannelMessages.Trades("update", market, done));
        }
        if (step % StepsPerSecond == 0) TellSecond(now, isFive: step % (5 * StepsPerSecond) == 0);
    }

    private void TellSecond(Instant now, bool isFive)
    {
        foreach (var client in clients)
            if (client.Channels.ContainsKey("heartbeats")) client.Send("heartbeats", ChannelMessages.Heartbeat(now, client.HeartbeatCount++), now);
        foreach (var market in venue.Core.Markets)
        {
            if (IsHeard("candles", market)) Tell("candles", market, ChannelMessages.Candles("update", market, 1));
            if (isFive && IsHeard("ticker_batch", market)) Tell("ticker_batch", market, ChannelMessages.Ticker("update", market, now, hasBest: false));
        }
        foreach (var client in clients)
            if (isFive && client.Channels.TryGetValue("status", out var products)) client.Send("status", ChannelMessages.Status("update", MarketsOf(products)), now);
        clients.RemoveAll(client => IsIdle(client, now));
    }

    /// <summary>Ends a connection that wants nothing, or on which nothing comes.</summary>
    private static bool IsIdle(ChannelClient client, Instant now)
    {
        if (now - client.LastSentAt <= (client.Channels.Count == 0 ? Patience : Quiet)) return false;
        client.Connection.Close();
        return true;
    }

    private IEnumerable<Market> MarketsOf(IReadOnlyCollection<string> products) => products.Count == 0 ? venue.Core.Markets : products.Select(venue.MarketOf);

    private bool IsHeard(string channel, Market market)
    {
        foreach (var client in clients)
            if (client.Hears(channel, market.Rules.Symbol)) return true;
        return false;
    }

    private void Tell(string channel, Market market, byte[] events)
    {
        foreach (var client in clients)
            if (client.Hears(channel, market.Rules.Symbol)) client.Send(ChannelMessages.NameOf(channel), events, venue.Core.Now);
    }

    private void TellUser(OrderView view)
    {
        told[view.Main] = view.Status;
        Send(view);
    }

    private void Send(OrderView view)
    {
        byte[]? events = null;
        foreach (var client in clients)
            if (client.Account == view.Main.Account && client.Hears("user", view.Main.Market.Rules.Symbol)) client.Send("user", events ??= UserMessages.Orders("update", [view]), venue.Core.Now);
    }

    /// <summary>All open orders, so many a message; the last has fewer.</summary>
    private void SendOrders(ChannelClient client, IReadOnlyCollection<string> products)
    {
        var open = venue.Core.Ledger.OrdersOf(client.Account!).Select(OrderView.Of).Distinct()
            .Where(view => view.IsOpen && (products.Count == 0 || products.Contains(view.Main.Market.Rules.Symbol))).ToList();
        for (var sent = 0; sent <= open.Count; sent += OrdersPerSnapshot)
            client.Send("user", UserMessages.Orders("snapshot", open.Skip(sent).Take(OrdersPerSnapshot)), venue.Core.Now);
    }

    private void SendSubscriptions(ChannelClient client) => client.Send("subscriptions", ChannelMessages.Subscriptions(client), venue.Core.Now);
}
