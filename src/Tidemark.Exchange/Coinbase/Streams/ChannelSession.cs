using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Coinbase.Wire;
using Tidemark.Exchange.Core;

namespace Tidemark.Exchange.Coinbase.Streams;

/// <summary>What a client of the WebSocket says: subscribe and unsubscribe, one channel each time, signed for the user's channels.</summary>
internal sealed class ChannelSession(ExchangeLoop loop, CoinbaseVenue venue, ChannelHub hub, ChannelClient client)
{
    /// <summary>Channels, and whether they are of products.</summary>
    private static readonly Dictionary<string, bool> Known = new(StringComparer.Ordinal)
    {
        ["heartbeats"] = false,
        ["candles"] = true,
        ["status"] = true,
        ["ticker"] = true,
        ["ticker_batch"] = true,
        ["level2"] = true,
        ["market_trades"] = true,
        ["user"] = true,
        ["futures_balance_summary"] = false,
    };

    public async Task HandleAsync(string text)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            client.SendError("failed to parse the message as JSON");
            return;
        }
        await loop.AskAsync(() => Answer(root)).ConfigureAwait(false);
    }

    private bool Answer(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return Refuse("the message is not an object");
        var (type, channel) = (CoinbaseCall.TextOf(root, "type"), CoinbaseCall.TextOf(root, "channel"));
        if (type is not ("subscribe" or "unsubscribe")) return Refuse($"unknown message type '{type}'");
        if (channel is null || !Known.TryGetValue(channel, out var isOfProducts)) return Refuse($"channel '{channel}' does not exist");
        if (client.IsUser && channel is not ("heartbeats" or "user" or "futures_balance_summary")) return Refuse($"channel '{channel}' is not on this endpoint");
        List<string> products = root.TryGetProperty("product_ids", out var given) && given.ValueKind == JsonValueKind.Array
            ? [.. given.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)] : [];
        if (products.FirstOrDefault(product => venue.Core.FindMarket(product) is null) is { } unknown) return Refuse($"product '{unknown}' does not exist");
        if (!TryIdentify(root, channel, products, out var account)) return Refuse("authentication failure");
        if (!isOfProducts) products.Clear();
        if (type == "unsubscribe")
        {
            hub.Unsubscribe(client, channel, products);
            return true;
        }
        if (isOfProducts && channel is not ("user" or "status") && products.Count == 0) return Refuse("product_ids are required");
        if (account is not null && channel is "user" or "futures_balance_summary") client.Account = account;
        hub.Subscribe(client, channel, products);
        return true;
    }

    private bool Refuse(string message)
    {
        client.SendError(message);
        return false;
    }

    /// <summary>Public channels need no key, but a wrong one is refused there as well.</summary>
    private bool TryIdentify(JsonElement root, string channel, List<string> products, out ExchangeAccount? account)
    {
        account = null;
        try
        {
            if (CoinbaseCall.TextOf(root, "jwt") is { Length: > 0 } token) account = venue.Gate.ByToken(token);
            else if (CoinbaseCall.TextOf(root, "api_key") is { Length: > 0 } key)
                account = venue.Gate.BySubscription(key, CoinbaseCall.TextOf(root, "timestamp") ?? "", CoinbaseCall.TextOf(root, "signature") ?? "", channel, products);
            return account is not null || channel is not ("user" or "futures_balance_summary");
        }
        catch (CoinbaseError)
        {
            return false;
        }
    }
}
