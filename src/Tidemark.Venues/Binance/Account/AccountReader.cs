using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Binance.Account;

/// <summary>Reads answers about the account and its key.</summary>
internal static class AccountReader
{
    /// <example><c>{"balances":[{"asset":"BTC","free":"4723846.89208129","locked":"0.00000000"}]}</c></example>
    public static IReadOnlyList<VenueBalance> Balances(JsonElement root) =>
        [.. root.GetProperty("balances").EnumerateArray().Select(item => new VenueBalance(item.Text("asset"), item.Exact("free"), item.Exact("locked"))).Where(item => item.Total != 0m)];

    /// <summary>All parts of the commission together; the discount for paying in another asset is left out, for it depends on holding that.</summary>
    /// <example><c>{"symbol":"BTCUSDT","standardCommission":{"maker":"0.00000010","taker":"0.00000020"},"taxCommission":{"maker":"0.00000112","taker":"0.00000114"}}</c></example>
    public static VenueFeeRates FeeRates(JsonElement root)
    {
        var (maker, taker) = (0m, 0m);
        foreach (var part in (string[])["standardCommission", "specialCommission", "taxCommission"])
        {
            if (!root.TryGetProperty(part, out var rates)) continue;
            maker += rates.Exact("maker");
            taker += rates.Exact("taker");
        }
        return new VenueFeeRates(maker, taker);
    }

    /// <example><c>{"ipRestrict":false,"createTime":1698645219000,"enableReading":true,"enableSpotAndMarginTrading":false,"enableWithdrawals":false}</c></example>
    public static KeyRights Rights(JsonElement root) => new(
        root.Flag("enableReading"), root.Flag("enableSpotAndMarginTrading"), root.GetProperty("enableWithdrawals").GetBoolean() || root.Flag("enableInternalTransfer"),
        root.Flag("ipRestrict"), root.TimeOrNull("tradingAuthorityExpirationTime"));
}
