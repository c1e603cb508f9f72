using System.Globalization;
using Tidemark.Venues.Binance.Answers;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.UsdM;

/// <summary>Own executions in contracts. The venue looks at seven days at a time, or goes on from a number.</summary>
/// <remarks>Source: Binance's documentation of USD-M futures, "Account Trade List".</remarks>
internal sealed class ContractFills(BinancePrivate access, BinanceInstruments instruments, TriggeredOrders triggered)
{
    private const int PageLength = 1_000;
    private static readonly Duration LongestSpan = Duration.FromDays(7);

    public async Task<VenueResult<VenuePage<VenueFill>>> ReadAsync(InstrumentId instrument, Instant since, string? continuation, CancellationToken cancellation)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        var parameters = new OrderParameters().Add("symbol", found.Symbol);
        Instant? spanEnd = null;
        if (continuation is ['#', .. var number])
        {
            parameters.Add("fromId", number);
        }
        else
        {
            var start = continuation is null ? since : new Instant(long.Parse(continuation, CultureInfo.InvariantCulture));
            spanEnd = start + LongestSpan;
            parameters.Add("startTime", start.UnixMilliseconds);
            // One that lies ahead is left out: the end is now then.
            if (spanEnd < instruments.Now) parameters.Add("endTime", spanEnd.Value.UnixMilliseconds);
        }
        var call = new VenueCall(HttpMethod.Get, "/fapi/v1/userTrades") { Query = parameters.Add("limit", PageLength).ToString(), IsPrivate = true, Weight = 5 };
        return AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), root =>
        {
            VenueFill[] fills = [.. root.EnumerateArray().Select(item => triggered.Named(OrderReader.OwnTrade(item, instrument)))];
            var next = fills.Length == PageLength ? $"#{(root[PageLength - 1].Whole("id") + 1).ToString(CultureInfo.InvariantCulture)}"
                : spanEnd is { } end && end < instruments.Now ? end.Nanoseconds.ToString(CultureInfo.InvariantCulture) : null;
            return new VenuePage<VenueFill>(fills, next);
        });
    }
}
