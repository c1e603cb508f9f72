using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Kraken.Answers;

/// <summary>Reads answers about the account and its key.</summary>
internal static class AccountReader
{
    /// <example><c>{"ZUSD":{"balance":"25435.21","hold_trade":"8249.76"},"XXBT":{"balance":"1.2435","hold_trade":"0.8423"}}</c></example>
    /// <param name="result">Of extended balances.</param>
    /// <param name="usual">The usual name of an asset.</param>
    public static IReadOnlyList<VenueBalance> Balances(JsonElement result, Func<string, string> usual) =>
        [.. result.EnumerateObject().Select(item => Balance(usual(item.Name), item.Value)).Where(balance => balance.Total != 0m)];

    /// <summary>What the account pays for a pair; the venue writes percent. Where it has no rates for makers, all pay the same.</summary>
    /// <example><c>{"currency":"ZUSD","volume":"200709587.4223","fees":{"XXBTZUSD":{"fee":"0.1000","minfee":"0.1000","maxfee":"0.2600"}},"fees_maker":{"XXBTZUSD":{"fee":"0.0000"}}}</c></example>
    public static VenueFeeRates FeeRates(JsonElement result)
    {
        var taker = FirstFee(result, "fees") ?? throw new FormatException("no fee was told");
        return new VenueFeeRates(FirstFee(result, "fees_maker") ?? taker, taker);
    }

    /// <example><c>{"api_key_name":"bot","permissions":["query-funds","query-open-trades","query-closed-trades","modify-trades","close-trades"],"valid_until":"0","ip_allowlist":[]}</c></example>
    public static KeyRights Rights(JsonElement result)
    {
        var names = result.GetProperty("permissions").EnumerateArray().Select(item => item.GetString() ?? "").ToHashSet(StringComparer.Ordinal);
        var end = result.WholeOrNull("valid_until");
        return new KeyRights(
            names.Contains("query-funds") && names.Contains("query-open-trades"),
            names.Contains("modify-trades"),
            // Whatever the right to withdraw is called in full.
            names.Any(name => name.Contains("withdraw", StringComparison.Ordinal)),
            result.TryGetProperty("ip_allowlist", out var addresses) && addresses.ValueKind == JsonValueKind.Array ? addresses.GetArrayLength() > 0 : null,
            end is > 0 ? Instant.FromUnixSeconds(end.Value) : null);
    }

    private static VenueBalance Balance(string asset, JsonElement item)
    {
        var locked = item.ExactOrNull("hold_trade") ?? 0m;
        return new VenueBalance(asset, item.Exact("balance") - locked, locked);
    }

    private static decimal? FirstFee(JsonElement result, string name) =>
        result.TryGetProperty(name, out var table) && table.ValueKind == JsonValueKind.Object && table.EnumerateObject().FirstOrDefault().Value is { ValueKind: JsonValueKind.Object } rates ? rates.Exact("fee") / 100 : null;
}
