using System.Globalization;
using Tidemark.Venues.Coinbase.Wire;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase.Rest;

/// <summary>Public data of Coinbase Advanced Trade by request.</summary>
/// <remarks>Source: Coinbase's documentation, "Get Public Product Candles", "Get Public Market Trades", "Get Public Product Book".</remarks>
internal sealed class CoinbaseHistory(VenueHttp http, CoinbaseInstruments instruments, VenueClock clock, ClockKeeper keeper) : IMarketHistory
{
    private const string Products = "/api/v3/brokerage/market/products";
    private const int BarsInPage = 350;
    private const int TradesInAnswer = 1_000;
    private const int DeepestBook = 1_000;

    /// <summary>The venue's names of intervals.</summary>
    private static readonly Dictionary<string, string> Granularities = new(StringComparer.Ordinal)
    {
        ["1m"] = "ONE_MINUTE",
        ["5m"] = "FIVE_MINUTE",
        ["15m"] = "FIFTEEN_MINUTE",
        ["30m"] = "THIRTY_MINUTE",
        ["1h"] = "ONE_HOUR",
        ["2h"] = "TWO_HOUR",
        ["4h"] = "FOUR_HOUR",
        ["6h"] = "SIX_HOUR",
        ["1d"] = "ONE_DAY",
    };

    public async Task<VenueResult<Instant>> ReadServerTimeAsync(CancellationToken cancellation = default) =>
        (await ReadTripAsync(http, cancellation).ConfigureAwait(false)).Select(trip => trip.VenueTime);

    /// <summary>The venue's time with the moments of the attempt that got it.</summary>
    public static async Task<VenueResult<ClockTrip>> ReadTripAsync(VenueHttp http, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Get, "/api/v3/brokerage/time") { Priority = CallPriority.Urgent };
        var answer = await http.SendAsync(call, cancellation).ConfigureAwait(false);
        return AnswerJson.Read(call, answer, root => new ClockTrip(answer.Value.SentAt, root.Time("epochMillis"), answer.Value.ReceivedAt));
    }

    public Task<VenueResult<IReadOnlyList<VenueInstrument>>> ListInstrumentsAsync(CancellationToken cancellation = default) => instruments.ListAsync(cancellation);

    public Task<VenueResult<VenueInstrument>> FindInstrumentAsync(InstrumentId instrument, CancellationToken cancellation = default) => instruments.FindAsync(instrument, cancellation);

    public async Task<VenueResult<VenuePage<Bar>>> ReadBarsAsync(BarSpec bars, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default)
    {
        if (!Granularities.TryGetValue(bars.Interval.ToString(), out var granularity))
            return VenueError.Final(VenueErrorKind.NotSupported, $"{CoinbaseProfile.Name} has no bars of {bars.Interval}; it has {string.Join(' ', Granularities.Keys)}");
        if (!(await instruments.FindAsync(bars.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return error;
        // Which bar is closed is judged by the venue's time.
        if (await keeper.EnsureAsync(cancellation).ConfigureAwait(false) is { } unknown) return unknown;
        var start = continuation is null ? from : new Instant(long.Parse(continuation, CultureInfo.InvariantCulture));
        var first = bars.Interval.IsAligned(start) ? start : bars.Interval.CloseOf(bars.Interval.OpenOf(start));
        // Nothing has closed after now.
        var now = clock.Now;
        var end = Instant.Min(to, now);
        if (first >= end) return new VenuePage<Bar>([], null);
        var last = Instant.Min(end - new Duration(1), first + new Duration(bars.Interval.ApproximateNanoseconds * (BarsInPage - 1)));
        var call = Get($"{Products}/{instrument.Symbol}/candles", $"granularity={granularity}&start={first.UnixSeconds}&end={last.UnixSeconds}&limit={BarsInPage}");
        if (!AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.Bars).TryGet(out var page, out error)) return error;
        Bar[] closed = [.. page.Where(bar => bar.OpenTime >= first && bar.OpenTime <= last && bars.Interval.CloseOf(bar.OpenTime) <= now).DistinctBy(bar => bar.OpenTime)];
        var next = bars.Interval.CloseOf(bars.Interval.OpenOf(last));
        return new VenuePage<Bar>(closed, next < end ? Text(next.Nanoseconds) : null);
    }

    public async Task<VenueResult<VenuePage<Trade>>> ReadTradesAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        var window = continuation is null ? TradeWindow.From(from) : TradeWindow.Parse(continuation);
        while (true)
        {
            var end = Instant.Min(to, window.End);
            if (window.Start >= end) return new VenuePage<Trade>([], null);
            if (!(await ReadTradesAsync(found, window.Start, end, cancellation).ConfigureAwait(false)).TryGet(out var trades, out error)) return error;
            // The venue gives the newest of a span: where there are more, the span was too long.
            if (trades.Count >= TradesInAnswer && window.CanBeHalved)
            {
                window = window.Halved();
                continue;
            }
            Trade[] inside = [.. trades.Where(trade => trade.Time >= window.Start && trade.Time < end)];
            // What lies ahead has not happened.
            var isLast = end >= to || end > clock.Now;
            return new VenuePage<Trade>(inside, isLast ? null : window.Next(trades.Count, TradesInAnswer).ToString());
        }
    }

    public async Task<VenueResult<BookSnapshot>> ReadBookAsync(InstrumentId instrument, int levels, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        var call = Get("/api/v3/brokerage/market/product_book", $"product_id={found.Symbol}&limit={Math.Clamp(levels, 1, DeepestBook)}") with { Priority = CallPriority.Normal };
        return AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), root => MarketReader.Book(root, found.Scale));
    }

    public Task<VenueResult<VenuePage<FundingRate>>> ReadFundingAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default) =>
        Task.FromResult<VenueResult<VenuePage<FundingRate>>>(VenueError.Final(VenueErrorKind.NotSupported, $"{instrument} is spot and has no funding"));

    /// <summary>The trades with numbers in [first, last]; fewer where they lie further back than the venue gives at once. It cannot be asked for numbers.</summary>
    public async Task<VenueResult<IReadOnlyList<Trade>>> ReadTradesByIdAsync(VenueInstrument instrument, long first, long last, CancellationToken cancellation)
    {
        var call = Get($"{Products}/{instrument.Symbol}/ticker", $"limit={TradesInAnswer}") with { Priority = CallPriority.Normal };
        var page = AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.Trades);
        return page.Select<IReadOnlyList<Trade>>(trades => [.. trades.Where(trade => trade.TradeId >= first && trade.TradeId <= last)]);
    }

    private async Task<VenueResult<IReadOnlyList<Trade>>> ReadTradesAsync(VenueInstrument instrument, Instant start, Instant end, CancellationToken cancellation)
    {
        var until = end.UnixSeconds + (end.Nanoseconds % Instant.NanosecondsPerSecond == 0 ? 0 : 1);
        var call = Get($"{Products}/{instrument.Symbol}/ticker", $"limit={TradesInAnswer}&start={start.UnixSeconds}&end={until}");
        return AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.Trades);
    }

    private static VenueCall Get(string path, FormattableString query) => new(HttpMethod.Get, path) { Query = FormattableString.Invariant(query), Priority = CallPriority.Background };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
