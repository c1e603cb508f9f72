using System.Text.Json;
using Tidemark.Engine.Ports;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Json;
using Tidemark.Venues.Kraken.Answers;
using Tidemark.Venues.Kraken.Rest;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Kraken.Trading;

/// <summary>
/// Orders on Kraken spot. The venue answers a new order with nothing but its name: what it filled comes by the stream. After a cancel or a
/// change, whose answers say even less, the order is asked for.
/// </summary>
/// <remarks>Source: Kraken's documentation, "Trading" and "Account Data".</remarks>
internal sealed class KrakenTrading(KrakenPrivate access, KrakenInstruments instruments, KrakenOptions options, OrderStreamFactory streams, KeyGate rights, VenueClock clock) : ITradingVenue
{
    private const int TradesPerPage = 50;
    private const int HistoryWeight = 2;

    /// <summary>How much later than its deadline an order may still show up in answers.</summary>
    private static readonly Duration Margin = Duration.FromSeconds(5);

    private readonly TradingPace pace = new(options, clock);

    public VenueCapabilities Capabilities => KrakenProfile.Spot.Capabilities;

    /// <summary>After its deadline the venue refuses an order.</summary>
    public Duration NotFoundCountsAfter => options.OrderDeadline + Margin;

    /// <summary>To the millisecond.</summary>
    private string Deadline => Instant.FromUnixMilliseconds((clock.Now + options.OrderDeadline).UnixMilliseconds).ToString();

