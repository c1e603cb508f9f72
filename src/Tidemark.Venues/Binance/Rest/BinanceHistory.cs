using System.Globalization;
using System.Text.Json;
using Tidemark.Venues.Binance.Answers;
using Tidemark.Venues.Binance.Streams;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Binance.Rest;

/// <summary>Public data of a market of Binance by request.</summary>
/// <remarks>Source: Binance's documentation, "Market Data endpoints".</remarks>
internal sealed class BinanceHistory(VenueHttp http, BinanceInstruments instruments, VenueClock clock, ClockKeeper clockKeeper, BinanceTrades kind, BinanceMarket market) : IMarketHistory
{
    private const int PageLength = 1_000;

    /// <summary>The venue looks for the first of aggregated trades in at most an hour at a time.</summary>
    private static readonly Duration LongestTradeSpan = Duration.FromHours(1);

    /// <summary>Whether the venue has bars of an interval, by request and by stream.</summary>
    public bool HasBarsOf(Interval interval) => market.Intervals.Contains(interval.ToString(), StringComparer.Ordinal);

    public async Task<VenueResult<Instant>> ReadServerTimeAsync(CancellationToken cancellation = default) =>
        (await ReadTripAsync(http, market, cancellation).ConfigureAwait(false)).Select(trip => trip.VenueTime);

