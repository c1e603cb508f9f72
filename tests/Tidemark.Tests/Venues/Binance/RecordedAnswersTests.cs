using System.Text.Json;
using Tidemark.Venues.Binance.Account;
using Tidemark.Venues.Binance.Answers;
using Tidemark.Venues.Ports;

namespace Tidemark.Tests.Venues.Binance;

/// <summary>What the venue answered, and what its documentation shows, read to the values that other software read or that stand there.</summary>
public sealed class RecordedAnswersTests
{
    private static readonly InstrumentId Any = InstrumentId.Spot("LTC", "BTC", "binance");
    private const string Ccxt = "fixtures/ccxt_rs/binance/";
    private const string Nautilus = "fixtures/nautilus/binance/spot/";

    [Fact]
    public void Instruments_OfAWholeVenue_AreReadOrLeftOut()
    {
        var line = RecordedAnswers.Lines("fixtures/cryptofeed/BINANCE.0.gz")[0];
        using var document = JsonDocument.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..]);
        var all = InstrumentReader.Read(document.RootElement, Instant.UnixEpoch);
        Assert.True(all.Count > 1_500, $"{all.Count} instruments");
        Assert.All(all, item => Assert.True(item.Rules is { PriceTick: > 0, QuantityStep: > 0, MinimumNotional: > 0 }));
        var ether = all.Single(item => item.Symbol == "ETHBTC").Rules;
        Assert.Equal((0.000001m, 0.0001m, 0.0001m, 100_000m, 873.90727776m, 5m, 0.2m, 200),
            (ether.PriceTick, ether.QuantityStep, ether.MinimumNotional, ether.MaximumQuantity, ether.MaximumMarketQuantity, ether.Bounds!.BuyPriceUp, ether.Bounds.SellPriceDown, ether.Bounds.MaximumOrders));
        Assert.All(all, item => Assert.Equal(0m, item.Rules.PriceTick % item.Scale.PriceTick));
    }

    [Fact]
    public void BarsTradesAndBook_AreWhatOtherSoftwareReads()
    {
        var bars = RecordedAnswers.Json(Ccxt + "fetch_ohlcv_BTC_USDT.json");
        Assert.Equal(bars.GetProperty("parsed_response").EnumerateArray().Select(row => Bar.Create(Instant.FromUnixMilliseconds(row[0].GetInt64()), row[1].GetDouble(), row[2].GetDouble(), row[3].GetDouble(), row[4].GetDouble(), row[5].GetDouble())),
            MarketReader.Bars(bars.GetProperty("http_response")));
        var trades = RecordedAnswers.Json(Ccxt + "fetch_trades_BTC_USDT.json");
        Assert.Equal(trades.GetProperty("parsed_response").EnumerateArray().Select(item => new Trade(Instant.FromUnixMilliseconds(item.GetProperty("timestamp").GetInt64()), item.GetProperty("price").GetDouble(),
            item.GetProperty("amount").GetDouble(), item.GetProperty("side").GetString() == "buy" ? Side.Buy : Side.Sell, long.Parse(item.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture))),
            MarketReader.AggregatedTrades(trades.GetProperty("http_response")));
        var recorded = RecordedAnswers.Json(Ccxt + "fetch_order_book_BTC_USDT.json");
        var scale = new BookScale(0.01m, 0.000_000_01m);
        var book = MarketReader.Book(recorded.GetProperty("http_response"), scale, Instant.UnixEpoch);
        Assert.Equal(recorded.GetProperty("parsed_response").GetProperty("nonce").GetInt64(), book.UpdateId);
        var levels = Enumerable.Range(0, book.Ticks.Length).Select(row => $"{scale.PriceOf(book.Ticks.Span[row])} {scale.QuantityOf(book.Lots.Span[row])}").ToArray();
        foreach (var (name, first) in (ReadOnlySpan<(string, int)>)[("bids", 0), ("asks", book.BidCount)])
        {
            var expected = recorded.GetProperty("parsed_response").GetProperty(name).EnumerateArray().Select(level => $"{level[0].GetDouble()} {level[1].GetDouble()}").ToArray();
            Assert.Equal(expected, levels.Skip(first).Take(expected.Length));
        }
    }

    [Fact]
    public void DocumentedMarketData_IsRead()
    {
        Assert.Equal(new Bar(Instant.FromUnixMilliseconds(1499040000000), 0.01634790, 0.8, 0.01575800, 0.01577100, 148976.11427815), Assert.Single(MarketReader.Bars(RecordedAnswers.Documented("ExchangeData/GetKlines"))));
        Assert.Equal(new Trade(Instant.FromUnixMilliseconds(1498793709153), 0.01633102, 4.70443515, Side.Sell, 26129), Assert.Single(MarketReader.AggregatedTrades(RecordedAnswers.Documented("ExchangeData/GetAggregatedTradeHistory"))));
        Assert.Equal(new Trade(Instant.FromUnixMilliseconds(1499865549590), 4.000001, 12, Side.Sell, 28457), Assert.Single(MarketReader.SingleTrades(RecordedAnswers.Documented("ExchangeData/GetTradeHistory"))));
    }

    [Fact]
    public void DocumentedOrders_AreRead()
    {
        foreach (var order in (JsonElement[])[RecordedAnswers.Documented("Trading/GetOrder"), RecordedAnswers.Documented("Trading/GetOpenOrders")[0], RecordedAnswers.Json(Nautilus + "http_json/open_orders_response.json")[0]])
        {
            var read = OrderReader.Order(order, Any);
            Assert.True(read is { ClientId: "myOrder1", VenueId: "1", Side: Side.Buy, Type: OrderType.Limit, Status: OrderStatus.Open, Quantity: 1m, FilledQuantity: 0m, LimitPrice: 0.1m, StopPrice: null }, read.ToString());
            Assert.Equal(Instant.FromUnixMilliseconds(1499827319559), read.UpdatedAt);
        }
        var canceled = OrderReader.Order(RecordedAnswers.Documented("Trading/CancelOrder"), Any);
        Assert.True(canceled is { ClientId: "myOrder1", VenueId: "4", Status: OrderStatus.Canceled, Reason: OrderReason.Requested, LimitPrice: 2m });
        var amended = OrderReader.Order(RecordedAnswers.Documented("Trading/AmendOrder").GetProperty("amendedOrder"), Any);
        Assert.True(amended is { ClientId: "4d96324ff9d44481926157", Side: Side.Sell, Quantity: 0.00847m, FilledQuantity: 0.00847m });
        var replaced = RecordedAnswers.Documented("Trading/ReplaceOrder").GetProperty("data");
        Assert.True(OrderReader.Order(replaced.GetProperty("newOrderResponse"), Any) is { ClientId: "wOceeeOzNORyLiQfw7jd8S", VenueId: "10", Quantity: 0.04m, LimitPrice: 0.02m });
    }

    [Fact]
    public void NewOrderThatFilledAtOnce_CarriesItsFillsExactly()
    {
        var order = OrderReader.Order(RecordedAnswers.Json(Nautilus + "http_json/new_order_full_response.json"), Any);
        Assert.True(order is { Status: OrderStatus.Filled, Type: OrderType.Market, Side: Side.Sell, Quantity: 10m, FilledQuantity: 10m, LimitPrice: null });
        Assert.Equal(10m, order.Fills.Sum(fill => fill.Quantity));
        Assert.Equal(39.98300m, order.Fills.Sum(fill => fill.Fee));
        Assert.Equal(["56", "57", "58", "59", "60"], order.Fills.Select(fill => fill.TradeId.ToString()));
        Assert.All(order.Fills, fill => Assert.True(fill is { FeeAsset: "USDT", Role: LiquidityRole.Taker, VenueOrderId: "28" }));
    }

    [Fact]
    public void OwnTrade_IsReadExactly()
    {
        var fill = OrderReader.OwnTrade(RecordedAnswers.Documented("Trading/GetUserTrades")[0], Any);
        Assert.True(fill is { VenueOrderId: "100234", Side: Side.Buy, Price: 4.000001m, Quantity: 12m, Fee: 10.1m, FeeAsset: "BNB", Role: LiquidityRole.Taker });
        Assert.Equal(new TradeId(28457), fill.TradeId);
    }

    [Theory]
    [InlineData("execution_report_new.json", OrderStatus.Open, false)]
    [InlineData("execution_report_canceled.json", OrderStatus.Canceled, false)]
    [InlineData("execution_report_expired.json", OrderStatus.Expired, false)]
    [InlineData("execution_report_trade.json", OrderStatus.Filled, true)]
    public void Report_TellsTheOrderAndItsFill(string file, OrderStatus status, bool hasFill)
    {
        var report = RecordedAnswers.Json($"{Nautilus}user_data_json/{file}");
        var order = UserEventReader.Order(report, Any);
        Assert.Equal(status, order.Status);
        Assert.Equal((report.GetProperty("c").GetString(), "12345678"), (order.ClientId, order.VenueId));
        var fill = UserEventReader.Fill(report, order);
        Assert.Equal(hasFill, fill is not null);
        if (fill is not null) Assert.True(fill.ClientId == order.ClientId && fill.Quantity > 0m && fill.Price > 0m && fill.FeeAsset.Length > 0, fill.ToString());
    }

    [Fact]
    public void WrappedReportAndBalances_AreRead()
    {
        var order = UserEventReader.Order(RecordedAnswers.Json(Nautilus + "user_data_json/execution_report_wrapped.json").GetProperty("event"), Any);
        Assert.True(order is { ClientId: "mUvoqJxFIILMdfAW5iGSOW", LimitPrice: 0.10264410m, Status: OrderStatus.Open });
        Assert.All(UserEventReader.Balances(RecordedAnswers.Json(Nautilus + "user_data_json/account_position.json")), balance => Assert.True(balance.Asset.Length > 0 && balance.Total >= 0m));
    }

    [Fact]
    public void FeesAndRights_AreRead()
    {
        Assert.Equal(new VenueFeeRates(0.00000010m + 0.00000112m, 0.00000020m + 0.00000114m), AccountReader.FeeRates(RecordedAnswers.Documented("Account/GetCommissionRates")));
        Assert.True(AccountReader.Rights(RecordedAnswers.Documented("Account/GetAPIKeyPermissions")) is { CanRead: true, CanTrade: false, CanWithdraw: false, IsBoundToAddress: false });
    }
}
