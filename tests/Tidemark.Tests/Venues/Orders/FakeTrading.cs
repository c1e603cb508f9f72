using Tidemark.Engine.Ports;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;

namespace Tidemark.Tests.Venues.Orders;

/// <summary>A venue that does what the test says: takes orders, loses answers, forgets to tell.</summary>
internal sealed class FakeTrading : ITradingVenue, IOrderStream
{
    private readonly Lock gate = new();
    private IOrderListener? listener;
    private int generation;

    public Dictionary<string, VenueOrder> Orders { get; } = [];

    public List<VenueFill> Fills { get; } = [];

    public List<string> Calls { get; } = [];

    /// <summary>What a request to place does: whether the order arrives, and what is answered.</summary>
    public Func<VenueOrderRequest, VenueResult<VenueOrder>>? OnPlace { get; set; }

    public VenueError? QueryError { get; set; }

    /// <summary>Thrown by queries, as a mistake of a connector.</summary>
    public Exception? QueryFault { get; set; }

    /// <summary>A request to place waits for it.</summary>
    public Task Sent { get; set; } = Task.CompletedTask;

    /// <summary>Why the stream cannot be opened; null where it can.</summary>
    public string? StreamRefusal { get; set; }

    /// <summary>How often the stream was connected.</summary>
    public int Connections => generation;

    public VenueCapabilities Capabilities => VenueCapabilities.All;

    public Duration NotFoundCountsAfter => Duration.FromSeconds(10);

    public bool IsConnected => true;

    public static VenueError Lost { get; } = new(VenueErrorKind.Timeout, true, true, "", "no answer in time");

    public VenueOrder Accept(VenueOrderRequest request, OrderStatus status = OrderStatus.Open, decimal filled = 0m)
    {
        var order = new VenueOrder
        {
            Instrument = request.Instrument,
            ClientId = request.ClientId.ToString(),
            VenueId = (1_000 + Orders.Count).ToString(System.Globalization.CultureInfo.InvariantCulture),
            Side = request.Side,
            Type = request.Type,
            Status = status,
            Quantity = request.Quantity,
            FilledQuantity = filled,
            UpdatedAt = new Instant(Orders.Count + 1),
        };
        lock (gate) Orders[order.ClientId] = order;
        return order;
    }

    public VenueFill Fill(VenueOrder order, long id, decimal quantity)
    {
        var fill = new VenueFill
        {
            Instrument = order.Instrument,
            TradeId = new TradeId(id),
            VenueOrderId = order.VenueId,
            Side = order.Side,
            Price = 1m,
            Quantity = quantity,
            Fee = 0m,
            FeeAsset = "USDT",
            Role = LiquidityRole.Maker,
            Time = new Instant(id),
        };
        lock (gate) Fills.Add(fill);
        return fill;
    }

    public void Connect() => listener!.OnConnected(++generation);

    public async Task<VenueResult<VenueOrder>> PlaceAsync(VenueOrderRequest request, CancellationToken cancellation = default)
    {
        Note("place");
        await Sent.WaitAsync(cancellation);
        return OnPlace is { } act ? act(request) : Accept(request);
    }

    public Task<VenueResult<VenueOrder>> CancelAsync(OrderReference order, CancellationToken cancellation = default)
    {
        Note("cancel");
        lock (gate)
        {
            var found = Orders[order.ClientId];
            if (found.Status.IsFinal()) return Task.FromResult<VenueResult<VenueOrder>>(VenueError.Final(VenueErrorKind.OrderClosed, "it has ended"));
            return Task.FromResult<VenueResult<VenueOrder>>(Orders[order.ClientId] = found with { Status = OrderStatus.Canceled });
        }
    }

    public Task<VenueResult<VenueOrder>> AmendAsync(OrderReference order, Amendment change, ClientOrderId replacementId, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<VenueResult<VenueOrder>> FindOrderAsync(OrderReference order, CancellationToken cancellation = default)
    {
        Note("find");
        if (QueryFault is { } fault) throw fault;
        lock (gate)
        {
            return Task.FromResult<VenueResult<VenueOrder>>(QueryError is { } error ? error
                : Orders.TryGetValue(order.ClientId, out var found) ? found : VenueError.Final(VenueErrorKind.UnknownOrder, "no such order"));
        }
    }

    public Task<VenueResult<IReadOnlyList<VenueOrder>>> ListOpenOrdersAsync(InstrumentId? instrument = null, CancellationToken cancellation = default)
    {
        if (QueryFault is { } fault) throw fault;
        lock (gate) return Task.FromResult(QueryError is { } error ? error : VenueResult.Ok<IReadOnlyList<VenueOrder>>([.. Orders.Values.Where(order => !order.Status.IsFinal())]));
    }

    public Task<VenueResult<VenuePage<VenueFill>>> ReadFillsAsync(InstrumentId instrument, Instant since, string? continuation = null, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            // One a page.
            var index = continuation is null ? 0 : int.Parse(continuation, System.Globalization.CultureInfo.InvariantCulture);
            return Task.FromResult<VenueResult<VenuePage<VenueFill>>>(new VenuePage<VenueFill>([.. Fills.Skip(index).Take(1)], index + 1 < Fills.Count ? $"{index + 1}" : null));
        }
    }

    public Task<VenueResult<IOrderStream>> OpenOrderStreamAsync(IOrderListener orderListener, CancellationToken cancellation = default)
    {
        listener = orderListener;
        if (StreamRefusal is { } refusal) listener.OnDisconnected(refusal);
        else Connect();
        return Task.FromResult(VenueResult.Ok<IOrderStream>(this));
    }

    public int CountOf(string call) { lock (gate) return Calls.Count(item => item == call); }

    public void Reconnect() => Connect();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Note(string call) { lock (gate) Calls.Add(call); }
}