    /// <summary>The venue's time with the moments of the attempt that got it.</summary>
    public static async Task<VenueResult<ClockTrip>> ReadTripAsync(VenueHttp http, BinanceMarket market, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Get, $"{market.Root}/time") { Priority = CallPriority.Urgent };
        var answer = await http.SendAsync(call, cancellation).ConfigureAwait(false);
        return AnswerJson.Read(call, answer, root => new ClockTrip(answer.Value.SentAt, root.Time("serverTime"), answer.Value.ReceivedAt));
    }

    public Task<VenueResult<IReadOnlyList<VenueInstrument>>> ListInstrumentsAsync(CancellationToken cancellation = default) => instruments.ListAsync(cancellation);

    public Task<VenueResult<VenueInstrument>> FindInstrumentAsync(InstrumentId instrument, CancellationToken cancellation = default) => instruments.FindAsync(instrument, cancellation);

    public Task<VenueResult<VenuePage<Bar>>> ReadBarsAsync(BarSpec bars, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default) =>
        ReadBarsAsync(bars, from, to, continuation, CallPriority.Background, cancellation);

    public async Task<VenueResult<VenuePage<Bar>>> ReadBarsAsync(BarSpec bars, Instant from, Instant to, string? continuation, CallPriority priority, CancellationToken cancellation)
    {
        var interval = bars.Interval.ToString();
        if (!HasBarsOf(bars.Interval)) return VenueError.Final(VenueErrorKind.NotSupported, $"{market.Name} has no bars of {interval}; it has {string.Join(' ', market.Intervals)}");
        if (!(await instruments.FindAsync(bars.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return error;
        var start = continuation is null ? from : new Instant(long.Parse(continuation, CultureInfo.InvariantCulture));
        if (start >= to) return new VenuePage<Bar>([], null);
        // Whether a bar has closed is told by the venue's time, which must be known.
        if (await clockKeeper.EnsureAsync(cancellation).ConfigureAwait(false) is { } unknown) return unknown;
        var call = Get("klines", $"symbol={instrument.Symbol}&interval={interval}&startTime={CeilingMilliseconds(start)}&endTime={CeilingMilliseconds(to) - 1}&limit={PageLength}", market.BarsWeight) with { Priority = priority };
        if (!AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.Bars).TryGet(out var page, out error)) return error;
        // The last one may still be growing.
        var now = clock.Now;
        var closed = page.Where(bar => bars.Interval.CloseOf(bar.OpenTime) <= now && bar.OpenTime >= start && bar.OpenTime < to).ToArray();
        var isLast = page.Count < PageLength || closed.Length < page.Count;
        return new VenuePage<Bar>(closed, isLast ? null : Text(bars.Interval.CloseOf(page[^1].OpenTime).Nanoseconds));
    }

    public async Task<VenueResult<VenuePage<Trade>>> ReadTradesAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        if (from >= to) return new VenuePage<Trade>([], null);
        // Always aggregated ones: single trades cannot be found by their time.
        if (continuation is not null && continuation[0] == '#') return await PageFromIdAsync(found, from, to, long.Parse(continuation.AsSpan(1), CultureInfo.InvariantCulture), cancellation).ConfigureAwait(false);
        var start = continuation is null ? from : new Instant(long.Parse(continuation, CultureInfo.InvariantCulture));
        if (start >= to) return new VenuePage<Trade>([], null);
        // Whether there can be more is told by the venue's time too.
        if (await clockKeeper.EnsureAsync(cancellation).ConfigureAwait(false) is { } unknown) return unknown;
        var end = Instant.Min(to, start + LongestTradeSpan);
        var call = Get("aggTrades", $"symbol={found.Symbol}&startTime={FloorMilliseconds(start)}&endTime={CeilingMilliseconds(end) - 1}&limit={PageLength}", market.AggregatedTradesWeight);
        if (!AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.AggregatedTrades).TryGet(out var page, out error)) return error;
        var inside = Between(page, start, to);
        // A full page goes on by number: times are shared by many trades.
        var next = page.Count == PageLength ? $"#{Text(page[^1].TradeId + 1)}" : end < to && end <= clock.Now ? Text(end.Nanoseconds) : null;
        return new VenuePage<Trade>(inside, next);
    }

    public async Task<VenueResult<BookSnapshot>> ReadBookAsync(InstrumentId instrument, int levels, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        return await ReadBookAsync(found, levels, cancellation).ConfigureAwait(false);
    }

    /// <summary>The best levels of a book on the grid of an instrument as it was read at some time: the grid that the updates are read on.</summary>
    public async Task<VenueResult<BookSnapshot>> ReadBookAsync(VenueInstrument found, int levels, CancellationToken cancellation)
    {
        var limit = market.BookLength(levels);
        var call = Get("depth", $"symbol={found.Symbol}&limit={limit}", market.BookWeight(limit)) with { Priority = CallPriority.Normal };
        return AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), root => MarketReader.Book(root, found.Scale, clock.Now));
    }

    public async Task<VenueResult<VenuePage<FundingRate>>> ReadFundingAsync(InstrumentId instrument, Instant from, Instant to, string? continuation = null, CancellationToken cancellation = default)
    {
        if (!market.HasFunding) return VenueError.Final(VenueErrorKind.NotSupported, $"{instrument} is spot and has no funding");
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        var start = continuation is null ? from : new Instant(long.Parse(continuation, CultureInfo.InvariantCulture));
        if (start >= to) return new VenuePage<FundingRate>([], null);
        var call = Get("fundingRate", $"symbol={found.Symbol}&startTime={CeilingMilliseconds(start)}&endTime={CeilingMilliseconds(to) - 1}&limit={PageLength}", 1);
        if (!AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.Funding).TryGet(out var page, out error)) return error;
        FundingRate[] inside = [.. page.Where(paid => paid.Time >= start && paid.Time < to)];
        return new VenuePage<FundingRate>(inside, page.Count < PageLength ? null : Text(page[^1].Time.Nanoseconds + Instant.NanosecondsPerMillisecond));
    }

    /// <summary>The mark price of now and the funding that is expected at the next payment.</summary>
    public async Task<VenueResult<FundingRate>> ReadMarkPriceAsync(InstrumentId instrument, CancellationToken cancellation)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        var call = Get("premiumIndex", $"symbol={found.Symbol}", 1) with { Priority = CallPriority.Normal };
        return AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.MarkPrice);
    }

    /// <summary>The trades with numbers in [first, last], of the kind that the streams tell; fewer where the venue gives fewer at once.</summary>
    public async Task<VenueResult<IReadOnlyList<Trade>>> ReadTradesByIdAsync(VenueInstrument instrument, long first, long last, CancellationToken cancellation)
    {
        var limit = Math.Clamp(last - first + 1, 1, PageLength);
        var call = kind == BinanceTrades.Aggregated
            ? Get("aggTrades", $"symbol={instrument.Symbol}&fromId={first}&limit={limit}", market.AggregatedTradesWeight)
            : Get("historicalTrades", $"symbol={instrument.Symbol}&fromId={first}&limit={limit}", market.SingleTradesWeight);
        Func<JsonElement, IReadOnlyList<Trade>> read = kind == BinanceTrades.Aggregated ? MarketReader.AggregatedTrades : MarketReader.SingleTrades;
        var page = AnswerJson.Read(call, await http.SendAsync(call with { Priority = CallPriority.Normal }, cancellation).ConfigureAwait(false), read);
        return page.Select<IReadOnlyList<Trade>>(trades => [.. trades.Where(trade => trade.TradeId >= first && trade.TradeId <= last)]);
    }

    private async Task<VenueResult<VenuePage<Trade>>> PageFromIdAsync(VenueInstrument instrument, Instant from, Instant to, long first, CancellationToken cancellation)
    {
        var call = Get("aggTrades", $"symbol={instrument.Symbol}&fromId={first}&limit={PageLength}", market.AggregatedTradesWeight);
        if (!AnswerJson.Read(call, await http.SendAsync(call, cancellation).ConfigureAwait(false), MarketReader.AggregatedTrades).TryGet(out var page, out var error)) return error;
        var isLast = page.Count < PageLength || page[^1].Time >= to;
        return new VenuePage<Trade>(Between(page, from, to), isLast ? null : $"#{Text(page[^1].TradeId + 1)}");
    }

    private static Trade[] Between(IReadOnlyList<Trade> page, Instant from, Instant to) => [.. page.Where(trade => trade.Time >= from && trade.Time < to)];

    private VenueCall Get(string name, FormattableString query, int weight) =>
        new(HttpMethod.Get, $"{market.Root}/{name}") { Query = FormattableString.Invariant(query), Weight = weight, Priority = CallPriority.Background };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long FloorMilliseconds(Instant time) => time.UnixMilliseconds;

    private static long CeilingMilliseconds(Instant time) => time.UnixMilliseconds + (time.Nanoseconds % Instant.NanosecondsPerMillisecond == 0 ? 0 : 1);
}
