using System.Text;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Kraken.Access;
using Tidemark.Venues.Kraken.Trading;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues.Kraken;

/// <summary>How private requests are signed and orders written.</summary>
public sealed class KrakenAccessTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Spot("BTC", "USD", "kraken");
    private static readonly VenueInstrument Listed = new(new Instrument(Bitcoin, [new TradingRules(Instant.MinValue, 0.1m, 0.000_000_01m, 0.000_05m, 0.5m)]), "XBTUSD", true);

    [Fact]
    public void Signature_IsThatOfTheVenuesExample() => Assert.Equal(
        "4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==",
        KrakenSigner.SignatureOf(Convert.FromBase64String("kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg=="),
            "/0/private/AddOrder", "1616492376594", "nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25"));

    [Fact]
    public async Task Message_HasANewNumberEachTime_AndKeyAndSignatureInItsHead()
    {
        var secret = Convert.ToBase64String("secret"u8);
        var credential = new VenueCredential(new CredentialId("kraken", VenueEnvironment.Live, CredentialId.DefaultAccount), "key", secret, null, "a test");
        var signer = new KrakenSigner(credential, new NonceFile(null, "kraken", "key", TimeProvider.System));
        var last = 0L;
        foreach (var parameters in (string?[])["pair=XBTUSD", null, "pair=XBTUSD"])
        {
            using var message = signer.Sign(new VenueCall(HttpMethod.Post, "/0/private/Balance") { Body = parameters, IsPrivate = true }, new Uri("https://api.example"));
            var body = await message.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var nonce = body.Split('&')[0].Split('=')[1];
            Assert.Equal(parameters is null ? $"nonce={nonce}" : $"nonce={nonce}&{parameters}", body);
            Assert.True(long.Parse(nonce, System.Globalization.CultureInfo.InvariantCulture) > last);
            last = long.Parse(nonce, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal("key", message.Headers.GetValues("API-Key").Single());
            Assert.Equal(KrakenSigner.SignatureOf(Encoding.UTF8.GetBytes("secret"), "/0/private/Balance", nonce, body), message.Headers.GetValues("API-Sign").Single());
        }
    }

    [Fact]
    public void Orders_AreWrittenAsTheVenueWantsThem()
    {
        var end = Instant.Parse("2026-11-21T18:00:00Z");
        AssertForm("pair=XBTUSD&type=buy&ordertype=market&volume=0.00005&oflags=fciq", Request(OrderType.Market) with { Quantity = 0.000_05m });
        AssertForm("pair=XBTUSD&type=buy&ordertype=limit&volume=1.5&price=50000.1&oflags=post%2Cfciq", Request(OrderType.Limit) with { LimitPrice = 50_000.10m, PostOnly = true });
        AssertForm("pair=XBTUSD&type=buy&ordertype=limit&volume=1.5&price=50000&oflags=fciq&timeinforce=IOC", Request(OrderType.Limit) with { LimitPrice = 50_000m, TimeInForce = TimeInForce.Ioc });
        AssertForm("pair=XBTUSD&type=buy&ordertype=limit&volume=1.5&price=50000&oflags=fciq&timeinforce=GTD&expiretm=1795284000", Request(OrderType.Limit) with { LimitPrice = 50_000m, TimeInForce = TimeInForce.Gtd, ExpiresAt = end });
        AssertForm("pair=XBTUSD&type=buy&ordertype=iceberg&volume=1.5&price=50000&displayvol=0.1&oflags=fciq", Request(OrderType.Limit) with { LimitPrice = 50_000m, DisplayedQuantity = 0.1m });
        AssertForm("pair=XBTUSD&type=buy&ordertype=stop-loss&volume=1.5&price=50000&oflags=fciq", Request(OrderType.Stop) with { StopPrice = 50_000m });
        AssertForm("pair=XBTUSD&type=buy&ordertype=take-profit-limit&volume=1.5&price=50000&price2=49000&oflags=fciq", Request(OrderType.TakeProfitLimit) with { StopPrice = 50_000m, LimitPrice = 49_000m });
        AssertForm("pair=XBTUSD&type=buy&ordertype=trailing-stop&volume=1.5&price=%2B250.5&oflags=fciq", Request(OrderType.TrailingStop) with { Trail = TrailingOffset.Amount(250.5m) });
        AssertForm("pair=XBTUSD&type=buy&ordertype=trailing-stop&volume=1.5&price=%2B2.5%25&oflags=fciq", Request(OrderType.TrailingStop) with { Trail = TrailingOffset.Fraction(0.025m) });
    }

    [Fact]
    public void OrdersThatTheVenueHasNot_AreRefused()
    {
        AssertRefused(VenueErrorKind.NotSupported, Request(OrderType.Market) with { ReduceOnly = true });
        AssertRefused(VenueErrorKind.NotSupported, Request(OrderType.Limit) with { TimeInForce = TimeInForce.Fok });
        AssertRefused(VenueErrorKind.NotSupported, Request(OrderType.StopLimit) with { TimeInForce = TimeInForce.Ioc });
        AssertRefused(VenueErrorKind.InvalidRequest, Request(OrderType.Limit) with { TimeInForce = TimeInForce.Gtd });
        AssertRefused(VenueErrorKind.NotSupported, Request(OrderType.Market) with { DisplayedQuantity = 1m });
        AssertRefused(VenueErrorKind.InvalidRequest, Request(OrderType.Limit) with { DisplayedQuantity = 0.09m });
        AssertRefused(VenueErrorKind.RuleViolated, Request(OrderType.TrailingStop) with { Trail = TrailingOffset.Amount(0.05m) });
        AssertRefused(VenueErrorKind.NotSupported, Request(OrderType.TrailingStop) with { Trail = TrailingOffset.Amount(5m) with { ActivationPrice = new Price(1m) } });
    }

    [Theory]
    [InlineData(4, 8, 3)]
    [InlineData(5, 6, 2)]
    [InlineData(14, 5, 1)]
    [InlineData(44, 4, 0)]
    [InlineData(89, 2, 0)]
    [InlineData(299, 1, 0)]
    [InlineData(300, 0, 0)]
    public void YoungOrders_CostMore(int seconds, double end, double change) =>
        Assert.Equal((end, change), (TradingPace.PointsOf(Duration.FromSeconds(seconds), isEnd: true), TradingPace.PointsOf(Duration.FromSeconds(seconds), isEnd: false)));

    private static void AssertForm(string expected, VenueOrderRequest request)
    {
        Assert.Null(OrderForm.Refuse(request, Listed));
        Assert.Equal($"{expected}&cl_ord_id={request.ClientId}&deadline=then", OrderForm.Of(request, "XBTUSD", "then").ToString());
    }

    private static void AssertRefused(VenueErrorKind kind, VenueOrderRequest request) => Assert.Equal(kind, OrderForm.Refuse(request, Listed)?.Kind);

    private static VenueOrderRequest Request(OrderType type) => new() { Instrument = Bitcoin, ClientId = new ClientOrderId(7), Side = Side.Buy, Type = type, Quantity = 1.5m };
}
