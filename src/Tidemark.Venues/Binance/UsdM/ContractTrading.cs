using System.Text.Json;
using Tidemark.Engine.Ports;
using Tidemark.Venues.Binance.Rest;
using Tidemark.Venues.Binance.Trading;
using Tidemark.Venues.Credentials;
using Tidemark.Venues.Http;
using Tidemark.Venues.Json;
using Tidemark.Venues.Limits;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Venues.Binance.UsdM;

/// <summary>
/// Orders for contracts. Conditional ones live in the venue's algo service under our name until their trigger; from then on they are orders
/// like others, with another number.
/// </summary>
/// <remarks>Source: Binance's documentation of USD-M futures, "Trade", and its change log of 2025-11-06.</remarks>
internal sealed class ContractTrading(BinancePrivate access, BinanceInstruments instruments, BinanceOptions options, ContractStreamFactory streams, KeyGate rights) : ITradingVenue
{
    private const string OrderPath = "/fapi/v1/order";
    private const string AlgoPath = "/fapi/v1/algoOrder";

    /// <summary>How long a request may still be on its way inside of the venue, beyond its window.</summary>
    private static readonly Duration Margin = Duration.FromSeconds(5);

    private readonly ContractFills fills = new(access, instruments, streams.Triggered);

    public VenueCapabilities Capabilities => BinanceProfile.UsdM.Capabilities;

    public Duration NotFoundCountsAfter => options.ReceiveWindow + Margin;

