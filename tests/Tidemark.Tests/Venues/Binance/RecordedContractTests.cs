using System.Text;
using System.Text.Json;
using Tidemark.Venues.Binance.Answers;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Binance.Streams;
using Tidemark.Venues.Binance.UsdM;
using Tidemark.Venues.Binance.Wire;
using Tidemark.Venues.Books;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Tests.Venues.Binance;

/// <summary>What the USD-M market answered and sent, and what its documentation shows, read to the values that stand there.</summary>
public sealed class RecordedContractTests
{
    private const string Nautilus = "fixtures/nautilus/binance/futures/";
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("BTC/USDT:USDT@binance");

    [Fact]
    public void Instruments_OfTheWholeMarket_AreItsPerpetuals()
    {
        var line = RecordedAnswers.Lines("fixtures/cryptofeed/BINANCE_FUTURES.0.gz")[0];
        using var document = JsonDocument.Parse(line[line.IndexOf('{', StringComparison.Ordinal)..]);
        var all = InstrumentReader.ReadContracts(document.RootElement, Instant.UnixEpoch);
        Assert.Equal(119, all.Count);
        Assert.All(all, item => Assert.True(item.Id.Kind == InstrumentKind.Perpetual && item.Rules is { PriceTick: > 0, QuantityStep: > 0, MinimumNotional: > 0 }));
        var bitcoin = all.Single(item => item.Id == Bitcoin);
        Assert.Equal(("BTCUSDT", true, 0.01m, 0.001m, 5m, 1_000m, 200, 10),
            (bitcoin.Symbol, bitcoin.IsTrading, bitcoin.Rules.PriceTick, bitcoin.Rules.QuantityStep, bitcoin.Rules.MinimumNotional, bitcoin.Rules.MaximumQuantity, bitcoin.Rules.Bounds!.MaximumOrders, bitcoin.Rules.Bounds.MaximumTriggerOrders));
        Assert.Equal(Instant.FromUnixMilliseconds(1569398400000), bitcoin.Instrument.ListedAt);
    }

    [Fact]
    public void DocumentedMarketData_IsRead()
    {
        var paid = MarketReader.Funding(Documented("ExchangeData/GetFundingRates"));
        Assert.Equal([new FundingRate(Instant.FromUnixMilliseconds(1698768000000), 0.0001, 34287.54619963), new FundingRate(Instant.FromUnixMilliseconds(1698796800000), 0.0001, 34651.4)], paid);
        Assert.Equal(new FundingRate(Instant.FromUnixMilliseconds(1597392000000), 0.00038246, 11793.63104562), MarketReader.MarkPrice(Documented("ExchangeData/GetMarkPrice")));
    }

    [Fact]
    public void MarkPrice_IsRead_NegativeRatesToo_AndFaultsAreNamed()
    {
        var message = RecordedAnswers.Json(Nautilus + "market_data_json/mark_price_stream.json").GetRawText();
        Assert.True(MarkPriceParser.Read(Encoding.UTF8.GetBytes(message), out var update).IsOk);
        Assert.Equal(new MarkPriceUpdate(Instant.FromUnixMilliseconds(1562305380000), 11794.15, 0.00038167, Instant.FromUnixMilliseconds(1562306400000)), update);
        var wrapped = $$"""{"stream":"btcusdt@markPrice@1s","data":{{message.Replace("0.00038167", "-0.00038167", StringComparison.Ordinal)}}}""";
        Assert.True(MarkPriceParser.Read(Encoding.UTF8.GetBytes(wrapped), out update).IsOk);
        Assert.Equal(new FundingRate(Instant.FromUnixMilliseconds(1562306400000), -0.00038167, 11794.15), update.ToFunding());
        foreach (var (from, to, fault) in (ReadOnlySpan<(string, string, WireFault)>)[("0.00038167", "", WireFault.NotANumber), ("0.00038167", "--1", WireFault.NotANumber), ("11794.15000000", "0", WireFault.NotPositive), ("markPriceUpdate", "trade", WireFault.OtherKind)])
            Assert.Equal(fault, MarkPriceParser.Read(Encoding.UTF8.GetBytes(message.Replace(from, to, StringComparison.Ordinal)), out _).Fault);
        Assert.Equal(WireFault.MissingField, MarkPriceParser.Read("""{"e":"markPriceUpdate","E":1562305380000}"""u8, out _).Fault);
        Assert.Equal(WireFault.Truncated, MarkPriceParser.Read(Encoding.UTF8.GetBytes(message).AsSpan(0, 40), out _).Fault);
    }

