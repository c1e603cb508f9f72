using System.Text.Json;

namespace Tidemark.Exchange.Coinbase.Endpoints;

/// <summary>Every path that is answered: Advanced Trade, and what clients of it ask of the older API.</summary>
internal static class RouteTable
{
    private const string Trade = "/api/v3/brokerage/";
    private static readonly List<(string Method, string[] Path, CoinbaseEndpoint Endpoint)> Routes = [];

    static RouteTable()
    {
        foreach (var (prefix, isOpen) in ((string, bool)[])[(Trade, false), (Trade + "market/", true)])
        {
            Add("GET", prefix + "products", ProductEndpoints.List, isOpen);
            Add("GET", prefix + "products/{}", ProductEndpoints.One, isOpen);
            Add("GET", prefix + "products/{}/candles", MarketEndpoints.Candles, isOpen);
            Add("GET", prefix + "products/{}/ticker", MarketEndpoints.Trades, isOpen);
            Add("GET", prefix + "product_book", MarketEndpoints.Book, isOpen);
        }
        Add("GET", Trade + "best_bid_ask", MarketEndpoints.BestPrices);
        Add("GET", Trade + "time", GeneralEndpoints.Time, isOpen: true);
        Add("GET", Trade + "accounts", AccountEndpoints.List);
        Add("GET", Trade + "accounts/{}", AccountEndpoints.One);
        Add("GET", Trade + "transaction_summary", AccountEndpoints.Summary);
        Add("GET", Trade + "portfolios", AccountEndpoints.Portfolios);
        Add("GET", Trade + "portfolios/{}", AccountEndpoints.Breakdown);
        Add("GET", Trade + "key_permissions", AccountEndpoints.Permissions);
        Add("GET", Trade + "payment_methods", (_, json) => WriteNothing(json, "payment_methods"));
        Add("POST", Trade + "orders", OrderEndpoints.Place);
        Add("POST", Trade + "orders/preview", PreviewEndpoints.Place);
        Add("POST", Trade + "orders/edit", EditEndpoints.Edit);
        Add("POST", Trade + "orders/edit_preview", EditEndpoints.Preview);
        Add("POST", Trade + "orders/batch_cancel", OrderEndpoints.Cancel);
        Add("GET", Trade + "orders/historical/batch", HistoryEndpoints.Orders);
        Add("GET", Trade + "orders/historical/fills", HistoryEndpoints.Fills);
        Add("GET", Trade + "orders/historical/{}", HistoryEndpoints.One);

        Add("GET", "/v2/time", GeneralEndpoints.OldTime, isOpen: true);
        Add("GET", "/v2/currencies", GeneralEndpoints.Fiat, isOpen: true);
        Add("GET", "/v2/currencies/crypto", GeneralEndpoints.Crypto, isOpen: true);
        Add("GET", "/v2/exchange-rates", GeneralEndpoints.Rates, isOpen: true);
        foreach (var kind in (string[])["buy", "sell", "spot"]) Add("GET", $"/v2/prices/{{}}/{kind}", GeneralEndpoints.Price, isOpen: true);
        Add("GET", "/v2/accounts", WalletEndpoints.List);
        Add("GET", "/v2/accounts/{}", WalletEndpoints.One);
        Add("GET", "/v2/user", WalletEndpoints.User);
    }

    /// <param name="arguments">What stands where the route has braces.</param>
    /// <returns>Null where nothing answers.</returns>
    public static CoinbaseEndpoint? Find(string method, string path, out string[] arguments)
    {
        var parts = path.TrimEnd('/').Split('/');
        foreach (var (wanted, template, endpoint) in Routes)
        {
            if (wanted != method || template.Length != parts.Length) continue;
            if (!template.Zip(parts).All(pair => pair.First == pair.Second || (pair.First == "{}" && pair.Second.Length > 0))) continue;
            arguments = [.. template.Zip(parts).Where(pair => pair.First == "{}").Select(pair => Uri.UnescapeDataString(pair.Second))];
            return endpoint;
        }
        arguments = [];
        return null;
    }

    private static void Add(string method, string path, Action<CoinbaseCall, Utf8JsonWriter> handle, bool isOpen = false) =>
        Routes.Add((method, path.Split('/'), new CoinbaseEndpoint(isOpen, handle)));

    private static void WriteNothing(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteStartArray(name);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