    public async Task<VenueResult<VenueOrder>> PlaceAsync(VenueOrderRequest request, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(request.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var pair, out var error)) return NotSent(error);
        if (await rights.EnsureAsync(cancellation).ConfigureAwait(false) is { } forbidden) return NotSent(forbidden);
        if (OrderRules.Check(request, pair.Instrument) is { } refusal) return refusal;
        if (OrderForm.Refuse(request, pair.Instrument) is { } unknown) return unknown;
        var symbol = pair.Instrument.Symbol;
        if (await pace.TakeAsync(symbol, cancellation).ConfigureAwait(false) is { } wait) return wait;
        var placed = await access.ChangeAsync("/0/private/AddOrder", () => OrderForm.Of(request, symbol, Deadline), result => Accepted(request, result), cancellation).ConfigureAwait(false);
        pace.Learn(symbol, placed.Error);
        return placed;
    }

    public async Task<VenueResult<VenueOrder>> CancelAsync(OrderReference order, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(order.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var pair, out var error)) return NotSent(error);
        var ended = await access.ChangeAsync("/0/private/CancelOrder", () => Named(order), result => result.Whole("count"), cancellation).ConfigureAwait(false);
        pace.Learn(pair.Instrument.Symbol, ended.Error);
        if (ended.Error is { } refused) return await ExplainAsync(refused, order, cancellation).ConfigureAwait(false);
        return await AfterwardsAsync(order, age => pace.AddEnd(pair.Instrument.Symbol, age), cancellation).ConfigureAwait(false);
    }

    public async Task<VenueResult<VenueOrder>> AmendAsync(OrderReference order, Amendment change, ClientOrderId replacementId, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(order.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var pair, out var error)) return NotSent(error);
        if (change is { Quantity: null, LimitPrice: null, StopPrice: null }) return VenueError.Final(VenueErrorKind.InvalidRequest, "an amendment that changes nothing");
        var symbol = pair.Instrument.Symbol;
        if (await pace.TakeAsync(symbol, cancellation).ConfigureAwait(false) is { } wait) return wait;
        FormText Form() => Named(order).Add("order_qty", change.Quantity?.Value).Add("limit_price", change.LimitPrice?.Value).Add("trigger_price", change.StopPrice?.Value)
            .Add("deadline", Deadline);
        var amended = await access.ChangeAsync("/0/private/AmendOrder", Form, result => result.Text("amend_id"), cancellation).ConfigureAwait(false);
        pace.Learn(symbol, amended.Error);
        if (amended.Error is { } refused) return await ExplainAsync(refused, order, cancellation).ConfigureAwait(false);
        return await AfterwardsAsync(order, age => pace.AddChange(symbol, age), cancellation).ConfigureAwait(false);
    }

    public async Task<VenueResult<VenueOrder>> FindOrderAsync(OrderReference order, CancellationToken cancellation = default) =>
        (await LookAsync(order, cancellation).ConfigureAwait(false)).Select(look => look.Order);

    public async Task<VenueResult<IReadOnlyList<VenueOrder>>> ListOpenOrdersAsync(InstrumentId? instrument = null, CancellationToken cancellation = default)
    {
        if (await instruments.LoadAsync(cancellation).ConfigureAwait(false) is { } failed) return failed;
        if (instrument is not null && (await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).Error is { } unknown) return unknown;
        return await access.ReadAsync<IReadOnlyList<VenueOrder>>("/0/private/OpenOrders", new FormText(), 1,
            (result, asOf) => [.. LooksOf(result.GetProperty("open"), asOf).Select(look => look.Order).Where(order => instrument is null || order.Instrument == instrument)], cancellation).ConfigureAwait(false);
    }

    /// <summary>The venue's pages begin with the newest, of all pairs: they are read until they are older, and given as one.</summary>
    public async Task<VenueResult<VenuePage<VenueFill>>> ReadFillsAsync(InstrumentId instrument, Instant since, string? continuation = null, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out _, out var error)) return error;
        // A trade that comes while pages are read moves the others to later places, so that some may come twice.
        var fills = new Dictionary<TradeId, VenueFill>();
        for (var offset = 0; ; offset += TradesPerPage)
        {
            var form = new FormText().Add("type", "all").Add("start", since.UnixSeconds - 1).Add("ofs", offset).Add("consolidate_taker", "false");
            var page = await access.ReadAsync("/0/private/TradesHistory", form, HistoryWeight, (result, _) => TakeTrades(result.GetProperty("trades"), instrument, fills), cancellation).ConfigureAwait(false);
            if (!page.TryGet(out var count, out error)) return error;
            if (count < TradesPerPage) return new VenuePage<VenueFill>([.. fills.Values.Where(fill => fill.Time >= since).OrderBy(fill => fill.Time)], null);
        }
    }

    public async Task<VenueResult<IOrderStream>> OpenOrderStreamAsync(IOrderListener listener, CancellationToken cancellation = default) =>
        await instruments.LoadAsync(cancellation).ConfigureAwait(false) is { } error ? error
        : await rights.EnsureAsync(cancellation).ConfigureAwait(false) is { } forbidden ? forbidden
        : VenueResult.Ok(streams.Open(listener));

    private int TakeTrades(JsonElement trades, InstrumentId instrument, Dictionary<TradeId, VenueFill> fills)
    {
        var count = 0;
        foreach (var item in trades.EnumerateObject())
        {
            count++;
            if (instruments.ByName(item.Value.Text("pair"))?.Instrument.Id != instrument) continue;
            var fill = OrderReader.OwnTrade(item.Name, item.Value, instrument);
            fills[fill.TradeId] = fill;
        }
        return count;
    }

    /// <summary>Looks for an order by the venue's name; by ours among those that work and then, for it may have ended in between, among those that have ended.</summary>
    private async Task<VenueResult<Look>> LookAsync(OrderReference order, CancellationToken cancellation)
    {
        if (await instruments.LoadAsync(cancellation).ConfigureAwait(false) is { } failed) return failed;
        (string Path, string? Part, FormText Form)[] places = order.VenueId is { Length: > 0 } id
            ? [("/0/private/QueryOrders", null, new FormText().Add("txid", id).Add("consolidate_taker", "false"))]
            : [("/0/private/OpenOrders", "open", new FormText().Add("cl_ord_id", order.ClientId)), ("/0/private/ClosedOrders", "closed", new FormText().Add("cl_ord_id", order.ClientId).Add("consolidate_taker", "false"))];
        foreach (var (path, part, form) in places)
        {
            var answer = await access.ReadAsync(path, form, 1, (result, asOf) => LooksOf(part is null ? result : result.GetProperty(part), asOf).FirstOrDefault(look => IsMeant(look.Order, order)), cancellation).ConfigureAwait(false);
            if (!answer.TryGet(out var look, out var error)) return error.Kind == VenueErrorKind.UnknownOrder ? Unknown(order) : error;
            if (look is not null) return look;
        }
        return Unknown(order);
    }

    /// <summary>The order after a change that the venue has carried out.</summary>
    private async Task<VenueResult<VenueOrder>> AfterwardsAsync(OrderReference order, Action<Duration> count, CancellationToken cancellation)
    {
        var found = await LookAsync(order, cancellation).ConfigureAwait(false);
        if (found.TryGet(out var look, out var error))
        {
            count(clock.Now - look.OpenedAt);
            return look.Order;
        }
        count(Duration.Zero);
        return error with { MayHaveHappened = true };
    }

    /// <summary>The venue calls an order that has ended unknown.</summary>
    private async Task<VenueError> ExplainAsync(VenueError refusal, OrderReference order, CancellationToken cancellation)
    {
        if (refusal.Kind != VenueErrorKind.UnknownOrder) return refusal;
        var found = await LookAsync(order, cancellation).ConfigureAwait(false);
        return found.TryGet(out var look, out _) && look.Order.Status.IsFinal() ? VenueError.Final(VenueErrorKind.OrderClosed, $"{order} has ended", refusal.VenueCode) : refusal;
    }

    private IEnumerable<Look> LooksOf(JsonElement orders, Instant asOf)
    {
        foreach (var item in orders.EnumerateObject())
            if (instruments.ByName(OrderReader.PairOf(item.Value)) is { } pair)
                yield return new Look(OrderReader.Order(item.Name, item.Value, pair.Instrument.Id, asOf), OrderReader.OpenedAt(item.Value));
    }

    private static bool IsMeant(VenueOrder order, OrderReference reference) => reference.VenueId is { Length: > 0 } id ? order.VenueId == id : order.ClientId == reference.ClientId;

    private static FormText Named(OrderReference order) => order.VenueId is { Length: > 0 } id ? new FormText().Add("txid", id) : new FormText().Add("cl_ord_id", order.ClientId);

    /// <summary>All that the answer tells is the order's name: whatever else is told of it is newer.</summary>
    private static VenueOrder Accepted(VenueOrderRequest request, JsonElement result) => new()
    {
        Instrument = request.Instrument,
        ClientId = request.ClientId.ToString(),
        VenueId = result.GetProperty("txid")[0].GetString() ?? throw new FormatException("the order has no name"),
        Side = request.Side,
        Type = request.Type,
        Status = OrderStatus.Open,
        Quantity = request.Quantity,
        LimitPrice = request.LimitPrice,
        StopPrice = request.StopPrice,
        UpdatedAt = Instant.MinValue,
    };

    private static VenueError Unknown(OrderReference order) => VenueError.Final(VenueErrorKind.UnknownOrder, $"{KrakenProfile.Name} knows no order {order}");

    /// <summary>What failed before the change was sent cannot have changed anything.</summary>
    private static VenueError NotSent(VenueError error) => error with { MayHaveHappened = false };

    private sealed record Look(VenueOrder Order, Instant OpenedAt);
}
