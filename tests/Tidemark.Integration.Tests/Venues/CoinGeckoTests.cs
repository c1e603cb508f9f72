using Tidemark.Integration.Tests.Exchange;
using Tidemark.Integration.Tests.Harness;
using Tidemark.Venues.Reference;
using Tidemark.Venues.Results;

namespace Tidemark.Integration.Tests.Venues;

/// <summary>CoinGecko: what is read, what is kept, and what happens when it refuses.</summary>
public sealed class CoinGeckoTests : IDisposable
{
    private const string Price = """{"bitcoin":{"usd":67187.33,"usd_market_cap":1317802988326.25,"usd_24h_vol":31260929299.52,"usd_24h_change":3.6373,"last_updated_at":1711356300},"newcoin":{"usd":0.00001,"usd_market_cap":null}}""";
    private readonly LaterTime time = new();
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public async Task Prices_ReadTwice_AreAskedForOnceAndSayTheirAge()
    {
        await using var server = Answering("200 OK", Price);
        using var source = Open(server);
        var first = (await source.ReadPricesAsync(["bitcoin", "newcoin", "nocoin"], ["usd"])).Value;
        Assert.Equal(new ReferencePrice("bitcoin", "usd", 67187.33, 1317802988326.25, 31260929299.52, 0.036373, Instant.FromUnixSeconds(1711356300)), first.Value[0]);
        Assert.Equal(new ReferencePrice("newcoin", "usd", 0.00001, null, null, null, null), first.Value[1]);
        Assert.Equal(2, first.Value.Count);
        time.Add(TimeSpan.FromSeconds(50));
        var second = (await source.ReadPricesAsync(["bitcoin", "newcoin", "nocoin"], ["usd"])).Value;
        Assert.Equal(1, server.Requests);
        Assert.InRange(second.Age.TotalSeconds, 50, 59);
        Assert.False(second.IsStale);
        time.Add(TimeSpan.FromSeconds(30));
        Assert.InRange((await source.ReadPricesAsync(["bitcoin", "newcoin", "nocoin"], ["usd"])).Value.Age.TotalSeconds, 0, 20);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task Prices_ThatAreKeptInAFolder_AreThereForTheNextProcess()
    {
        await using var server = Answering("200 OK", Price);
        using (var source = Open(server)) await source.ReadPricesAsync(["bitcoin"], ["usd"]);
        using var next = Open(server);
        Assert.True((await next.ReadPricesAsync(["bitcoin"], ["usd"])).IsSuccess);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Source_ThatAsksForFewerRequests_IsLeftAloneAndTheOldAnswerGiven()
    {
        var isOpen = true;
        await using var server = new RawServer(async (raw, stream) =>
        {
            while (await raw.ReadAsync(stream) is { Length: > 0 })
                await (isOpen ? RawServer.AnswerAsync(stream, "200 OK", Price) : RawServer.AnswerAsync(stream, "429 Too Many Requests", "{}", "Retry-After: 120\r\n"));
        });
        using var source = Open(server);
        await source.ReadPricesAsync(["bitcoin"], ["usd"]);
        isOpen = false;
        time.Add(TimeSpan.FromSeconds(100));
        var old = (await source.ReadPricesAsync(["bitcoin"], ["usd"])).Value;
        Assert.True(old.IsStale);
        Assert.Equal("CoinGecko asks for fewer requests", old.Problem);
        Assert.InRange(old.Age.TotalSeconds, 100, 119);
        var requests = server.Requests;
        Assert.True((await source.ReadPricesAsync(["bitcoin"], ["usd"])).Value.IsStale);
        // Without anything kept it is an error; nothing is sent either.
        Assert.Equal(VenueErrorKind.RateLimited, (await source.ReadBarsAsync("bitcoin", "usd", 1)).Error!.Kind);
        Assert.Equal(requests, server.Requests);
        isOpen = true;
        time.Add(TimeSpan.FromSeconds(125));
        Assert.False((await source.ReadPricesAsync(["bitcoin"], ["usd"])).Value.IsStale);
    }

    [Fact]
    public async Task Answer_ThatIsRubbish_IsAnErrorAndNotKept()
    {
        await using var server = Answering("200 OK", "<html>");
        using var source = Open(server);
        Assert.Equal(VenueErrorKind.MalformedAnswer, (await source.ReadPricesAsync(["bitcoin"], ["usd"])).Error!.Kind);
        await source.ReadPricesAsync(["bitcoin"], ["usd"]);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task BarsAndChart_AreReadWithTheirTimes()
    {
        await using var bars = Answering("200 OK", "[[1709395200000,61942,62211,61721,61845.5],[1709409600000,61828,62139,61726,62139]]");
        using (var source = Open(bars))
            Assert.Equal(new ReferenceBar(Instant.FromUnixMilliseconds(1709395200000), 61942, 62211, 61721, 61845.5), (await source.ReadBarsAsync("bitcoin", "usd", 7)).Value.Value[0]);
        await using var chart = Answering("200 OK", """{"prices":[[1711843200000,69702.3],[1711929600000,71246.9]],"market_caps":[[1711843200000,1370247487960.1]],"total_volumes":[[1711843200000,16408802301.8],[1711929600000,null]]}""");
        using (var source = Open(chart))
        {
            var points = (await source.ReadChartAsync("bitcoin", "usd", 7)).Value.Value;
            Assert.Equal(new ReferencePoint(Instant.FromUnixMilliseconds(1711843200000), 69702.3, 1370247487960.1, 16408802301.8), points[0]);
            Assert.True(double.IsNaN(points[1].MarketCap) && double.IsNaN(points[1].Volume24Hours));
        }
    }

    [Fact]
    public async Task Markets_OfARecordedAnswer_AreRead()
    {
        var file = SharedData.Require("fixtures/coingecko/coins_markets_bitcoin_20240731.json");
        await using var server = Answering("200 OK", File.ReadAllText(file));
        using var source = Open(server);
        var market = Assert.Single((await source.ReadMarketsAsync("usd")).Value.Value);
        Assert.Equal(("bitcoin", "btc", "Bitcoin", 66526d, 1312806485784d, 1), (market.Coin, market.Symbol, market.Name, market.Price, market.MarketCap, market.Rank));
        Assert.Equal((25951454601d, 66695d, 65488d, 0.0035911), (market.Volume24Hours, market.High24Hours, market.Low24Hours, Math.Round(market.Change24Hours!.Value, 9)));
        Assert.Equal((19733778d, 21000000d, 21000000d, 73738d), (market.CirculatingSupply, market.TotalSupply, market.MaximumSupply, market.AllTimeHigh));
        Assert.Equal(Instant.Parse("2024-07-31T14:02:01.595Z"), market.UpdatedAt);
    }

    [Fact]
    public async Task Command_SaysTheAgeAndKeepsTheKeyToItself()
    {
        var heads = new List<string>();
        await using var server = new RawServer(async (raw, stream) =>
        {
            while (await raw.ReadAsync(stream) is { Length: > 0 } head)
            {
                lock (heads) heads.Add(head);
                await RawServer.AnswerAsync(stream, "200 OK", Price);
            }
        });
        home.Environment["TIDEMARK_COINGECKO_KEY"] = "CG-secret-key";
        var result = home.Run("reference", "price", "bitcoin", "nocoin", "--base-url", server.Address.ToString()).Succeeded();
        Assert.Contains("67,187", result.Output, StringComparison.Ordinal);
        Assert.Contains("for reference only, no order is ever priced with it", result.Output, StringComparison.Ordinal);
        Assert.Contains("does not know 'nocoin'", result.Error, StringComparison.Ordinal);
        Assert.Contains("x-cg-demo-api-key: CG-secret-key", Assert.Single(heads), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("CG-secret-key", result.Output + result.Error, StringComparison.Ordinal);
        var json = home.Run("reference", "price", "bitcoin", "nocoin", "--base-url", server.Address.ToString(), "--json", "-").Succeeded().Json;
        Assert.Equal(67187.33, json.GetProperty("prices")[0].GetProperty("price").GetDouble());
        Assert.Single(heads);
    }

    private CoinGecko Open(RawServer server) => new(new CoinGeckoOptions { Server = server.Address, Time = time, CacheFolder = Path.Combine(home.Path, "cache") });

    private static RawServer Answering(string status, string body) => new(async (raw, stream) =>
    {
        while (await raw.ReadAsync(stream) is { Length: > 0 }) await RawServer.AnswerAsync(stream, status, body);
    });

    /// <summary>The clock of the machine, some time later.</summary>
    private sealed class LaterTime : TimeProvider
    {
        private TimeSpan later;

        public void Add(TimeSpan time) => later += time;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;

        public override long GetTimestamp() => base.GetTimestamp() + (long)(later.TotalSeconds * TimestampFrequency);
    }
}
