using System.Globalization;
using Tidemark.Venues.Bybit.Answers;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Bybit.Rest;

/// <summary>
/// Public data of Bybit by request. Of a range the venue gives the newest rows, and those first, so a page asks for a range that cannot hold
/// more rows than a page does.
/// </summary>
/// <remarks>Source: Bybit's documentation, "Market".</remarks>
internal sealed class BybitHistory(VenueHttp http, BybitInstruments instruments, VenueClock clock, ClockKeeper clockKeeper) : IMarketHistory
{
    private const int BarsPerPage = 1_000;
    private const int RatesPerAnswer = 200;
    private const int MostSpotTrades = 60;
    private const int MostContractTrades = 1_000;
    private const int DeepestSpotBook = 200;
    private const int DeepestContractBook = 500;
    private static readonly Duration FundingPage = Duration.FromDays(60);
    private static readonly Interval Month = new(1, IntervalUnit.Month);

    /// <summary>The venue's time with the moments of the attempt that got it.</summary>
    public static async Task<VenueResult<ClockTrip>> ReadTripAsync(VenueHttp http, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Get, "/v5/market/time") { Priority = CallPriority.Urgent };
        var answer = await http.SendAsync(call, cancellation).ConfigureAwait(false);
        return AnswerJson.Read(call, answer, root => new ClockTrip(answer.Value.SentAt, MarketReader.Time(root), answer.Value.ReceivedAt));
    }

    public async Task<VenueResult<Instant>> ReadServerTimeAsync(CancellationToken cancellation = default) =>
        (await ReadTripAsync(http, cancellation).ConfigureAwait(false)).Select(trip => trip.VenueTime);

    public Task<VenueResult<IReadOnlyList<VenueInstrument>>> ListInstrumentsAsync(CancellationToken cancellation = default) => instruments.ListAsync(cancellation);

    public Task<VenueResult<VenueInstrument>> FindInstrumentAsync(InstrumentId instrument, CancellationToken cancellation = default) => instruments.FindAsync(instrument, cancellation);

    public async Task<VenueResult<VenuePage<Bar>>> ReadBarsAsync(BarSpec bars, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default)
    {
        if (BybitIntervals.NameOf(bars.Interval) is null) return VenueError.Final(VenueErrorKind.NotSupported, $"{BybitProfile.Name} has no bars of {bars.Interval}; it has {BybitIntervals.Listed}");
        if (!(await instruments.FindAsync(bars.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return error;
        // Whether a bar has closed is told by the venue's time, which must be known.
        if (await clockKeeper.EnsureAsync(cancellation).ConfigureAwait(false) is { } unknown) return unknown;
        var start = continuation is null ? from : new Instant(long.Parse(continuation, CultureInfo.InvariantCulture));
        if (continuation is null && instrument.Instrument.ListedAt is { } listed) start = Instant.Max(start, bars.Interval.OpenOf(listed));
        var now = clock.Now;
        var end = Instant.Min(to, now);
        if (start >= end) return new VenuePage<Bar>([], null);
        var pageEnd = bars.Interval.OpenOf(start);
        for (var bar = 0; bar < BarsPerPage && pageEnd < end; bar++) pageEnd = bars.Interval.CloseOf(pageEnd);
        pageEnd = Instant.Min(pageEnd, end);
        if (!(await ReadKlinesAsync(instrument, bars.Interval, start, pageEnd, cancellation).ConfigureAwait(false)).TryGet(out var page, out error)) return error;
        var closed = page.Where(bar => bars.Interval.CloseOf(bar.OpenTime) <= now && bar.OpenTime >= start && bar.OpenTime < pageEnd).ToArray();
        if (pageEnd >= end) return new VenuePage<Bar>(closed, null);
        if (page.Count > 0) return new VenuePage<Bar>(closed, Text(pageEnd.Nanoseconds));
        // Nothing there: months tell where it begins, so that years before it are not asked for.
        if (!(await ReadKlinesAsync(instrument, Month, Month.OpenOf(pageEnd), end, cancellation).ConfigureAwait(false)).TryGet(out var months, out error)) return error;
        return new VenuePage<Bar>([], months.Count == 0 ? null : Text(Instant.Max(pageEnd, months[0].OpenTime).Nanoseconds));
    }

    /// <summary>Only the latest trades can be had: a range that begins before them is not supported.</summary>
    public async Task<VenueResult<VenuePage<Trade>>> ReadTradesAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        if (from >= to) return new VenuePage<Trade>([], null);
        if (!(await ReadLatestTradesAsync(found, CallPriority.Background, cancellation).ConfigureAwait(false)).TryGet(out var latest, out error)) return error;
        if (latest.IsCut && latest.Trades[0].Time >= from)
            return VenueError.Final(VenueErrorKind.NotSupported, $"{BybitProfile.Name} gives only the latest {latest.Trades.Count} trades of {found.Symbol}, now since {latest.Trades[0].Time}");
        return new VenuePage<Trade>([.. latest.Trades.Where(trade => trade.Time >= from && trade.Time < to)], null);
    }

    /// <summary>The latest trades, oldest first, and whether there may be older ones that are not given.</summary>
    public async Task<VenueResult<(IReadOnlyList<Trade> Trades, bool IsCut)>> ReadLatestTradesAsync(VenueInstrument instrument, CallPriority priority, CancellationToken cancellation)
    {
        var limit = instrument.Id.Kind == InstrumentKind.Spot ? MostSpotTrades : MostContractTrades;
        var call = Get("/v5/market/recent-trade", instrument, $"&limit={limit}") with { Priority = priority };
        var answer = AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.Trades);
        return answer.Select(trades => (trades, trades.Count >= limit));
    }

    public async Task<VenueResult<BookSnapshot>> ReadBookAsync(InstrumentId instrument, int levels, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        var limit = Math.Clamp(levels, 1, instrument.Kind == InstrumentKind.Spot ? DeepestSpotBook : DeepestContractBook);
        var call = Get("/v5/market/orderbook", found, $"&limit={limit}") with { Priority = CallPriority.Normal };
        return AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), root => MarketReader.Book(root, found.Scale));
    }

    public async Task<VenueResult<VenuePage<FundingRate>>> ReadFundingAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default)
    {
        if (instrument.Kind != InstrumentKind.Perpetual) return VenueError.Final(VenueErrorKind.NotSupported, $"{instrument} has no funding");
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        var start = continuation is null ? from : new Instant(long.Parse(continuation, CultureInfo.InvariantCulture));
        if (continuation is null && found.Instrument.ListedAt is { } listed) start = Instant.Max(start, listed);
        if (start >= to) return new VenuePage<FundingRate>([], null);
        var end = Instant.Min(to, start + FundingPage);
        List<FundingRate> all = [];
        for (var last = end; ;)
        {
            var call = Get("/v5/market/funding/history", found, $"&startTime={CeilingMilliseconds(start)}&endTime={CeilingMilliseconds(last) - 1}&limit={RatesPerAnswer}");
            if (!AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.Funding).TryGet(out var rates, out error)) return error;
            all.InsertRange(0, rates.Where(rate => rate.Time >= start && rate.Time < last));
            // A full answer may leave out older ones.
            if (rates.Count < RatesPerAnswer || rates[0].Time >= last || rates[0].Time <= start) break;
            last = rates[0].Time;
        }
        return new VenuePage<FundingRate>(all, end < to && end < clock.Now ? Text(end.Nanoseconds) : null);
    }

    private async Task<VenueResult<IReadOnlyList<Bar>>> ReadKlinesAsync(VenueInstrument instrument, Interval interval, Instant from, Instant to, CancellationToken cancellation)
    {
        var query = $"&interval={BybitIntervals.NameOf(interval)}&start={CeilingMilliseconds(from)}&end={CeilingMilliseconds(to) - 1}&limit={BarsPerPage}";
        var call = Get("/v5/market/kline", instrument, query);
        return AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.Bars);
    }

    private static VenueCall Get(string path, VenueInstrument instrument, string query) =>
        new(HttpMethod.Get, path) { Query = $"category={BybitInstruments.CategoryOf(instrument.Id)}&symbol={Uri.EscapeDataString(instrument.Symbol)}{query}", Priority = CallPriority.Background };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long CeilingMilliseconds(Instant time) => time.UnixMilliseconds + (time.Nanoseconds % Instant.NanosecondsPerMillisecond == 0 ? 0 : 1);
}