    [Fact]
    public void RecordedTradesAndBars_AreRead()
    {
        var (trades, bars) = (0, 0);
        Dictionary<string, long> last = [];
        foreach (var line in RecordedAnswers.Lines("fixtures/cryptofeed/BINANCE_FUTURES.ws.1.0.gz"))
        {
            var start = line.IndexOf(": {\"stream\":\"", StringComparison.Ordinal);
            if (start < 0) continue;
            var message = Encoding.UTF8.GetBytes(line[(start + 2)..]);
            Assert.True(StreamMessage.Read(message, out var found).IsOk);
            if (found.Kind == StreamKind.AggregateTrade)
            {
                Assert.True(TradeParser.Read(message, out var trade).IsOk);
                var stream = Encoding.UTF8.GetString(found.Stream);
                if (last.TryGetValue(stream, out var before)) Assert.Equal(before + 1, trade.Id);
                last[stream] = trade.Id;
                trades++;
            }
            else if (found.Kind == StreamKind.Kline)
            {
                Assert.True(KlineParser.Read(message, out _).IsOk);
                bars++;
            }
        }
        Assert.Equal((91, 67), (trades, bars));
    }

    [Fact]
    public void DocumentedOrders_AreRead()
    {
        var order = ContractOrderReader.Order(Documented("Trading/GetOrder"), Bitcoin);
        Assert.True(order is { ClientId: "abc", VenueId: "1917641", Side: Side.Buy, Type: OrderType.TrailingStop, Status: OrderStatus.Open, Quantity: 0.4m, FilledQuantity: 0m, FilledNotional: 0m, StopPrice: 9300m, IsTriggered: false });
        var fill = OrderReader.OwnTrade(Documented("Trading/GetUserTrades")[0], Bitcoin);
        Assert.True(fill is { VenueOrderId: "25851813", Side: Side.Sell, Price: 7819.01m, Quantity: 0.002m, Role: LiquidityRole.Taker, FeeAsset: "USDT" });
        var waiting = ContractOrderReader.Algo(Documented("Trading/PlaceConditionalOrder"), Bitcoin);
        Assert.True(waiting is { ClientId: "6B2I9XVcJpCjqPAJ4YoFX7", VenueId: "algo-2146760", Type: OrderType.TakeProfitLimit, Status: OrderStatus.Open, Quantity: 0.01m, StopPrice: 750m, LimitPrice: 750m, IsTriggered: false });
        var finished = Documented("Trading/GetConditionalOrder");
        Assert.Equal("974828356187", ContractOrderReader.ActualId(finished));
        Assert.True(ContractOrderReader.Algo(finished, Bitcoin) is { VenueId: "974828356187", Type: OrderType.Stop, IsTriggered: true, StopPrice: 69080.20m, LimitPrice: null });
        Assert.True(ContractOrderReader.Algo(Documented("Trading/CancelConditionalOrder"), Bitcoin) is { Status: OrderStatus.Canceled, Reason: OrderReason.Requested });
        Assert.True(ContractOrderReader.Algo(RecordedAnswers.Json(Nautilus + "http_json/open_algo_orders.json")[0], Bitcoin) is { ClientId: "test-algo-order-1", Type: OrderType.Stop, StopPrice: 45_000m });
    }

    [Fact]
    public void DocumentedAccount_IsRead()
    {
        Assert.Equal(new VenueBalance("USDT", 23.72469206m, 122607.35137903m - 23.72469206m), Assert.Single(ContractAccountReader.Balances(Documented("Account/GetBalances"))));
        Assert.Equal(new VenueFeeRates(0.0002m, 0.0004m), ContractAccountReader.FeeRates(Documented("Account/GetUserCommissionRate")));
        Assert.Equal(21m, ContractAccountReader.Leverages(Documented("Account/GetSymbolConfiguration"))["BTCUSDT"]);
        Assert.Equal(new VenuePosition(Bitcoin, PositionSide.Long, 0.001m, 22185.2m, 21123.05052574m, 19731.45529116m, 4m), ContractAccountReader.Position(Documented("Trading/GetPositions")[0], Bitcoin, 1m));
        Assert.Null(ContractAccountReader.Position(Documented("Trading/GetPositions")[1], Bitcoin, 1m).LiquidationPrice);
        Assert.Equal(new VenueBalance("USDT", 100.12345678m, 122624.12345678m - 100.12345678m), Assert.Single(ContractAccountReader.BalancesOfEvent(User("account_update"))));
    }

