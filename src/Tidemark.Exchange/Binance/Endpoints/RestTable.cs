namespace Tidemark.Exchange.Binance.Endpoints;

/// <summary>Every path of the REST API that is answered, with the venue's weights (spot API of 2025).</summary>
internal static class RestTable
{
    public static readonly Dictionary<string, BinanceEndpoint> Endpoints = new(StringComparer.Ordinal)
    {
        ["GET /api/v3/ping"] = new(Security.Open, 1, GeneralEndpoints.Ping),
        ["GET /api/v3/time"] = new(Security.Open, 1, GeneralEndpoints.Time),
        ["GET /api/v3/exchangeInfo"] = new(Security.Open, 20, GeneralEndpoints.ExchangeInfo),
        ["GET /api/v3/depth"] = new(Security.Open, MarketEndpoints.DepthWeight, MarketEndpoints.Depth),
        ["GET /api/v3/trades"] = new(Security.Open, 25, MarketEndpoints.Trades),
        ["GET /api/v3/historicalTrades"] = new(Security.Open, 25, MarketEndpoints.HistoricalTrades),
        ["GET /api/v3/aggTrades"] = new(Security.Open, 4, MarketEndpoints.AggregateTrades),
        ["GET /api/v3/klines"] = new(Security.Open, 2, MarketEndpoints.Klines),
        ["GET /api/v3/uiKlines"] = new(Security.Open, 2, MarketEndpoints.Klines),
        ["GET /api/v3/avgPrice"] = new(Security.Open, 2, MarketEndpoints.AveragePrice),
        ["GET /api/v3/ticker/24hr"] = new(Security.Open, call => TickerEndpoints.Weight(call, 2, 80), TickerEndpoints.Day),
        ["GET /api/v3/ticker/tradingDay"] = new(Security.Open, 4, TickerEndpoints.TradingDay),
        ["GET /api/v3/ticker"] = new(Security.Open, 4, TickerEndpoints.Window),
        ["GET /api/v3/ticker/price"] = new(Security.Open, call => TickerEndpoints.Weight(call, 2, 4), TickerEndpoints.Price),
        ["GET /api/v3/ticker/bookTicker"] = new(Security.Open, call => TickerEndpoints.Weight(call, 2, 4), TickerEndpoints.BookTicker),

        ["POST /api/v3/order"] = new(Security.Signed, 1, OrderEndpoints.Place, isOrder: true),
        ["POST /api/v3/order/test"] = new(Security.Signed, 1, OrderEndpoints.Test),
        ["GET /api/v3/order"] = new(Security.Signed, 4, OrderEndpoints.Query),
        ["DELETE /api/v3/order"] = new(Security.Signed, 1, OrderEndpoints.Cancel),
        ["POST /api/v3/order/cancelReplace"] = new(Security.Signed, 1, ReplaceEndpoints.CancelReplace, isOrder: true),
        ["PUT /api/v3/order/amend/keepPriority"] = new(Security.Signed, 4, ReplaceEndpoints.Amend),
        ["GET /api/v3/openOrders"] = new(Security.Signed, call => call.Parameters["symbol"] is null ? 80 : 6, OrderEndpoints.Open),
        ["DELETE /api/v3/openOrders"] = new(Security.Signed, 1, OrderEndpoints.CancelAll),
        ["GET /api/v3/allOrders"] = new(Security.Signed, 20, OrderEndpoints.All),
        ["POST /api/v3/orderList/oco"] = new(Security.Signed, 1, PairEndpoints.Place, isOrder: true),
        ["POST /api/v3/order/oco"] = new(Security.Signed, 1, PairEndpoints.PlaceOld, isOrder: true),
        ["GET /api/v3/orderList"] = new(Security.Signed, 4, PairEndpoints.Query),
        ["DELETE /api/v3/orderList"] = new(Security.Signed, 1, PairEndpoints.Cancel),
        ["GET /api/v3/allOrderList"] = new(Security.Signed, 20, PairEndpoints.All),
        ["GET /api/v3/openOrderList"] = new(Security.Signed, 6, PairEndpoints.Open),

        ["GET /api/v3/account"] = new(Security.Signed, 20, AccountEndpoints.Account),
        ["GET /api/v3/myTrades"] = new(Security.Signed, 20, AccountEndpoints.MyTrades),
        ["GET /api/v3/rateLimit/order"] = new(Security.Signed, 40, AccountEndpoints.OrderLimits),
        ["GET /api/v3/account/commission"] = new(Security.Signed, 20, AccountEndpoints.Commission),
        ["POST /api/v3/userDataStream"] = new(Security.Keyed, 2, AccountEndpoints.CreateListenKey),
        ["PUT /api/v3/userDataStream"] = new(Security.Keyed, 2, AccountEndpoints.RenewListenKey),
        ["DELETE /api/v3/userDataStream"] = new(Security.Keyed, 2, AccountEndpoints.CloseListenKey),

        ["GET /sapi/v1/system/status"] = new(Security.Open, 1, WalletEndpoints.Status),
        ["GET /sapi/v1/account/apiRestrictions"] = new(Security.Signed, 1, WalletEndpoints.KeyRights),
        ["GET /sapi/v1/capital/config/getall"] = new(Security.Signed, 10, WalletEndpoints.Coins),
        ["GET /sapi/v1/asset/tradeFee"] = new(Security.Signed, 1, WalletEndpoints.TradeFee),
        ["POST /sapi/v3/asset/getUserAsset"] = new(Security.Signed, 5, WalletEndpoints.UserAssets),
        ["POST /sapi/v1/asset/get-funding-asset"] = new(Security.Signed, 1, WalletEndpoints.Nothing),
        ["GET /sapi/v1/margin/allPairs"] = new(Security.Keyed, 1, WalletEndpoints.Nothing),
        ["GET /sapi/v1/margin/isolated/allPairs"] = new(Security.Signed, 10, WalletEndpoints.Nothing),

        // Clients load all markets at once; there are none of these yet, and that is what they are told.
        ["GET /dapi/v1/exchangeInfo"] = new(Security.Open, 1, WalletEndpoints.NoMarkets),
    };
}
