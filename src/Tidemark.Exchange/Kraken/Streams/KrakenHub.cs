using System.Globalization;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Core;
using Tidemark.Exchange.Kraken.Endpoints;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken.Streams;

/// <summary>Who listens to what on version 2, and what they hear. All of it on the exchange's thread.</summary>
internal sealed class KrakenHub(KrakenVenue venue) : IExchangeListener
{
    private const int StepsPerSecond = 10;
    private const int LastFills = 50;
    private const int LastTrades = 50;
    public static readonly int[] Depths = [10, 25, 100, 500, 1000];
    private readonly Dictionary<string, List<V2Client>> listeners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BookView> books = new(StringComparer.Ordinal);
    private readonly List<V2Client> clients = [];
    private readonly ExecutionMessages messages = new(venue);
    private readonly OrderKeeper keeper = new(venue);
    private readonly List<PublicTrade> pending = [];
    private readonly Dictionary<Market, (decimal, decimal, decimal, decimal)> best = [];

    public static string KeyOf(string channel, KrakenPair pair, string detail) => $"{channel} {pair.Symbol} {detail}";

    public void Enter(V2Client client) => clients.Add(client);

    public void Leave(V2Client client)
    {
        clients.Remove(client);
        foreach (var topic in client.Topics.ToArray()) Unsubscribe(client, topic);
    }

    /// <returns>False where it listens already.</returns>
    public bool Subscribe(V2Client client, string topic)
    {
        if (!client.Topics.Add(topic)) return false;
        if (!listeners.TryGetValue(topic, out var list)) listeners.Add(topic, list = []);
        list.Add(client);
        return true;
    }

    public bool Unsubscribe(V2Client client, string topic)
    {
        if (!client.Topics.Remove(topic)) return false;
        listeners[topic].Remove(client);
        if (listeners[topic].Count > 0) return true;
        listeners.Remove(topic);
        books.Remove(topic);
        return true;
    }

    /// <summary>The book that a new listener begins with; those who listen already are told first what has changed.</summary>
    public byte[] BookSnapshot(string topic, KrakenPair pair, int depth)
    {
        if (!books.TryGetValue(topic, out var view)) books.Add(topic, view = new BookView(pair, depth));
        TellBook(topic, view, except: true);
        return V2Messages.Book(view, view.Asks, view.Bids, venue.Now, "snapshot");
    }

    public static byte[] TradeSnapshot(KrakenPair pair) => V2Messages.Trades(pair, pair.Market.Trades.Skip(Math.Max(0, pair.Market.Trades.Count - LastTrades)), "snapshot");

    public byte[] ExecutionSnapshot(V2Client client, bool hasOrders, bool hasTrades) => messages.Snapshot(
        hasOrders ? venue.LiveOrders(client.Executions!) : [],
        hasTrades ? venue.Core.Ledger.Fills.Where(fill => ReferenceEquals(fill.Order.Account, client.Executions)).TakeLast(LastFills).Reverse() : [], client);

    public static byte[] BalanceSnapshot(V2Client client) => ExecutionMessages.Balances(client.Balances!, client);

    public void OnTrade(Market market, in PublicTrade trade) => pending.Add(trade);

    public void OnCommandEnded(Market market, long lastAggregateBefore)
    {
        if (listeners.Count > 0)
        {
            var pair = venue.Pairs.Of(market);
            if (pending.Count > 0)
            {
                Tell(KeyOf("trade", pair, ""), () => V2Messages.Trades(pair, pending, "update"));
                Tell(KeyOf("ticker", pair, "trades"), () => V2Messages.Ticker(pair, venue.Now, "update"));
                foreach (var minutes in BarIntervals.All)
                    Tell(KeyOf("ohlc", pair, Text(minutes)), () => V2Messages.Bars(pair, minutes, [pair.Market.SeriesOf(BarIntervals.NameOf(minutes)!).Last!], venue.Now, "update"));
            }
            if (listeners.ContainsKey(KeyOf("ticker", pair, "bbo"))) TellBest(pair);
        }
        pending.Clear();
    }

    public void OnReport(in ExecutionReport report)
    {
        var order = report.Order;
        if (!order.IsLive) keeper.Ended(order);
        foreach (var client in clients)
        {
            if (ReferenceEquals(client.Executions, order.Account)) TellReport(client, report);
            if (ReferenceEquals(client.Balances, order.Account) && report.Fill is { } fill) TellBalances(client, fill);
        }
    }

