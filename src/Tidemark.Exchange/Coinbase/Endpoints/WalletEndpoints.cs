using System.Text.Json;
using Tidemark.Exchange.Coinbase.Wire;

namespace Tidemark.Exchange.Coinbase.Endpoints;

/// <summary>Wallets and user of the older API.</summary>
internal static class WalletEndpoints
{
    public static void List(CoinbaseCall call, Utf8JsonWriter json)
    {
        var limit = call.Query.Limit(25, 250);
        var assets = AccountEndpoints.AssetsOf(call);
        var after = call.Query["starting_after"];
        var page = (after is null ? assets : assets.SkipWhile(asset => CoinbaseVenue.WalletIdOf(call.Account, asset) != after).Skip(1)).Take(limit).ToList();
        var hasNext = page.Count > 0 && page[^1] != assets[^1];
        json.WriteStartObject();
        json.WriteStartObject("pagination");
        json.WriteNull("ending_before");
        json.WriteString("starting_after", after);
        json.WriteNumber("limit", limit);
        json.WriteString("order", "desc");
        json.WriteNull("previous_uri");
        json.WriteString("next_starting_after", hasNext ? CoinbaseVenue.WalletIdOf(call.Account, page[^1]) : null);
        json.WriteString("next_uri", hasNext ? $"/v2/accounts?limit={limit}&starting_after={CoinbaseVenue.WalletIdOf(call.Account, page[^1])}" : null);
        json.WriteEndObject();
        json.WriteStartArray("data");
        foreach (var asset in page) Write(call, json, asset);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>By the id of the wallet or the name of its currency.</summary>
    public static void One(CoinbaseCall call, Utf8JsonWriter json)
    {
        var found = AccountEndpoints.AssetsOf(call).FirstOrDefault(asset => asset == call.Argument || CoinbaseVenue.WalletIdOf(call.Account, asset) == call.Argument)
            ?? throw new CoinbaseError("not_found", "Not found", 404);
        json.WriteStartObject();
        json.WritePropertyName("data");
        Write(call, json, found);
        json.WriteEndObject();
    }

    public static void User(CoinbaseCall call, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteString("id", CoinbaseVenue.UserIdOf(call.Account));
        json.WriteString("name", call.Account.Name);
        json.WriteString("native_currency", "USD");
        json.WriteString("resource", "user");
        json.WriteString("resource_path", "/v2/user");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(CoinbaseCall call, Utf8JsonWriter json, string asset)
    {
        var id = CoinbaseVenue.WalletIdOf(call.Account, asset);
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("name", $"{asset} Wallet");
        json.WriteBoolean("primary", asset == "BTC");
        json.WriteString("type", CoinbaseMarkets.IsFiat(asset) ? "fiat" : "wallet");
        json.WriteStartObject("currency");
        json.WriteString("code", asset);
        json.WriteString("name", CoinbaseMarkets.NameOf(asset));
        json.WriteString("color", "#0052FF");
        json.WriteNumber("sort_index", 100);
        json.WriteNumber("exponent", CoinbaseMarkets.IsFiat(asset) ? 2 : 8);
        json.WriteString("type", CoinbaseMarkets.IsFiat(asset) ? "fiat" : "crypto");
        json.WriteEndObject();
        json.WriteStartObject("balance");
        json.Put("amount", AccountEndpoints.TotalOf(call, asset));
        json.WriteString("currency", asset);
        json.WriteEndObject();
        json.WriteString("created_at", "2023-01-01T00:00:00Z");
        json.Put("updated_at", call.Account.UpdatedAt);
        json.WriteString("resource", "account");
        json.WriteString("resource_path", $"/v2/accounts/{id}");
        json.WriteBoolean("allow_deposits", false);
        json.WriteBoolean("allow_withdrawals", false);
        json.WriteEndObject();
    }
}
