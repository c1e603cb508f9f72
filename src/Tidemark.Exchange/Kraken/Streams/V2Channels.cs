using System.Globalization;
using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Kraken.Access;
using Tidemark.Exchange.Kraken.Endpoints;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;

namespace Tidemark.Exchange.Kraken.Streams;

/// <summary>Subscriptions of one connection of version 2.</summary>
internal sealed class V2Channels(KrakenVenue venue, KrakenHub hub, V2Client client)
{
    private const string Instruments = "instrument";

    public void Handle(V2Request request, Func<V2Request, ExchangeAccount> owner)
    {
        var channel = request.Parameters["channel"] ?? throw new KrakenError("Channel field must be a string");
        var begins = request.Method == "subscribe";
        switch (channel)
        {
            case "ticker" or "trade" or "book" or "ohlc":
                var symbols = request.Parameters.List("symbol");
                if (symbols.Count == 0) throw new KrakenError("Symbol(s) not found");
                foreach (var symbol in symbols) Public(request, channel, symbol, begins);
                break;
            case "instrument":
                Instrument(request, begins);
                break;
            case "executions":
                Executions(request, owner(request), begins);
                break;
            case "balances":
                Balances(request, owner(request), begins);
                break;
            default:
                throw new KrakenError($"Channel {channel} is not answered by this exchange");
        }
    }

    private void Public(V2Request request, string channel, string symbol, bool begins)
    {
        if (venue.Pairs.Find(symbol) is not { } pair || pair.Symbol != symbol)
        {
            client.Send(request.Refuse($"Currency pair not supported {symbol}", venue.Now, symbol));
            return;
        }
        var detail = Detail(request, channel);
        var topic = KrakenHub.KeyOf(channel, pair, detail);
        if (begins ? client.Topics.Contains(topic) : !client.Topics.Contains(topic))
        {
            client.Send(request.Refuse(begins ? "Already subscribed" : "Subscription Not Found", venue.Now, symbol));
            return;
        }
        var hasSnapshot = request.Parameters["snapshot"] != "false";
        client.Send(request.Succeed(venue.Now, json => WriteResult(json, channel, symbol, detail, begins ? hasSnapshot : null)));
        if (!begins)
        {
            hub.Unsubscribe(client, topic);
            return;
        }
        hub.Subscribe(client, topic);
        if (Snapshot(channel, topic, pair, detail) is { } snapshot && hasSnapshot) client.Send(snapshot);
    }

    private byte[]? Snapshot(string channel, string topic, KrakenPair pair, string detail) => channel switch
    {
        "ticker" => V2Messages.Ticker(pair, venue.Now, "snapshot"),
        "trade" => KrakenHub.TradeSnapshot(pair),
        "book" => hub.BookSnapshot(topic, pair, int.Parse(detail, CultureInfo.InvariantCulture)),
        _ => BarSnapshot(pair, int.Parse(detail, CultureInfo.InvariantCulture)),
    };

    private byte[] BarSnapshot(KrakenPair pair, int minutes)
    {
        var bars = pair.Market.SeriesOf(BarIntervals.NameOf(minutes)!).Items;
        return V2Messages.Bars(pair, minutes, bars.Skip(Math.Max(0, bars.Count - 10)), venue.Now, "snapshot");
    }

    /// <summary>What tells two subscriptions of one channel and symbol apart.</summary>
    private static string Detail(V2Request request, string channel)
    {
        switch (channel)
        {
            case "ticker":
                var trigger = request.Parameters["event_trigger"] ?? "trades";
                return trigger is "trades" or "bbo" ? trigger : throw new KrakenError("Event trigger not supported");
            case "book":
                var depth = request.Parameters.Whole("depth") ?? KrakenHub.Depths[0];
                return KrakenHub.Depths.Contains((int)depth) ? depth.ToString(CultureInfo.InvariantCulture) : throw new KrakenError("Subscription depth not supported");
            case "ohlc":
                var minutes = request.Parameters.Whole("interval") ?? 1;
                return BarIntervals.NameOf((int)minutes) is null ? throw new KrakenError("Subscription ohlc interval not supported") : minutes.ToString(CultureInfo.InvariantCulture);
            default:
                return "";
        }
    }

    private static void WriteResult(Utf8JsonWriter json, string channel, string symbol, string detail, bool? hasSnapshot)
    {
        json.WriteStartObject();
        json.WriteString("channel", channel);
        if (channel == "book") json.Raw("depth", detail);
        if (channel == "ohlc") json.Raw("interval", detail);
        if (channel == "ticker") json.WriteString("event_trigger", detail);
        if (hasSnapshot is { } told) json.WriteBoolean("snapshot", told);
        json.WriteString("symbol", symbol);
        json.WriteEndObject();
    }

    private void Instrument(V2Request request, bool begins)
    {
        if (begins ? !hub.Subscribe(client, Instruments) : !hub.Unsubscribe(client, Instruments)) throw new KrakenError(begins ? "Already subscribed" : "Subscription Not Found");
        client.Send(request.Succeed(venue.Now, json =>
        {
            json.WriteStartObject();
            json.WriteString("channel", Instruments);
            if (begins) json.WriteBoolean("snapshot", true);
            json.WriteEndObject();
        }));
        if (begins) client.Send(V2Messages.Instruments(venue));
    }

    private void Executions(V2Request request, ExchangeAccount account, bool begins)
    {
        if (begins == client.Executions is not null) throw new KrakenError(begins ? "Already subscribed" : "Subscription Not Found");
        var parameters = request.Parameters;
        // The old name snapshot meant both; the newer ones each say for themselves.
        var hasOrders = (parameters["snap_orders"] ?? parameters["snapshot"]) != "false";
        var hasTrades = parameters.Flag("snap_trades") || (parameters["snap_trades"] is null && parameters.Flag("snapshot"));
        client.Executions = begins ? account : null;
        (client.TellsEveryState, client.TellsRateCounter) = (parameters["order_status"] != "false", parameters.Flag("ratecounter"));
        client.Send(request.Succeed(venue.Now, json =>
        {
            json.WriteStartObject();
            json.WriteString("channel", "executions");
            if (begins)
            {
                json.WriteNumber("maxratecount", RateLimits.MostTrading);
                json.WriteBoolean("snap_orders", hasOrders);
                json.WriteBoolean("snap_trades", hasTrades);
                json.WriteBoolean("snapshot", hasOrders || hasTrades);
            }
            json.WriteEndObject();
        }));
        if (begins && (hasOrders || hasTrades)) client.Send(hub.ExecutionSnapshot(client, hasOrders, hasTrades), account);
    }

    private void Balances(V2Request request, ExchangeAccount account, bool begins)
    {
        if (begins == client.Balances is not null) throw new KrakenError(begins ? "Already subscribed" : "Subscription Not Found");
        var hasSnapshot = request.Parameters["snapshot"] != "false";
        client.Balances = begins ? account : null;
        client.Send(request.Succeed(venue.Now, json =>
        {
            json.WriteStartObject();
            json.WriteString("channel", "balances");
            if (begins) json.WriteBoolean("snapshot", hasSnapshot);
            json.WriteEndObject();
        }));
        if (begins && hasSnapshot) client.Send(KrakenHub.BalanceSnapshot(client), account);
    }
}
