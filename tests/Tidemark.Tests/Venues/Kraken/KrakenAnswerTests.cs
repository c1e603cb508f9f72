using System.Text.Json;
using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Ports;

namespace Tidemark.Tests.Venues.Kraken;

/// <summary>Private answers as the venue gave or documents them.</summary>
public sealed class KrakenAnswerTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USDT", "kraken");
    private static readonly Instant AsOf = Instant.Parse("2023-07-06T18:10:00Z");

    [Fact]
    public void RecordedTrades_AreRead()
    {
        var trades = Fixture("http_trades_history.json").GetProperty("trades").EnumerateObject().Select(item => OrderReader.OwnTrade(item.Name, item.Value, Bitcoin)).ToArray();
        Assert.Equal(2, trades.Length);
        Assert.Equal(new VenueFill
        {
            Instrument = Bitcoin,
            TradeId = new TradeId("TCCCTY-WJ6EO-4FP4VZ"),
            VenueOrderId = "O26VBY-ISGAE-JP5TLU",
            Side = Side.Buy,
            Price = 29_500.5m,
            Quantity = 0.5m,
            Fee = 23.6m,
            FeeAsset = "USDT",
            Role = LiquidityRole.Maker,
            Time = Instant.Parse("2023-07-05T19:37:20.8921Z"),
        }, trades[0]);
        Assert.Equal((Side.Sell, LiquidityRole.Taker), (trades[1].Side, trades[1].Role));
    }

    [Theory]
    [InlineData("open", "limit", "30010.0", "0", "1.25", "0.375", "", OrderStatus.PartiallyFilled, OrderReason.None, OrderType.Limit, 30010.0, null)]
    [InlineData("pending", "stop-loss-limit", "29000.0", "28900.0", "1.25", "0", "", OrderStatus.Open, OrderReason.None, OrderType.StopLimit, 28900.0, 29000.0)]
    [InlineData("closed", "market", "0", "0", "1.25", "1.25", "", OrderStatus.Filled, OrderReason.None, OrderType.Market, null, null)]
    [InlineData("canceled", "take-profit", "31000.0", "0", "1.25", "0", "User requested", OrderStatus.Canceled, OrderReason.Requested, OrderType.TakeProfit, null, 31000.0)]
    [InlineData("canceled", "limit", "30010.0", "0", "1.25", "0", "Post only order", OrderStatus.Canceled, OrderReason.WouldTakeLiquidity, OrderType.Limit, 30010.0, null)]
    [InlineData("expired", "iceberg", "30010.0", "0", "1.25", "0", "Order expired", OrderStatus.Expired, OrderReason.ExpiryReached, OrderType.Limit, 30010.0, null)]
    [InlineData("open", "trailing-stop", "+5.0%", "0", "1.25", "0", "", OrderStatus.Open, OrderReason.None, OrderType.TrailingStop, null, 27000.0)]
    public void Order_OfTheDocumentedForm_IsRead(string status, string type, string price, string price2, string volume, string filled, string reason, OrderStatus expected, OrderReason why, OrderType kind, double? limit, double? stop)
    {
        var closed = status is "open" or "pending" ? "" : "\"closetm\":1688667000.5,";
        var order = OrderReader.Order("OQCLML-BW3P3-BUCMWZ", Parse($$$"""
            {"refid":null,"userref":0,"cl_ord_id":"ours","status":"{{{status}}}","reason":"{{{reason}}}","opentm":1688666559.8974,{{{closed}}}"starttm":0,"expiretm":0,
            "descr":{"pair":"XBTUSDT","type":"buy","ordertype":"{{{type}}}","price":"{{{price}}}","price2":"{{{price2}}}","leverage":"none"},
            "vol":"{{{volume}}}","vol_exec":"{{{filled}}}","cost":"0.5","fee":"0.0","price":"30010.0","stopprice":"27000.0","limitprice":"0.0","misc":"","oflags":"fciq"}
            """), Bitcoin, AsOf);
        Assert.Equal((expected, why, kind, (decimal?)limit, (decimal?)stop), (order.Status, order.Reason, order.Type, order.LimitPrice, order.StopPrice));
        Assert.Equal(("ours", "OQCLML-BW3P3-BUCMWZ", Side.Buy, 1.25m, 0.5m), (order.ClientId, order.VenueId, order.Side, order.Quantity, order.FilledNotional));
        Assert.Equal(closed.Length > 0 ? Instant.Parse("2023-07-06T18:10:00.5Z") : AsOf, order.UpdatedAt);
    }

    [Fact]
    public void Balances_AreWhatIsFreeAndWhatOrdersHold()
    {
        var balances = AccountReader.Balances(Parse("""{"ZUSD":{"balance":25435.21,"hold_trade":8249.76},"XXBT":{"balance":"1.2435","hold_trade":"0.8423"},"ETH.F":{"balance":"2"},"KFEE":{"balance":"0","hold_trade":"0"}}"""), name => name.TrimStart('X', 'Z'));
        Assert.Equal([new VenueBalance("USD", 17_185.45m, 8_249.76m), new VenueBalance("BT", 0.4012m, 0.8423m), new VenueBalance("ETH.F", 2m, 0m)], balances);
    }

    [Fact]
    public void FeeRates_AreFractions()
    {
        Assert.Equal(new VenueFeeRates(0.0016m, 0.0026m), AccountReader.FeeRates(Parse("""{"currency":"ZUSD","volume":"0","fees":{"XXBTZUSD":{"fee":"0.2600"}},"fees_maker":{"XXBTZUSD":{"fee":"0.1600"}}}""")));
        Assert.Equal(new VenueFeeRates(0.002m, 0.002m), AccountReader.FeeRates(Parse("""{"currency":"ZUSD","volume":"0","fees":{"USDTZUSD":{"fee":"0.2000"}}}""")));
    }

    [Theory]
    [InlineData("""["query-funds","query-open-trades","modify-trades"]""", true, true, false)]
    [InlineData("""["query-funds","query-open-trades","modify-trades","withdraw-funds"]""", true, true, true)]
    [InlineData("""["query-funds"]""", false, false, false)]
    public void Rights_AreThoseOfTheKey(string permissions, bool reads, bool trades, bool withdraws)
    {
        var rights = AccountReader.Rights(Parse($$"""{"api_key_name":"bot","permissions":{{permissions}},"valid_until":"1800000000","ip_allowlist":["1.2.3.4"]}"""));
        Assert.Equal(new KeyRights(reads, trades, withdraws, true, Instant.FromUnixSeconds(1_800_000_000)), rights);
    }

    private static JsonElement Fixture(string name) => Parse(File.ReadAllText(SharedFolders.DataPath("fixtures/nautilus/kraken/" + name))).GetProperty("result");

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
