namespace Tidemark.Exchange.Kraken.Names;

/// <summary>A currency in the venue's words.</summary>
/// <param name="Code">As in the ledger and in version 2 of the WebSocket API: <c>BTC</c>.</param>
/// <param name="Id">As in answers of the REST API: <c>XXBT</c>.</param>
/// <param name="AltName">The other name in REST: <c>XBT</c>.</param>
internal sealed record KrakenAsset(string Code, string Id, string AltName, int Decimals, int DisplayDecimals)
{
    public static readonly IReadOnlyList<KrakenAsset> All =
    [
        new("BTC", "XXBT", "XBT", 10, 5),
        new("ETH", "XETH", "ETH", 10, 5),
        new("EUR", "ZEUR", "EUR", 4, 2),
        new("LTC", "XLTC", "LTC", 10, 5),
        new("SOL", "SOL", "SOL", 10, 5),
        new("USD", "ZUSD", "USD", 4, 2),
        new("USDT", "USDT", "USDT", 8, 4),
        new("XRP", "XXRP", "XRP", 8, 5),
    ];

    /// <summary>The asset with any of these names, or one that is called alike everywhere.</summary>
    public static KrakenAsset Of(string code) => Find(code) ?? new KrakenAsset(code, code, code, 10, 5);

    public static KrakenAsset? Find(string name) => All.FirstOrDefault(asset => asset.Code == name || asset.Id == name || asset.AltName == name);
}
