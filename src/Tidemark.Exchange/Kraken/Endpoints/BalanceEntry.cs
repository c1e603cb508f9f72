using System.Text.Json;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Kraken.Names;
using Tidemark.Exchange.Kraken.Wire;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Kraken.Endpoints;

/// <summary>How one fill changed the balance of one asset.</summary>
/// <param name="Amount">Negative where it was paid; without the fee.</param>
/// <param name="Balance">What the account had after it, with what is held for orders.</param>
internal sealed record BalanceEntry(ExchangeFill Fill, string Asset, decimal Amount, decimal Fee, decimal Balance)
{
    /// <summary>All of an account, newest first.</summary>
    public static List<BalanceEntry> Of(KrakenVenue venue, ExchangeAccount account)
    {
        var entries = new List<BalanceEntry>();
        var balances = account.Balances.ToDictionary(item => item.Key, item => item.Value.Free + item.Value.Locked, StringComparer.Ordinal);
        foreach (var fill in venue.Core.Ledger.Fills.Where(fill => ReferenceEquals(fill.Order.Account, account)).Reverse())
            foreach (var (asset, amount, fee) in Changes(fill).Reverse())
            {
                entries.Add(new BalanceEntry(fill, asset, amount, fee, balances[asset]));
                balances[asset] -= amount - fee;
            }
        return entries;
    }

    /// <summary>What a fill takes and gives: base currency, then quote currency.</summary>
    public static IEnumerable<(string Asset, decimal Amount, decimal Fee)> Changes(ExchangeFill fill)
    {
        var rules = fill.Order.Market.Rules;
        var sign = fill.Order.Side == Side.Buy ? 1 : -1;
        yield return (rules.BaseAsset, sign * fill.Quantity, fill.FeeAsset == rules.BaseAsset ? fill.Fee : 0);
        yield return (rules.QuoteAsset, -sign * fill.QuoteQuantity, fill.FeeAsset == rules.QuoteAsset ? fill.Fee : 0);
    }

    public string IdIn(KrakenVenue venue)
    {
        var isBase = Asset == Fill.Order.Market.Rules.BaseAsset;
        return TransactionId.OfLedger(venue.NumberOf(Fill.Order.Market), Fill.TradeId * 4 + (Fill.IsMaker ? 2 : 0) + (isBase ? 1 : 0));
    }

    public void Write(Utf8JsonWriter json, KrakenVenue venue)
    {
        var asset = KrakenAsset.Of(Asset);
        json.WriteStartObject(IdIn(venue));
        json.WriteString("refid", venue.IdOf(Fill));
        json.WritePropertyName("time");
        json.WriteRawValue(KrakenNumber.Seconds(Fill.Time));
        json.WriteString("type", "trade");
        json.WriteString("subtype", "tradespot");
        json.WriteString("aclass", "currency");
        json.WriteString("asset", asset.Id);
        json.WriteString("amount", KrakenNumber.Of(Amount, asset.Decimals));
        json.WriteString("fee", KrakenNumber.Of(Fee, asset.Decimals));
        json.WriteString("balance", KrakenNumber.Of(Balance, asset.Decimals));
        json.WriteEndObject();
    }
}
