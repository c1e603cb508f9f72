using Tidemark.Exchange.Binance.Endpoints;

namespace Tidemark.Exchange.Binance.Futures;

/// <summary>Every path of the USD-M futures API that is answered, with the venue's weights (2025).</summary>
internal static class FuturesTable
{
    public static readonly Dictionary<string, BinanceEndpoint> Endpoints = new(StringComparer.Ordinal)
    {
        ["GET /fapi/v1/ping"] = new(Security.Open, 1, GeneralEndpoints.Ping),
        ["GET /fapi/v1/time"] = new(Security.Open, 1, GeneralEndpoints.Time),
        ["GET /fapi/v1/exchangeInfo"] = new(Security.Open, 1, FuturesGeneral.ExchangeInfo),
        ["GET /fapi/v1/depth"] = new(Security.Open, FuturesMarkets.DepthWeight, FuturesMarkets.Depth),
        ["GET /fapi/v1/trades"] = new(Security.Open, 5, MarketEndpoints.Trades),
        ["GET /fapi/v1/historicalTrades"] = new(Security.Keyed, 20, MarketEndpoints.HistoricalTrades),
        ["GET /fapi/v1/aggTrades"] = new(Security.Open, 20, MarketEndpoints.AggregateTrades),
        ["GET /fapi/v1/klines"] = new(Security.Open, FuturesMarkets.KlineWeight, FuturesMarkets.Klines),
        ["GET /fapi/v1/continuousKlines"] = new(Security.Open, FuturesMarkets.KlineWeight, FuturesMarkets.ContinuousKlines),
        ["GET /fapi/v1/markPriceKlines"] = new(Security.Open, FuturesMarkets.KlineWeight, FuturesMarkets.MarkPriceKlines),
        ["GET /fapi/v1/indexPriceKlines"] = new(Security.Open, FuturesMarkets.KlineWeight, FuturesMarkets.IndexPriceKlines),
        ["GET /fapi/v1/premiumIndex"] = new(Security.Open, call => TickerEndpoints.Weight(call, 1, 10), FuturesMarkets.PremiumIndex),
        ["GET /fapi/v1/fundingRate"] = new(Security.Open, 1, FuturesMarkets.FundingRates),
        ["GET /fapi/v1/fundingInfo"] = new(Security.Open, 1, FuturesMarkets.FundingInfo),
        ["GET /fapi/v1/ticker/24hr"] = new(Security.Open, call => TickerEndpoints.Weight(call, 1, 40), FuturesMarkets.Day),
        ["GET /fapi/v1/ticker/price"] = new(Security.Open, call => TickerEndpoints.Weight(call, 1, 2), FuturesMarkets.Price),
        ["GET /fapi/v2/ticker/price"] = new(Security.Open, call => TickerEndpoints.Weight(call, 1, 2), FuturesMarkets.Price),
        ["GET /fapi/v1/ticker/bookTicker"] = new(Security.Open, call => TickerEndpoints.Weight(call, 2, 5), FuturesMarkets.BookTicker),
        ["GET /fapi/v1/openInterest"] = new(Security.Open, 1, FuturesMarkets.OpenInterest),

        ["POST /fapi/v1/order"] = new(Security.Signed, 1, FuturesOrders.Place, isOrder: true),
        ["POST /fapi/v1/order/test"] = new(Security.Signed, 1, FuturesOrders.Test),
        ["PUT /fapi/v1/order"] = new(Security.Signed, 1, FuturesOrders.Amend, isOrder: true),
        ["GET /fapi/v1/order"] = new(Security.Signed, 1, FuturesOrders.Query),
        ["DELETE /fapi/v1/order"] = new(Security.Signed, 1, FuturesOrders.Cancel),
        ["POST /fapi/v1/batchOrders"] = new(Security.Signed, 5, FuturesOrders.PlaceBatch, isOrder: true),
        ["PUT /fapi/v1/batchOrders"] = new(Security.Signed, 5, FuturesOrders.AmendBatch, isOrder: true),
        ["DELETE /fapi/v1/batchOrders"] = new(Security.Signed, 1, FuturesOrders.CancelBatch),
        ["DELETE /fapi/v1/allOpenOrders"] = new(Security.Signed, 1, FuturesOrders.CancelAll),
        ["GET /fapi/v1/openOrder"] = new(Security.Signed, 1, FuturesOrders.QueryOpen),
        ["GET /fapi/v1/openOrders"] = new(Security.Signed, call => call.Parameters["symbol"] is null ? 40 : 1, FuturesOrders.Open),
        ["GET /fapi/v1/allOrders"] = new(Security.Signed, 5, FuturesOrders.All),
        ["GET /fapi/v1/forceOrders"] = new(Security.Signed, call => call.Parameters["symbol"] is null ? 50 : 20, FuturesOrders.Forced),
        ["GET /fapi/v1/userTrades"] = new(Security.Signed, 5, FuturesOrders.Trades),

        ["POST /fapi/v1/algoOrder"] = new(Security.Signed, 1, FuturesAlgos.Place, isOrder: true),
        ["GET /fapi/v1/algoOrder"] = new(Security.Signed, 1, FuturesAlgos.Query),
        ["DELETE /fapi/v1/algoOrder"] = new(Security.Signed, 1, FuturesAlgos.Cancel),
        ["DELETE /fapi/v1/algoOpenOrders"] = new(Security.Signed, 1, FuturesAlgos.CancelAll),
        ["GET /fapi/v1/openAlgoOrders"] = new(Security.Signed, call => call.Parameters["symbol"] is null ? 40 : 1, FuturesAlgos.Open),
        ["GET /fapi/v1/allAlgoOrders"] = new(Security.Signed, 5, FuturesAlgos.All),

        ["GET /fapi/v2/account"] = new(Security.Signed, 5, FuturesAccount.AccountV2),
        ["GET /fapi/v3/account"] = new(Security.Signed, 5, FuturesAccount.AccountV3),
        ["GET /fapi/v2/balance"] = new(Security.Signed, 5, FuturesAccount.Balance),
        ["GET /fapi/v3/balance"] = new(Security.Signed, 5, FuturesAccount.Balance),
        ["GET /fapi/v2/positionRisk"] = new(Security.Signed, 5, FuturesAccount.RiskV2),
        ["GET /fapi/v3/positionRisk"] = new(Security.Signed, 5, FuturesAccount.RiskV3),
        ["GET /fapi/v1/income"] = new(Security.Signed, 30, FuturesAccount.Income),
        ["POST /fapi/v1/leverage"] = new(Security.Signed, 1, FuturesSettings.SetLeverage),
        ["POST /fapi/v1/marginType"] = new(Security.Signed, 1, FuturesSettings.SetMarginType),
        ["POST /fapi/v1/positionMargin"] = new(Security.Signed, 1, FuturesSettings.MoveMargin),
        ["POST /fapi/v1/positionSide/dual"] = new(Security.Signed, 1, FuturesSettings.SetDual),
        ["GET /fapi/v1/positionSide/dual"] = new(Security.Signed, 30, FuturesSettings.Dual),
        ["GET /fapi/v1/multiAssetsMargin"] = new(Security.Signed, 30, FuturesSettings.MultiAssets),
        ["GET /fapi/v1/leverageBracket"] = new(Security.Signed, 1, FuturesSettings.Brackets),
        ["GET /fapi/v1/commissionRate"] = new(Security.Signed, 20, FuturesSettings.Commission),
        ["GET /fapi/v1/accountConfig"] = new(Security.Signed, 5, FuturesSettings.AccountConfig),
        ["GET /fapi/v1/symbolConfig"] = new(Security.Signed, 5, FuturesSettings.SymbolConfig),
        ["GET /fapi/v1/rateLimit/order"] = new(Security.Signed, 1, FuturesSettings.OrderLimits),
        ["POST /fapi/v1/listenKey"] = new(Security.Keyed, 1, AccountEndpoints.CreateListenKey),
        ["PUT /fapi/v1/listenKey"] = new(Security.Keyed, 1, FuturesSettings.RenewListenKey),
        ["DELETE /fapi/v1/listenKey"] = new(Security.Keyed, 1, FuturesSettings.CloseListenKey),
    };
}
