using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.UsdM;

/// <summary>Reads answers and events about an account with contracts.</summary>
internal static class ContractAccountReader
{
    /// <summary>The wallet, of which what stands behind positions and orders is locked.</summary>
    /// <example><c>[{"accountAlias":"SgsR","asset":"USDT","balance":"122607.35137903","crossWalletBalance":"23.72469206","crossUnPnl":"0.0","availableBalance":"23.72469206","updateTime":1617939110373}]</c></example>
    public static IReadOnlyList<VenueBalance> Balances(JsonElement root)
    {
        List<VenueBalance> balances = [];
        foreach (var item in root.EnumerateArray())
        {
            var (total, available) = (item.Exact("balance"), item.Exact("availableBalance"));
            if (total == 0m) continue;
            // Profit that is not yet realized may be used, but is not there.
            var free = Math.Min(available, total);
            balances.Add(new VenueBalance(item.Text("asset"), free, total - free));
        }
        return balances;
    }

    /// <summary>What a change tells of wallets; the margin of isolated positions is locked, that of others is not told.</summary>
    /// <example><c>{"e":"ACCOUNT_UPDATE","E":1564745798939,"a":{"m":"ORDER","B":[{"a":"USDT","wb":"122624.12345678","cw":"100.12345678","bc":"50.12345678"}],"P":[]}}</c></example>
    public static IReadOnlyList<VenueBalance> BalancesOfEvent(JsonElement message) => !message.GetProperty("a").TryGetProperty("B", out var items) ? []
        : [.. items.EnumerateArray().Select(item => new VenueBalance(item.Text("a"), item.Exact("cw"), item.Exact("wb") - item.Exact("cw")))];

    /// <summary>Leverage by symbol.</summary>
    /// <example><c>[{"symbol":"BTCUSDT","marginType":"CROSSED","isAutoAddMargin":"false","leverage":21,"maxNotionalValue":"1000000"}]</c></example>
    public static Dictionary<string, decimal> Leverages(JsonElement root) => root.EnumerateArray().ToDictionary(item => item.Text("symbol"), item => item.Exact("leverage"), StringComparer.Ordinal);

    /// <example><c>{"symbol":"ADAUSDT","positionSide":"BOTH","positionAmt":"30","entryPrice":"0.385","markPrice":"0.41047590","liquidationPrice":"0","leverage":"20"}</c></example>
    public static VenuePosition Position(JsonElement item, InstrumentId instrument, decimal leverage)
    {
        var quantity = item.Exact("positionAmt");
        var liquidation = item.ExactUnlessZero("liquidationPrice");
        return new VenuePosition(instrument, ContractWords.ReadPosition(item.Text("positionSide"), quantity), quantity, item.Exact("entryPrice"), item.Exact("markPrice"),
            liquidation is > 0m ? liquidation : null, item.ExactUnlessZero("leverage") ?? leverage);
    }

    /// <example><c>{"symbol":"BTCUSDT","makerCommissionRate":"0.0002","takerCommissionRate":"0.0004"}</c></example>
    public static VenueFeeRates FeeRates(JsonElement root) => new(root.Exact("makerCommissionRate"), root.Exact("takerCommissionRate"));

    /// <summary>The rights of a key as they count for contracts.</summary>
    public static KeyRights Rights(JsonElement root) => Binance.Account.AccountReader.Rights(root) with { CanTrade = root.Flag("enableFutures") };
}