    public async Task<VenueResult<VenueOrder>> PlaceAsync(VenueOrderRequest request, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(request.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return NotSent(error);
        if (await rights.EnsureAsync(cancellation).ConfigureAwait(false) is { } forbidden) return NotSent(forbidden);
        if (OrderRules.Check(request, instrument) is { } refusal) return refusal;
        if (!ContractParameters.Of(request, instrument).TryGet(out var parameters, out error)) return error;
        var isConditional = request.Type.WaitsForTrigger();
        var call = new VenueCall(HttpMethod.Post, isConditional ? AlgoPath : OrderPath) { Body = parameters.ToString(), IsPrivate = true, Orders = 1, Priority = CallPriority.Urgent };
        var placed = await SendAsync(call, root => isConditional ? ContractOrderReader.Algo(root, instrument.Id) : ContractOrderReader.Order(root, instrument.Id), cancellation).ConfigureAwait(false);
        return placed.Error is { } failed && ContractCodes.ReasonOf(failed.VenueCode) is { } reason ? failed with { Reason = reason } : placed;
    }

    public async Task<VenueResult<VenueOrder>> CancelAsync(OrderReference order, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(order.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return NotSent(error);
        var first = IsAlgo(order) ? await CancelAlgoAsync(order, instrument, cancellation).ConfigureAwait(false) : await CancelPlainAsync(order, instrument, cancellation).ConfigureAwait(false);
        if (first.Error is not { Kind: VenueErrorKind.OrderClosed or VenueErrorKind.UnknownOrder, MayHaveHappened: false }) return first;
        // It has been triggered since, or it waits and we had no number that says so.
        var second = IsAlgo(order) ? await CancelPlainAsync(order, instrument, cancellation).ConfigureAwait(false) : order.ClientId.Length == 0 ? first : await CancelAlgoAsync(order, instrument, cancellation).ConfigureAwait(false);
        return second.Error is { Kind: VenueErrorKind.OrderClosed or VenueErrorKind.UnknownOrder } ? first : second;
    }

    public async Task<VenueResult<VenueOrder>> AmendAsync(OrderReference order, Amendment change, ClientOrderId replacementId, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(order.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return NotSent(error);
        if (!(await FindOrderAsync(order, cancellation).ConfigureAwait(false)).TryGet(out var known, out error)) return NotSent(error);
        if (known.Status.IsFinal()) return VenueError.Final(VenueErrorKind.OrderClosed, $"{order} has ended");
        // Another order in its place would have to be reduce-only, post-only and on the same side as this one, which the venue does not tell of all.
        if (known.Type.WaitsForTrigger() && !known.IsTriggered) return VenueError.Final(VenueErrorKind.NotSupported, $"{order} waits for its trigger, and the venue changes no such order: cancel it and place another");
        // The venue wants both, changed or not.
        var parameters = Named(order, instrument, "origClientOrderId", "orderId").Add("side", OrderWords.Side(known.Side))
            .Add("quantity", change.Quantity?.Value ?? known.Quantity).Add("price", change.LimitPrice?.Value ?? known.LimitPrice);
        var call = new VenueCall(HttpMethod.Put, OrderPath) { Body = parameters.ToString(), IsPrivate = true, Orders = 1, Priority = CallPriority.Urgent };
        return await SendAsync(call, root => ContractOrderReader.Order(root, instrument.Id), cancellation).ConfigureAwait(false);
    }

    public async Task<VenueResult<VenueOrder>> FindOrderAsync(OrderReference order, CancellationToken cancellation = default)
    {
        if (!(await instruments.FindAsync(order.Instrument, cancellation).ConfigureAwait(false)).TryGet(out var instrument, out var error)) return error;
        var first = IsAlgo(order) ? await FindAlgoAsync(order, instrument, cancellation).ConfigureAwait(false) : await FindPlainAsync(order, instrument, cancellation).ConfigureAwait(false);
        if (first.Error is not { Kind: VenueErrorKind.UnknownOrder } || order.ClientId.Length == 0) return first;
        return IsAlgo(order) ? await FindPlainAsync(order, instrument, cancellation).ConfigureAwait(false) : await FindAlgoAsync(order, instrument, cancellation).ConfigureAwait(false);
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
        // Those that wait first: one that is triggered in between is in both lists rather than in none.
        if (!(await ListAsync("/fapi/v1/openAlgoOrders", parameters, ContractOrderReader.Algo, cancellation).ConfigureAwait(false)).TryGet(out var waiting, out var failure)) return failure;
        if (!(await ListAsync("/fapi/v1/openOrders", parameters, ContractOrderReader.Order, cancellation).ConfigureAwait(false)).TryGet(out var working, out failure)) return failure;
        var names = working.Select(order => order.ClientId).ToHashSet(StringComparer.Ordinal);
        return VenueResult.Ok<IReadOnlyList<VenueOrder>>([.. waiting.Where(order => !order.IsTriggered && !names.Contains(order.ClientId)), .. working.Select(streams.Triggered.Named)]);
    }

    public Task<VenueResult<VenuePage<VenueFill>>> ReadFillsAsync(InstrumentId instrument, Instant since, string? continuation = null, CancellationToken cancellation = default) =>
        fills.ReadAsync(instrument, since, continuation, cancellation);

    public async Task<VenueResult<IOrderStream>> OpenOrderStreamAsync(IOrderListener listener, CancellationToken cancellation = default) =>
        await instruments.LoadAsync(cancellation).ConfigureAwait(false) is { } error ? error
        : await rights.EnsureAsync(cancellation).ConfigureAwait(false) is { } forbidden ? forbidden
        : VenueResult.Ok(streams.Open(listener));

    private async Task<VenueResult<VenueOrder>> CancelPlainAsync(OrderReference order, VenueInstrument instrument, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Delete, OrderPath) { Body = Named(order, instrument, "origClientOrderId", "orderId").ToString(), IsPrivate = true, Priority = CallPriority.Urgent };
        return await SendAsync(call, root => ContractOrderReader.Order(root, instrument.Id), cancellation).ConfigureAwait(false);
    }

    private async Task<VenueResult<VenueOrder>> CancelAlgoAsync(OrderReference order, VenueInstrument instrument, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Delete, AlgoPath) { Body = NamedAlgo(order, instrument).ToString(), IsPrivate = true, Priority = CallPriority.Urgent };
        var answer = AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), root => root.Whole("algoId"));
        if (!answer.TryGet(out var _, out var error)) return error;
        // The answer says only that it is done.
        var found = await FindAlgoAsync(order, instrument, cancellation).ConfigureAwait(false);
        return found.Error is { } failed ? failed with { MayHaveHappened = true } : found;
    }

    private Task<VenueResult<VenueOrder>> FindPlainAsync(OrderReference order, VenueInstrument instrument, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Get, OrderPath) { Query = Named(order, instrument, "origClientOrderId", "orderId").ToString(), IsPrivate = true };
        return SendAsync(call, root => ContractOrderReader.Order(root, instrument.Id), cancellation);
    }

    private async Task<VenueResult<VenueOrder>> FindAlgoAsync(OrderReference order, VenueInstrument instrument, CancellationToken cancellation)
    {
        var call = new VenueCall(HttpMethod.Get, AlgoPath) { Query = NamedAlgo(order, instrument).ToString(), IsPrivate = true };
        var answer = AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), root => (Algo: ContractOrderReader.Algo(root, instrument.Id), Actual: ContractOrderReader.ActualId(root)));
        if (!answer.TryGet(out var found, out var error)) return error;
        if (found.Actual is null) return found.Algo;
        streams.Triggered.Learn(instrument.Id, found.Actual, found.Algo.ClientId);
        var actual = await FindPlainAsync(new OrderReference(instrument.Id, "", found.Actual), instrument, cancellation).ConfigureAwait(false);
        return actual.Select(became => became with { Type = found.Algo.Type, StopPrice = found.Algo.StopPrice, IsTriggered = true });
    }

    private async Task<VenueResult<VenueOrder[]>> ListAsync(string path, OrderParameters parameters, Func<JsonElement, InstrumentId, VenueOrder> read, CancellationToken cancellation)
    {
        var query = parameters.ToString();
        var call = new VenueCall(HttpMethod.Get, path) { Query = query, IsPrivate = true, Weight = query.Length > 0 ? 1 : 40 };
        return AnswerJson.Read<VenueOrder[]>(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), root => [.. root.EnumerateArray()
            .Select(item => (Item: item, Instrument: instruments.BySymbol(item.Text("symbol"))))
            .Where(pair => pair.Instrument is not null).Select(pair => read(pair.Item, pair.Instrument!.Id))]);
    }

    private async Task<VenueResult<VenueOrder>> SendAsync(VenueCall call, Func<JsonElement, VenueOrder> read, CancellationToken cancellation) =>
        AnswerJson.Read(call, await access.SendAsync(call, cancellation).ConfigureAwait(false), root => streams.Triggered.Named(read(root)));

    private static bool IsAlgo(OrderReference order) => order.VenueId?.StartsWith(ContractOrderReader.AlgoPrefix, StringComparison.Ordinal) == true;

    /// <summary>By the venue's number where there is one: a triggered order may have another name than ours.</summary>
    private static OrderParameters Named(OrderReference order, VenueInstrument instrument, string client, string venue)
    {
        var parameters = new OrderParameters().Add("symbol", instrument.Symbol);
        return order.VenueId is { } id && !IsAlgo(order) ? parameters.Add(venue, id) : parameters.Add(client, order.ClientId);
    }

    private static OrderParameters NamedAlgo(OrderReference order, VenueInstrument instrument)
    {
        var parameters = new OrderParameters().Add("symbol", instrument.Symbol);
        return IsAlgo(order) ? parameters.Add("algoId", order.VenueId![ContractOrderReader.AlgoPrefix.Length..]) : parameters.Add("clientAlgoId", order.ClientId);
    }

    /// <summary>What failed before the change was sent cannot have changed anything.</summary>
    private static VenueError NotSent(VenueError error) => error with { MayHaveHappened = false };
}
