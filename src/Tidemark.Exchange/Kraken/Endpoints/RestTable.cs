namespace Tidemark.Exchange.Kraken.Endpoints;

/// <summary>All that REST answers, by method name.</summary>
internal static class RestTable
{
    public static readonly Dictionary<string, KrakenEndpoint> Endpoints = new(StringComparer.Ordinal)
    {
        ["Time"] = new(false, 1, GeneralEndpoints.Time),
        ["SystemStatus"] = new(false, 1, GeneralEndpoints.SystemStatus),
        ["Assets"] = new(false, 1, GeneralEndpoints.Assets),
        ["AssetPairs"] = new(false, 1, GeneralEndpoints.Pairs),
        ["Ticker"] = new(false, 1, GeneralEndpoints.Ticker),
        ["OHLC"] = new(false, 1, MarketEndpoints.Bars),
        ["Depth"] = new(false, 1, MarketEndpoints.Depth),
        ["Trades"] = new(false, 1, MarketEndpoints.Trades),
        ["Spread"] = new(false, 1, MarketEndpoints.Spread),

        ["Balance"] = new(true, 1, AccountEndpoints.Balance),
        ["BalanceEx"] = new(true, 1, AccountEndpoints.BalanceExtended),
        ["TradeBalance"] = new(true, 1, AccountEndpoints.TradeBalance),
        ["TradeVolume"] = new(true, 1, AccountEndpoints.TradeVolume),
        ["GetWebSocketsToken"] = new(true, 1, AccountEndpoints.SocketToken),
        ["GetApiKeyInfo"] = new(true, 1, AccountEndpoints.KeyInfo),
        ["OpenPositions"] = new(true, 1, AccountEndpoints.EmptyObject),
        ["DepositMethods"] = new(true, 1, AccountEndpoints.EmptyList),
        ["DepositStatus"] = new(true, 1, AccountEndpoints.EmptyList),
        ["WithdrawStatus"] = new(true, 1, AccountEndpoints.EmptyList),

        ["OpenOrders"] = new(true, 1, HistoryEndpoints.Open),
        ["ClosedOrders"] = new(true, 1, HistoryEndpoints.Closed),
        ["QueryOrders"] = new(true, 1, HistoryEndpoints.Query),
        ["TradesHistory"] = new(true, 2, HistoryEndpoints.Trades),
        ["QueryTrades"] = new(true, 1, HistoryEndpoints.QueryTrades),
        ["Ledgers"] = new(true, 2, HistoryEndpoints.Ledgers),
        ["QueryLedgers"] = new(true, 2, HistoryEndpoints.QueryLedgers),

        ["AddOrder"] = new(true, 0, OrderEndpoints.Add, IsTrading: true),
        ["AddOrderBatch"] = new(true, 0, OrderEndpoints.AddBatch, IsTrading: true),
        ["EditOrder"] = new(true, 0, ChangeEndpoints.Edit, IsTrading: true),
        ["AmendOrder"] = new(true, 0, ChangeEndpoints.Amend, IsTrading: true),
        ["CancelOrder"] = new(true, 0, ChangeEndpoints.Cancel, IsTrading: true),
        ["CancelOrderBatch"] = new(true, 0, ChangeEndpoints.CancelBatch, IsTrading: true),
        ["CancelAll"] = new(true, 1, ChangeEndpoints.CancelAll, IsTrading: true),
        ["CancelAllOrdersAfter"] = new(true, 1, ChangeEndpoints.CancelAllAfter, IsTrading: true),
    };
}
