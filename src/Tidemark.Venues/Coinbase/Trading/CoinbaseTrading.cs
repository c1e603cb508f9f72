using System.Text.Json;
using Tidemark.Engine.Ports;
using Tidemark.Venues.Coinbase.Rest;
using Tidemark.Venues.Coinbase.Wire;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase.Trading;

/// <summary>Orders at Coinbase.</summary>
/// <remarks>Source: Coinbase's documentation, "Create Order", "Edit Order", "Cancel Orders".</remarks>
internal sealed class CoinbaseTrading(CoinbasePrivate access, CoinbaseInstruments instruments, OrderHistory history, CoinbaseOptions options, UserStreamFactory userStreams, KeyGate rights, VenueClock clock) : ITradingVenue
{
    private const string Orders = "/api/v3/brokerage/orders";

    /// <summary>How long a request may still be on its way inside of the venue after its token has ended.</summary>
    private static readonly Duration Margin = Duration.FromSeconds(5);

    public VenueCapabilities Capabilities => CoinbaseProfile.Spot.Capabilities;

    /// <summary>With its token a request ends: before that it may still be accepted.</summary>
    public Duration NotFoundCountsAfter => options.TokenLife + Margin;

    public async Task<VenueResult<VenueOrder>> PlaceAsync(VenueOrderRequest request, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(request.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return NotSent(error);
        if (await rights.EnsureAsync(cancellation).ConfigureAwait(false) is { } forbidden) return NotSent(forbidden);
        if (OrderRules.Check(request, instrument) is { } refusal) return refusal;
        if (!OrderWords.Configuration(request).TryGet(out var configuration, out error)) return error;
        var call = Post(Orders, OrderBody.Place(request, instrument.Symbol, configuration));
        var sentAt = clock.Now;
        var answer = AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), root => ReadId(root));
        if (!answer.TryGet(out var id, out error)) return error;
        var placed = new VenueOrder
        {
            Instrument = instrument.Id,
            ClientId = request.ClientId.ToString(),
            VenueId = id,
            Side = request.Side,
            Type = request.Type,
            Status = OrderStatus.Open,
            Quantity = request.Quantity,
            LimitPrice = request.LimitPrice,
            StopPrice = request.StopPrice,
            UpdatedAt = sentAt,
        };
        // The answer has the id alone. What does not rest has ended by now, so it is asked for.
        return request.Type == OrderType.Market || request.TimeInForce is TimeInForce.Ioc or TimeInForce.Fok ? await AsKnownAsync(placed, instrument, cancellation).ConfigureAwait(false) : placed;
    }

    public async Task<VenueResult<VenueOrder>> CancelAsync(OrderReference order, CancellationToken cancellation = default)
    {
        if (!(await IdentifyAsync(order, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return NotSent(error);
        var call = Post($"{Orders}/batch_cancel", OrderBody.Cancel(found.VenueId));
        var answer = AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), root =>
        {
            var result = root.GetProperty("results")[0];
            return result.GetProperty("success").GetBoolean() ? "" : result.Text("failure_reason");
        });
        if (!answer.TryGet(out var reason, out error)) return error;
        var after = await history.FindByVenueIdAsync(found.VenueId, found.Instrument, cancellation).ConfigureAwait(false);
        // One that is being canceled already is canceled.
        if (reason.Length == 0 || reason == "DUPLICATE_CANCEL_REQUEST") return after.IsSuccess ? after : after.Error! with { MayHaveHappened = true };
        return after.IsSuccess && after.Value.Status.IsFinal() ? VenueError.Final(VenueErrorKind.OrderClosed, $"{order} has ended", reason) : CoinbaseJudge.Refused(call, reason, "");
    }

    public async Task<VenueResult<VenueOrder>> AmendAsync(OrderReference order, Amendment change, ClientOrderId replacementId, CancellationToken cancellation = default)
    {
        if (!(await IdentifyAsync(order, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return NotSent(error);
        if (!(await history.FindByVenueIdAsync(found.VenueId, found.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var known, out error)) return NotSent(error);
        if (known.Status.IsFinal()) return VenueError.Final(VenueErrorKind.OrderClosed, $"{order} has ended");
        if (known is not { Type: OrderType.Limit, LimitPrice: { } price } || change.StopPrice is not null) return VenueError.Final(VenueErrorKind.NotSupported, $"{CoinbaseProfile.Name} changes limit orders only");
        var call = Post($"{Orders}/edit", OrderBody.Edit(found.VenueId, change.LimitPrice?.Value ?? price, change.Quantity?.Value ?? known.Quantity));
        var answer = AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), root => root.GetProperty("success").GetBoolean());
        if (!answer.TryGet(out var isDone, out error)) return error;
        if (!isDone) return CoinbaseJudge.Refused(call, "UNKNOWN_EDIT_ORDER_FAILURE_REASON", "");
        var after = await history.FindByVenueIdAsync(found.VenueId, found.Instrument, cancellation).ConfigureAwait(false);
        return after.IsSuccess ? after : after.Error! with { MayHaveHappened = true };
    }

    public async Task<VenueResult<VenueOrder>> FindOrderAsync(OrderReference order, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(order.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return error;
        return order.VenueId is { Length: > 0 } id ? await history.FindByVenueIdAsync(id, instrument, cancellation).ConfigureAwait(false)
            : await history.FindByClientIdAsync(order.ClientId, instrument, cancellation).ConfigureAwait(false);
    }

    public async Task<VenueResult<IReadOnlyList<VenueOrder>>> ListOpenOrdersAsync(InstrumentId? instrument = null, CancellationToken cancellation = default)
    {
        if (await instruments.LoadAsync(cancellation).ConfigureAwait(false) is { } failed) return failed;
        if (instrument is null) return await history.ListOpenAsync(null, cancellation).ConfigureAwait(false);
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        return await history.ListOpenAsync(found, cancellation).ConfigureAwait(false);
    }

    public async Task<VenueResult<VenuePage<VenueFill>>> ReadFillsAsync(InstrumentId instrument, Instant since, string? continuation = null, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        return await history.ReadFillsAsync(found, since, cancellation).ConfigureAwait(false);
    }

    public async Task<VenueResult<IOrderStream>> OpenOrderStreamAsync(IOrderListener listener, CancellationToken cancellation = default) =>
        await instruments.LoadAsync(cancellation).ConfigureAwait(false) is { } error ? error
        : await rights.EnsureAsync(cancellation).ConfigureAwait(false) is { } forbidden ? forbidden
        : VenueResult.Ok(userStreams.Open(listener));

    private static string ReadId(JsonElement root) =>
        root.TryGetProperty("success_response", out var success) && success.ValueKind == JsonValueKind.Object ? success.Text("order_id") : root.Text("order_id");

    /// <summary>The venue's id of an order, asked for where only ours is known.</summary>
    private async Task<VenueResult<(string VenueId, VenueInstrument Instrument)>> IdentifyAsync(OrderReference order, CancellationToken cancellation)
    {
        if (!(await instruments.FindAsync(order.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return error;
        if (order.VenueId is { Length: > 0 } id) return (id, instrument);
        return (await history.FindByClientIdAsync(order.ClientId, instrument, cancellation).ConfigureAwait(false)).Select(found => (found.VenueId, instrument));
    }

    /// <summary>The order with all that is known of it now; as it was placed where that cannot be had: the stream will tell.</summary>
    private async Task<VenueResult<VenueOrder>> AsKnownAsync(VenueOrder placed, VenueInstrument instrument, CancellationToken cancellation)
    {
        try
        {
            var answer = await history.FindByVenueIdAsync(placed.VenueId, instrument, cancellation).ConfigureAwait(false);
            if (!answer.TryGet(out var order, out _)) return placed;
            if (order.FilledQuantity == 0m) return order;
            var fills = await history.ReadFillsOfOrderAsync(instrument, placed.VenueId, cancellation).ConfigureAwait(false);
            return fills.TryGet(out var page, out _) ? order with { Fills = [.. page.Items.Select(fill => fill with { ClientId = placed.ClientId })] } : order;
        }
        catch (OperationCanceledException)
        {
            return placed;
        }
    }

    private static VenueCall Post(string path, string body) => new(HttpMethod.Post, path) { Body = body, ContentType = "application/json", IsPrivate = true, Priority = CallPriority.Urgent };

    /// <summary>What failed before the change was sent cannot have changed anything.</summary>
    private static VenueError NotSent(VenueError error) => error with { MayHaveHappened = false };
}
