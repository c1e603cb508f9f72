using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Reference;

/// <summary>
/// Reference prices, market capitalisations and history of CoinGecko, for people and reports. Answers are kept; within their time they are not
/// asked for again, and after it an old one is given, and says how old, where a new one cannot be had. It gives no Domain values: nothing
/// that trades can take what comes from here.
/// </summary>
public sealed class CoinGecko : IDisposable
{
    private static readonly Duration PriceLife = Duration.FromSeconds(60);
    private static readonly Duration ChartLife = Duration.FromMinutes(5);

    /// <summary>The source itself renews its bars every 15 minutes.</summary>
    private static readonly Duration BarLife = Duration.FromMinutes(15);

    private readonly VenueClock clock;
    private readonly VenueHttp http;
    private readonly ReferenceCache cache;
    private readonly bool hasKey;

    public CoinGecko(CoinGeckoOptions options)
    {
        clock = new VenueClock(options.Time);
        http = new VenueHttp(options.Server, clock, new CoinGeckoBudget(options, clock), new CoinGeckoJudge(), options.Key is { } key ? new CoinGeckoSigner(key) : null, options.Http);
        cache = new ReferenceCache(options.CacheFolder);
        hasKey = options.Key is not null;
    }

    /// <summary>Prices of coins in currencies; a coin that the source does not know is left out.</summary>
    /// <param name="coins">The source's names: <c>bitcoin</c>.</param>
    /// <param name="currencies">Such as <c>usd</c>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<VenueResult<ReferenceReading<IReadOnlyList<ReferencePrice>>>> ReadPricesAsync(IReadOnlyList<string> coins, IReadOnlyList<string> currencies, CancellationToken cancellation = default) =>
        ReadAsync("/api/v3/simple/price", $"ids={List(coins)}&vs_currencies={List(currencies)}&include_market_cap=true&include_24hr_vol=true&include_24hr_change=true&include_last_updated_at=true",
            PriceLife, root => CoinGeckoReader.Prices(root, coins, currencies), cancellation);

    /// <summary>Markets by capitalisation, the largest first.</summary>
    /// <param name="currency">Of all amounts.</param>
    /// <param name="count">How many, at most 250.</param>
    /// <param name="coins">Only these; null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<VenueResult<ReferenceReading<IReadOnlyList<ReferenceMarket>>>> ReadMarketsAsync(string currency, int count = 100, IReadOnlyList<string>? coins = null, CancellationToken cancellation = default) =>
        ReadAsync("/api/v3/coins/markets", $"vs_currency={Uri.EscapeDataString(currency)}{(coins is null ? "" : $"&ids={List(coins)}")}&order=market_cap_desc&per_page={Text(Math.Clamp(count, 1, 250))}&page=1&sparkline=false",
            PriceLife, CoinGeckoReader.Markets, cancellation);

    /// <summary>Bars of the last days; the source chooses their length: half an hour up to 2 days, 4 hours up to 30, else 4 days.</summary>
    public Task<VenueResult<ReferenceReading<IReadOnlyList<ReferenceBar>>>> ReadBarsAsync(string coin, string currency, int days, CancellationToken cancellation = default) =>
        ReadAsync($"/api/v3/coins/{Uri.EscapeDataString(coin)}/ohlc", $"vs_currency={Uri.EscapeDataString(currency)}&days={Text(days)}", BarLife, CoinGeckoReader.Bars, cancellation);

    /// <summary>Price, capitalisation and volume of the last days; the source chooses the distance of the points.</summary>
    public Task<VenueResult<ReferenceReading<IReadOnlyList<ReferencePoint>>>> ReadChartAsync(string coin, string currency, int days, CancellationToken cancellation = default) =>
        ReadAsync($"/api/v3/coins/{Uri.EscapeDataString(coin)}/market_chart", $"vs_currency={Uri.EscapeDataString(currency)}&days={Text(days)}", ChartLife, CoinGeckoReader.Chart, cancellation);

    public void Dispose() => http.Dispose();

    private async Task<VenueResult<ReferenceReading<T>>> ReadAsync<T>(string path, string query, Duration life, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        var question = $"{http.BaseAddress}{path}?{query}";
        var call = new VenueCall(HttpMethod.Get, path) { Query = query, IsPrivate = hasKey };
        var kept = cache.Find(question);
        if (kept is not null && AgeOf(kept) <= life && TryRead(kept, read, out var fresh)) return new ReferenceReading<T>(fresh, kept.FetchedAt, AgeOf(kept), null);
        var answer = await http.SendAsync(call, cancellation).ConfigureAwait(false);
        var value = AnswerJson.Read(call, answer, read);
        if (value.TryGet(out var found, out var error))
        {
            var entry = new ReferenceCache.Entry(answer.Value.ReceivedAt, answer.Value.Body);
            cache.Keep(question, entry);
            return new ReferenceReading<T>(found, entry.FetchedAt, AgeOf(entry), null);
        }
        // An old answer that says so is worth more than none.
        return kept is not null && TryRead(kept, read, out var old) ? new ReferenceReading<T>(old, kept.FetchedAt, AgeOf(kept), error.Message) : error;
    }

    private Duration AgeOf(ReferenceCache.Entry entry) => new(Math.Max((clock.Local - entry.FetchedAt).Nanoseconds, 0));

    private static bool TryRead<T>(ReferenceCache.Entry entry, Func<JsonElement, T> read, out T value)
    {
        try
        {
            using var document = JsonDocument.Parse(entry.Body);
            value = read(document.RootElement);
            return true;
        }
        catch (Exception problem) when (JsonFields.IsFault(problem))
        {
            value = default!;
            return false;
        }
    }

    private static string List(IReadOnlyList<string> names) => string.Join(',', names.Select(Uri.EscapeDataString));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