    [Fact]
    public void EventsOfTheAccount_AreRead()
    {
        var trade = User("order_update_trade").GetProperty("o");
        var order = ContractOrderReader.Event(trade, Bitcoin);
        Assert.True(order is { ClientId: "TEST", VenueId: "8886774", Status: OrderStatus.PartiallyFilled, FilledQuantity: 0.001m, FilledNotional: 7.1005m, LimitPrice: 7100.5m, StopPrice: null });
        Assert.True(UserEventReader.Fill(trade, order) is { Price: 7100.5m, Quantity: 0.001m, Fee: 0.01m, FeeAsset: "USDT", Role: LiquidityRole.Maker });
        Assert.Equal(new TradeId(12345678), UserEventReader.Fill(trade, order)!.TradeId);
        var forced = User("order_update_calculated").GetProperty("o");
        Assert.True(UserEventReader.Fill(forced, ContractOrderReader.Event(forced, Bitcoin)) is { Quantity: 0.014m, Price: 9910.12m });
        var pending = User("order_update_calculated_pending").GetProperty("o");
        Assert.Null(UserEventReader.Fill(pending, ContractOrderReader.Event(pending, Bitcoin)));
        foreach (var (name, status) in (ReadOnlySpan<(string, OrderStatus)>)[("algo_update_new", OrderStatus.Open), ("algo_update_canceled", OrderStatus.Canceled)])
        {
            var message = User(name);
            var told = ContractOrderReader.AlgoEvent(message, message.GetProperty("o"), Bitcoin);
            Assert.True(told.Status == status && told is { ClientId: "Q5xaq5EGKgXXa0fD7fs0Ip", VenueId: "algo-2148719", Type: OrderType.TakeProfitLimit, Side: Side.Sell, Quantity: 0.01m, StopPrice: 750m });
        }
        foreach (var name in (string[])["order_update_new", "order_update_adl", "order_update_insurance", "order_update_settlement", "order_update_trade_partial"])
            Assert.NotEmpty(ContractOrderReader.Event(User(name).GetProperty("o"), Bitcoin).VenueId);
    }

    [Theory]
    [InlineData(99, 100, 101, 98, true, UpdateVerdict.Gap)]
    [InlineData(100, 100, 105, 98, true, UpdateVerdict.Next)]
    [InlineData(103, 100, 105, 98, true, UpdateVerdict.Next)]
    [InlineData(105, 100, 105, 98, true, UpdateVerdict.Old)]
    [InlineData(98, 100, 105, 98, true, UpdateVerdict.Next)]
    [InlineData(98, 100, 105, 98, false, UpdateVerdict.Next)]
    [InlineData(103, 100, 105, 98, false, UpdateVerdict.Gap)]
    public void BookRule_FollowsTheChainOfEnds(long last, long from, long to, long previous, bool isFirst, UpdateVerdict verdict) =>
        Assert.Equal(verdict, new ContractBookRule().Judge(last, isFirst, new UpdateMark(from, to, previous)));

    [Theory]
    [InlineData(-2019, VenueErrorKind.InsufficientFunds)]
    [InlineData(-2021, VenueErrorKind.WouldTriggerImmediately)]
    [InlineData(-2022, VenueErrorKind.Rejected)]
    [InlineData(-2013, VenueErrorKind.UnknownOrder)]
    [InlineData(-2011, VenueErrorKind.OrderClosed)]
    [InlineData(-4014, VenueErrorKind.RuleViolated)]
    [InlineData(-4116, VenueErrorKind.DuplicateOrder)]
    [InlineData(-4120, VenueErrorKind.NotSupported)]
    [InlineData(-4164, VenueErrorKind.RuleViolated)]
    [InlineData(-5022, VenueErrorKind.WouldTakeLiquidity)]
    [InlineData(-1021, VenueErrorKind.ClockSkew)]
    [InlineData(-1003, VenueErrorKind.RateLimited)]
    public void Codes_HaveTheMeaningOfTheFuturesApi(int code, VenueErrorKind kind)
    {
        Assert.Equal(kind, ContractCodes.KindOf(code, code == -2011 ? "Unknown order sent." : "", 400));
        // On the spot market -2021 is half of a replacement that was carried out.
        Assert.Equal(code == -2021, BinanceCodes.IsOutcomeUnknown(code));
        Assert.False(ContractCodes.IsOutcomeUnknown(code));
    }

    private static JsonElement Documented(string name) => RecordedAnswers.Documented(name, "UsdFutures");

    private static JsonElement User(string name) => RecordedAnswers.Json($"{Nautilus}user_data_json/{name}.json");
}
