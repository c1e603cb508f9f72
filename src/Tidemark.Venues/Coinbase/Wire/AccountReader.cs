using System.Text.Json;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Coinbase.Wire;

/// <summary>Reads answers about the account and its key.</summary>
internal static class AccountReader
{
    /// <example><c>{"currency":"BTC","available_balance":{"value":"1.23456789","currency":"BTC"},"hold":{"value":"0.00500000","currency":"BTC"}}</c></example>
    public static VenueBalance Balance(JsonElement account) => new(account.Text("currency"), account.GetProperty("available_balance").Exact("value"), account.GetProperty("hold").Exact("value"));

    /// <example><c>{"fee_tier":{"pricing_tier":"Advanced 1","taker_fee_rate":"0.012","maker_fee_rate":"0.006"}}</c></example>
    public static VenueFeeRates FeeRates(JsonElement root) => new(root.GetProperty("fee_tier").Exact("maker_fee_rate"), root.GetProperty("fee_tier").Exact("taker_fee_rate"));

    /// <example><c>{"can_view":true,"can_trade":true,"can_transfer":false,"portfolio_uuid":"11111111-1111-1111-1111-111111111111","portfolio_type":"DEFAULT"}</c></example>
    public static KeyRights Rights(JsonElement root) => new(root.Flag("can_view"), root.Flag("can_trade"), root.GetProperty("can_transfer").GetBoolean());
}
