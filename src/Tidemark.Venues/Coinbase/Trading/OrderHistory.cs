using System.Text.Json;
using Tidemark.Venues.Coinbase.Rest;
using Tidemark.Venues.Coinbase.Wire;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase.Trading;

/// <summary>
/// Orders and fills by request. The venue finds an order by its own id only: by ours it is looked for among the orders of its instrument, newest
/// first.
/// </summary>
/// <remarks>Source: Coinbase's documentation, "List Orders", "Get Order", "List Fills".</remarks>
internal sealed class OrderHistory(CoinbasePrivate access, CoinbaseInstruments instruments, VenueClock clock)
{
    private const string Batch = "/api/v3/brokerage/orders/historical/batch";
    private const int PageLength = 250;
    private const int MostPages = 400;

    /// <summary>How many pages of past orders are looked through for one of ours: some thousands of orders.</summary>
    private const int SearchedPages = 20;

    /// <summary>Orders by the venue's id.</summary>
    public async Task<VenueResult<VenueOrder>> FindByVenueIdAsync(string orderId, VenueInstrument instrument, CancellationToken cancellation)
    {
        var call = Get($"/api/v3/brokerage/orders/historical/{Uri.EscapeDataString(orderId)}", "");
        var askedAt = clock.Now;
        return AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), root => OrderReader.Order(root.GetProperty("order"), instrument.Id, askedAt));
    }

    /// <summary>An order by our id.</summary>
    public async Task<VenueResult<VenueOrder>> FindByClientIdAsync(string clientId, VenueInstrument instrument, CancellationToken cancellation)
    {
        VenueOrder? found = null;
        var error = await ReadPagesAsync(Batch, $"product_ids={instrument.Symbol}", "orders", SearchedPages, (order, askedAt) =>
        {
            if (order.TextOrEmpty("client_order_id") == clientId) found = OrderReader.Order(order, instrument.Id, askedAt);
            return found is null;
        }, cancellation).ConfigureAwait(false);
        return found ?? (VenueResult<VenueOrder>)(error ?? VenueError.Final(VenueErrorKind.UnknownOrder, $"{instrument.Id}: there is no order {clientId}"));
    }

    /// <param name="instrument">Null for all.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<VenueResult<IReadOnlyList<VenueOrder>>> ListOpenAsync(VenueInstrument? instrument, CancellationToken cancellation)
    {
        List<VenueOrder> orders = [];
        var query = instrument is null ? "order_status=OPEN" : $"order_status=OPEN&product_ids={instrument.Symbol}";
        var error = await ReadPagesAsync(Batch, query, "orders", MostPages, (order, askedAt) =>
        {
            if (instruments.BySymbol(order.Text("product_id")) is { } known) orders.Add(OrderReader.Order(order, known.Id, askedAt));
            return true;
        }, cancellation).ConfigureAwait(false);
        return error is null ? VenueResult.Ok<IReadOnlyList<VenueOrder>>(orders) : error;
    }

    /// <summary>All fills since a moment, oldest first; the venue has the newest first, so that it is one page.</summary>
    public Task<VenueResult<VenuePage<VenueFill>>> ReadFillsAsync(VenueInstrument instrument, Instant since, CancellationToken cancellation) =>
        ReadAsync(instrument, $"product_ids={instrument.Symbol}&start_sequence_timestamp={Uri.EscapeDataString(since.ToString())}", cancellation);

    /// <summary>All fills of one order.</summary>
    public Task<VenueResult<VenuePage<VenueFill>>> ReadFillsOfOrderAsync(VenueInstrument instrument, string orderId, CancellationToken cancellation) =>
        ReadAsync(instrument, $"order_ids={Uri.EscapeDataString(orderId)}", cancellation);

    private async Task<VenueResult<VenuePage<VenueFill>>> ReadAsync(VenueInstrument instrument, string query, CancellationToken cancellation)
    {
        List<VenueFill> fills = [];
        var error = await ReadPagesAsync("/api/v3/brokerage/orders/historical/fills", query, "fills", MostPages, (fill, _) =>
        {
            if (OrderReader.Fill(fill, instrument.Id) is { } read) fills.Add(read);
            return true;
        }, cancellation).ConfigureAwait(false);
        if (error is not null) return error;
        fills.Reverse();
        return new VenuePage<VenueFill>(fills, null);
    }

    /// <summary>Reads page after page until there are no more, or enough is known.</summary>
    /// <param name="path">Of the list.</param>
    /// <param name="query">What is wanted.</param>
    /// <param name="list">The name of the list in the answer.</param>
    /// <param name="mostPages">A bound, should the venue never end.</param>
    /// <param name="take">Gets each item and the time of the question; whether to go on.</param>
    /// <param name="cancellation">Ends the wait.</param>
    private async Task<VenueError?> ReadPagesAsync(string path, string query, string list, int mostPages, Func<JsonElement, Instant, bool> take, CancellationToken cancellation)
    {
        var cursor = "";
        for (var page = 0; page < mostPages; page++)
        {
            var call = Get(path, cursor.Length == 0 ? $"{query}&limit={PageLength}" : $"{query}&limit={PageLength}&cursor={Uri.EscapeDataString(cursor)}");
            var askedAt = clock.Now;
            var answer = AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), root =>
            {
                var items = root.GetProperty(list);
                foreach (var item in items.EnumerateArray())
                    if (!take(item, askedAt)) return "";
                return items.GetArrayLength() == 0 ? "" : root.TextOrEmpty("cursor");
            });
            if (!answer.TryGet(out var next, out var error)) return error;
            if (next.Length == 0 || next == cursor) return null;
            cursor = next;
        }
        return null;
    }

    private static VenueCall Get(string path, string query) => new(HttpMethod.Get, path) { Query = query, IsPrivate = true };
}
