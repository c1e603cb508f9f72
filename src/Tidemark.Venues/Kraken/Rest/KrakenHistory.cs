using System.Globalization;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken.Rest;

/// <summary>Public data of Kraken by request. Of bars the venue keeps only the last 720 of each length; trades go back to the beginning.</summary>
/// <remarks>Source: Kraken's documentation, "Market Data".</remarks>
internal sealed class KrakenHistory(VenueHttp http, KrakenInstruments instruments, VenueClock clock, ClockKeeper keeper) : IMarketHistory
{
    private const int PageLength = 1_000;
    private const int DeepestBook = 500;

    /// <summary>The venue tells whole seconds, so its time is half a second off on average and at most.</summary>
    private static readonly Duration HalfSecond = Duration.FromMilliseconds(500);

    /// <summary>In minutes. Its weeks begin on Thursday, so they are left out.</summary>
    private static readonly Dictionary<Interval, int> Intervals = new()
    {
        [Interval.Minutes(1)] = 1,
        [Interval.Minutes(5)] = 5,
        [Interval.Minutes(15)] = 15,
        [Interval.Minutes(30)] = 30,
        [Interval.Hours(1)] = 60,
        [Interval.Hours(4)] = 240,
        [Interval.Days(1)] = 1_440,
    };

    public async Task<VenueResult<Instant>> ReadServerTimeAsync(CancellationToken cancellation = default) =>
        (await ReadTripAsync(http, cancellation).ConfigureAwait(false)).Select(trip => trip.VenueTime);

    /// <summary>The venue's time; the trip is as much longer as the time is uncertain.</summary>
    public static async Task<VenueResult<ClockTrip>> ReadTripAsync(VenueHttp http, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Get, "/0/public/Time") { Priority = CallPriority.Urgent };
        var answer = await http.SendAsync(call, cancellation).ConfigureAwait(false);
        return ResultJson.Read(call, answer, result => new ClockTrip(answer.Value.SentAt - HalfSecond, Instant.FromUnixSeconds(result.Whole("unixtime")) + HalfSecond, answer.Value.ReceivedAt + HalfSecond));
    }

    public Task<VenueResult<IReadOnlyList<VenueInstrument>>> ListInstrumentsAsync(CancellationToken cancellation = default) => instruments.ListAsync(cancellation);

    public async Task<VenueResult<VenueInstrument>> FindInstrumentAsync(InstrumentId instrument, CancellationToken cancellation = default) =>
        (await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).Select(pair => pair.Instrument);

    /// <summary>The venue's number for a length of bars; null where it has none.</summary>
    public static int? MinutesOf(Interval interval) => Intervals.TryGetValue(interval, out var minutes) ? minutes : null;

    public async Task<VenueResult<VenuePage<Bar>>> ReadBarsAsync(BarSpec bars, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default)
    {
        if (MinutesOf(bars.Interval) is not { } minutes) return VenueError.Final(VenueErrorKind.NotSupported, $"{KrakenProfile.Name} has no bars of {bars.Interval}; it has {string.Join(' ', Intervals.Keys)}");
        if (!(await instruments.FindAsync(bars.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var pair, out var error)) return error;
        // Which bar is closed is judged by the venue's time.
        if (await keeper.EnsureAsync(cancellation).ConfigureAwait(false) is { } unknown) return unknown;
        if (from >= to) return new VenuePage<Bar>([], null);
        var call = Get("/0/public/OHLC", $"pair={pair.Instrument.Symbol}&interval={minutes}&since={from.UnixSeconds - 1}");
        if (!ResultJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.Bars).TryGet(out var page, out error)) return error;
        // The last row always grows still, whatever it is called.
        var now = clock.Now;
        return new VenuePage<Bar>([.. page.SkipLast(1).Where(bar => bar.OpenTime >= from && bar.OpenTime < to && bars.Interval.CloseOf(bar.OpenTime) <= now + HalfSecond)], null);
    }

    public async Task<VenueResult<VenuePage<Trade>>> ReadTradesAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var pair, out var error)) return error;
        if (from >= to) return new VenuePage<Trade>([], null);
        // Since means after, and times lose their last digits on the way: a page begins a little before the end of the one before, and numbers tell what is new.
        var parts = continuation?.Split(':');
        var since = parts is null ? from.Nanoseconds - 1 : long.Parse(parts[0], CultureInfo.InvariantCulture);
        var lastId = parts is null ? long.MinValue : long.Parse(parts[1], CultureInfo.InvariantCulture);
        if (!(await ReadTradesAfterAsync(pair, since, CallPriority.Background, cancellation).ConfigureAwait(false)).TryGet(out var rows, out error)) return error;
        var inside = rows.Trades.Where(trade => trade.TradeId > lastId && trade.Time >= from && trade.Time < to).ToArray();
        var isLast = rows.Trades.Count < PageLength || rows.Trades[^1].Time >= to || rows.Trades[^1].TradeId <= lastId;
        return new VenuePage<Trade>(inside, isLast ? null : string.Create(CultureInfo.InvariantCulture, $"{rows.Trades[^1].Time.Nanoseconds - Instant.NanosecondsPerMicrosecond}:{rows.Trades[^1].TradeId}"));
    }

    public async Task<VenueResult<BookSnapshot>> ReadBookAsync(InstrumentId instrument, int levels, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var pair, out var error)) return error;
        var call = Get("/0/public/Depth", $"pair={pair.Instrument.Symbol}&count={Math.Clamp(levels, 1, DeepestBook)}") with { Priority = CallPriority.Normal };
        return ResultJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), result => MarketReader.Book(result, pair, clock.Now));
    }

    public Task<VenueResult<VenuePage<FundingRate>>> ReadFundingAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default) =>
        Task.FromResult<VenueResult<VenuePage<FundingRate>>>(VenueError.Final(VenueErrorKind.NotSupported, $"{instrument} is spot and has no funding"));

    /// <summary>The trades with numbers in [first, last] among those after a moment; fewer where the venue gives fewer at once.</summary>
    public async Task<VenueResult<IReadOnlyList<Trade>>> ReadTradesByIdAsync(KrakenPair pair, long first, long last, Instant after, CancellationToken cancellation)
    {
        var rows = await ReadTradesAfterAsync(pair, after.Nanoseconds, CallPriority.Normal, cancellation).ConfigureAwait(false);
        return rows.Select<IReadOnlyList<Trade>>(found => [.. found.Trades.Where(trade => trade.TradeId >= first && trade.TradeId <= last)]);
    }

    private async Task<VenueResult<TradeRows>> ReadTradesAfterAsync(KrakenPair pair, long nanoseconds, CallPriority priority, CancellationToken cancellation)
    {
        var call = Get("/0/public/Trades", $"pair={pair.Instrument.Symbol}&since={nanoseconds}&count={PageLength}") with { Priority = priority };
        return ResultJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.Trades);
    }

    private static VenueCall Get(string path, FormattableString query) => new(HttpMethod.Get, path) { Query = FormattableString.Invariant(query), Priority = CallPriority.Background };
}