    public void OnBalances(ExchangeAccount account, IReadOnlyCollection<string> assets)
    {
        // Balances are told with the fills that changed them; holding money for an order changes none.
    }

    public void OnPair(OrderPair pair)
    {
        // The venue has no pairs of orders.
    }

    public void OnCorrection(ExchangeFill before, ExchangeFill after)
    {
        var (account, asset) = (after.Order.Account, after.Order.Market.Rules.QuoteAsset);
        var change = (after.Order.Side == Side.Buy ? -1 : 1) * (after.QuoteQuantity - before.QuoteQuantity);
        var balance = account.Of(asset);
        var entry = new BalanceEntry(after, asset, change, after.Fee - before.Fee, balance.Free + balance.Locked);
        foreach (var client in clients)
            if (ReferenceEquals(client.Balances, account)) client.Send(messages.BalanceChange(entry, "adjustment", client), account);
    }

    public void OnStep(Instant now, long step)
    {
        keeper.Act(now);
        foreach (var (topic, view) in books) TellBook(topic, view, except: false);
        foreach (var market in venue.Core.Markets)
        {
            // Nobody reads what these collect, but the engine keeps changes until they are read.
            market.CollectChanges();
            market.Fast.Clear();
            market.Slow.Clear();
            if (step % StepsPerSecond == 0) venue.Spreads.Note(market, now);
        }
        if (step % StepsPerSecond != 0) return;
        foreach (var client in clients)
        {
            if (!client.HasSpoken && client.IsListening) client.Send(V2Messages.Heartbeat);
            client.HasSpoken = false;
        }
    }

    /// <param name="except">Whether a listener that has no book yet is already among them.</param>
    private void TellBook(string topic, BookView view, bool except)
    {
        var (asks, bids) = view.Update();
        if (asks.Count + bids.Count == 0) return;
        var told = V2Messages.Book(view, asks, bids, venue.Now, "update");
        var list = listeners[topic];
        for (var i = 0; i < list.Count - (except ? 1 : 0); i++) list[i].Send(told);
    }

    private void TellBest(KrakenPair pair)
    {
        var (bid, ask) = (pair.Market.Best(Side.Buy), pair.Market.Best(Side.Sell));
        var now = (bid?.Price ?? 0, bid?.Quantity ?? 0, ask?.Price ?? 0, ask?.Quantity ?? 0);
        if (best.TryGetValue(pair.Market, out var before) && before == now) return;
        best[pair.Market] = now;
        Tell(KeyOf("ticker", pair, "bbo"), () => V2Messages.Ticker(pair, venue.Now, "update"));
    }

    private void TellReport(V2Client client, in ExecutionReport report)
    {
        var order = report.Order;
        switch (report.Kind)
        {
            case ReportKind.New when order.Ticket.StopPrice is not null && order.WorkingAt is not null:
                if (client.TellsEveryState) client.Send(messages.Order(order, "status", OrderText.StatusV2(order), client), order.Account);
                break;
            case ReportKind.New:
                if (client.TellsEveryState) client.Send(messages.Order(order, "pending_new", "pending_new", client), order.Account);
                client.Send(messages.State(order, "new", client), order.Account);
                break;
            case ReportKind.Trade:
                client.Send(messages.Fill(report.Fill!, client), order.Account);
                if (order.State == OrderState.Filled) client.Send(messages.State(order, "filled", client), order.Account);
                break;
            case ReportKind.Replaced:
                if (client.TellsEveryState) client.Send(messages.Order(order, OrderText.Remarks(order).Trail is null ? "amended" : "status", OrderText.StatusV2(order), client), order.Account);
                break;
            case ReportKind.Canceled or ReportKind.Expired:
                client.Send(messages.State(order, OrderText.StatusV2(order), client), order.Account);
                break;
            case ReportKind.TradePrevention:
                if (client.TellsEveryState) client.Send(messages.Order(order, "restated", OrderText.StatusV2(order), client), order.Account);
                break;
        }
    }

    private void TellBalances(V2Client client, ExchangeFill fill)
    {
        foreach (var (asset, amount, fee) in BalanceEntry.Changes(fill))
        {
            var balance = fill.Order.Account.Of(asset);
            client.Send(messages.BalanceChange(new BalanceEntry(fill, asset, amount, fee, balance.Free + balance.Locked), "trade", client), fill.Order.Account);
        }
    }

    private void Tell(string topic, Func<byte[]> make)
    {
        if (!listeners.TryGetValue(topic, out var list)) return;
        var told = make();
        foreach (var client in list) client.Send(told);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
