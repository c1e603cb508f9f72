using System.Globalization;
using Tidemark.Engine.Ports;
using Tidemark.Venues.Binance.Answers;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.Trading;

/// <summary>Orders on Binance spot.</summary>
/// <remarks>Source: Binance's documentation, "Trading endpoints" and "Account Endpoints".</remarks>
internal sealed class BinanceTrading(BinancePrivate access, BinanceInstruments instruments, BinanceOptions options, UserStreamFactory userStreams, KeyGate rights) : ITradingVenue
{
    private const int PageLength = 1_000;
    private const string OrderPath = "/api/v3/order";

    /// <summary>How long a request that was refused for nothing may still be on its way inside of the venue, beyond its window.</summary>
    private static readonly Duration Margin = Duration.FromSeconds(5);

    public VenueCapabilities Capabilities => BinanceProfile.Spot.Capabilities;

    /// <summary>After its window the venue refuses a request that arrives; before that it may still be accepted.</summary>
    public Duration NotFoundCountsAfter => options.ReceiveWindow + Margin;

    public async Task<VenueResult<VenueOrder>> PlaceAsync(VenueOrderRequest request, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(request.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return NotSent(error);
        if (await rights.EnsureAsync(cancellation).ConfigureAwait(false) is { } forbidden) return NotSent(forbidden);
        if (OrderRules.Check(request, instrument) is { } refusal) return refusal;
        if (!OrderParameters.Of(request, instrument).TryGet(out var parameters, out error)) return error;
        var call = new VenueCall(HttpMethod.Post, OrderPath) { Body = parameters.ToString(), IsPrivate = true, Orders = 1, Priority = CallPriority.Urgent };
        return await SendAsync(call, instrument, cancellation).ConfigureAwait(false);
    }

    public async Task<VenueResult<IReadOnlyList<VenueOrder>>> PlacePairAsync(VenuePairRequest pair, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(pair.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return NotSent(error);
        if (await rights.EnsureAsync(cancellation).ConfigureAwait(false) is { } forbidden) return NotSent(forbidden);
        return await PairOrders.PlaceAsync(pair, instrument, access, cancellation).ConfigureAwait(false);
    }

    public async Task<VenueResult<VenueOrder>> CancelAsync(OrderReference order, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(order.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return NotSent(error);
        var call = new VenueCall(HttpMethod.Delete, OrderPath) { Body = Named(order, instrument).ToString(), IsPrivate = true, Priority = CallPriority.Urgent };
        var answer = await access.SendAsync(call, cancellation).ConfigureAwait(false);
        return AnswerJson.Read(call, answer, root => OrderReader.Canceled(root, order));
    }

    public async Task<VenueResult<VenueOrder>> AmendAsync(OrderReference order, Amendment change, ClientOrderId replacementId, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(order.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return NotSent(error);
        if (!(await FindOrderAsync(order, cancellation).ConfigureAwait(false)).TryGet(out var known, out error)) return NotSent(error);
        if (known.Status.IsFinal()) return VenueError.Final(VenueErrorKind.OrderClosed, $"{order} has ended");
        // Less of the same keeps its place in the queue; everything else is another order.
        var isOnlyLess = change is { LimitPrice: null, StopPrice: null, Quantity: { } less } && less.Value < known.Quantity;
        // Decided on a state that was no longer true: two reductions that overtook each other.
        if (!isOnlyLess && replacementId == default) return VenueError.Final(VenueErrorKind.InvalidRequest, $"{order} can be made only smaller where no other order may take its place");
        return isOnlyLess
            ? await ReduceAsync(order, change.Quantity!.Value.Value, instrument, cancellation).ConfigureAwait(false)
            : await new OrderReplacement(access, this).ReplaceAsync(known, change, replacementId, instrument, cancellation).ConfigureAwait(false);
    }

    public async Task<VenueResult<VenueOrder>> FindOrderAsync(OrderReference order, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(order.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return error;
        var call = new VenueCall(HttpMethod.Get, OrderPath) { Query = Named(order, instrument).ToString(), IsPrivate = true, Weight = 4 };
        return await SendAsync(call, instrument, cancellation).ConfigureAwait(false);
    }

    public async Task<VenueResult<IReadOnlyList<VenueOrder>>> ListOpenOrdersAsync(InstrumentId? instrument = null, CancellationToken cancellation = default)
    {
        if (await instruments.LoadAsync(cancellation).ConfigureAwait(false) is { } failed) return failed;
        var parameters = new OrderParameters();
        if (instrument is not null)
        {
            if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
            parameters.Add("symbol", found.Symbol);
        }
        var call = new VenueCall(HttpMethod.Get, "/api/v3/openOrders") { Query = parameters.ToString(), IsPrivate = true, Weight = instrument is null ? 80 : 6 };
        var answer = await access.SendAsync(call, cancellation).ConfigureAwait(false);
        return AnswerJson.Read<IReadOnlyList<VenueOrder>>(call, answer, root => [.. root.EnumerateArray()
            .Select(item => (Item: item, Instrument: instruments.BySymbol(item.Text("symbol"))))
            .Where(pair => pair.Instrument is not null).Select(pair => OrderReader.Order(pair.Item, pair.Instrument!.Id))]);
    }

    public async Task<VenueResult<VenuePage<VenueFill>>> ReadFillsAsync(InstrumentId instrument, Instant since, string? continuation = null, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var found, out var error)) return error;
        var parameters = new OrderParameters().Add("symbol", found.Symbol);
        // The venue takes a moment or a number to begin at, not both.
        if (continuation is null) parameters.Add("startTime", since.UnixMilliseconds);
        else parameters.Add("fromId", continuation);
        var call = new VenueCall(HttpMethod.Get, "/api/v3/myTrades") { Query = parameters.Add("limit", PageLength).ToString(), IsPrivate = true, Weight = 20 };
        var answer = await access.SendAsync(call, cancellation).ConfigureAwait(false);
        return AnswerJson.Read(call, answer, root =>
        {
            VenueFill[] fills = [.. root.EnumerateArray().Select(item => OrderReader.OwnTrade(item, instrument))];
            return new VenuePage<VenueFill>(fills, fills.Length < PageLength ? null : (root[PageLength - 1].Whole("id") + 1).ToString(CultureInfo.InvariantCulture));
        });
    }

    public async Task<VenueResult<IOrderStream>> OpenOrderStreamAsync(IOrderListener listener, CancellationToken cancellation = default) =>
        await instruments.LoadAsync(cancellation).ConfigureAwait(false) is { } error ? error
        : await rights.EnsureAsync(cancellation).ConfigureAwait(false) is { } forbidden ? forbidden
        : VenueResult.Ok(userStreams.Open(listener));

    /// <summary>Names an order by our id where it has one, else by the venue's.</summary>
    internal static OrderParameters Named(OrderReference order, VenueInstrument instrument, string client = "origClientOrderId", string venue = "orderId")
    {
        var parameters = new OrderParameters().Add("symbol", instrument.Symbol);
        return order.ClientId.Length > 0 ? parameters.Add(client, order.ClientId) : parameters.Add(venue, order.VenueId);
    }

    private async Task<VenueResult<VenueOrder>> ReduceAsync(OrderReference order, decimal quantity, VenueInstrument instrument, CancellationToken cancellation)
    {
        var parameters = Named(order, instrument).Add("newQty", quantity).Add("newClientOrderId", order.ClientId.Length > 0 ? order.ClientId : null);
        var call = new VenueCall(HttpMethod.Put, "/api/v3/order/amend/keepPriority") { Body = parameters.ToString(), IsPrivate = true, Weight = 4, Priority = CallPriority.Urgent };
        var answer = await access.SendAsync(call, cancellation).ConfigureAwait(false);
        return AnswerJson.Read(call, answer, root => OrderReader.Order(root.GetProperty("amendedOrder"), instrument.Id) with { UpdatedAt = root.Time("transactTime") });
    }

    private async Task<VenueResult<VenueOrder>> SendAsync(VenueCall call, VenueInstrument instrument, CancellationToken cancellation) =>
        AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), root => OrderReader.Order(root, instrument.Id));

    /// <summary>What failed before the change was sent cannot have changed anything.</summary>
    private static VenueError NotSent(VenueError error) => error with { MayHaveHappened = false };
}
