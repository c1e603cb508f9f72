using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Orders;

/// <summary>
/// Places orders and knows what became of each, whatever is lost on the way. An order whose answer was lost is unknown until a query by our
/// name settles it; that the venue knows none of that name counts only once the request can no longer arrive. After every reconnect of the
/// stream, and from time to time, orders and trades are swept, so that each fill is told exactly once.
/// </summary>
public sealed class OrderTracker : IOrderListener, IAsyncDisposable
{
    private readonly ITradingVenue venue;
    private readonly VenueClock clock;
    private readonly OrderTrackerOptions options;
    private readonly OrderStates states;
    private readonly OrderSweeper sweeper;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource ending = new();
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> settling = new(StringComparer.Ordinal);
    private readonly List<Task> work = [];
    private IOrderStream? stream;
    private string? streamProblem;

    /// <param name="venue">Where the orders go.</param>
    /// <param name="observer">Hears what becomes of them.</param>
    /// <param name="clock">The venue's time.</param>
    /// <param name="options">Null for the usual ones.</param>
    public OrderTracker(ITradingVenue venue, IOrderObserver observer, VenueClock clock, OrderTrackerOptions? options = null)
    {
        (this.venue, this.clock) = (venue, clock);
        this.options = options ?? new OrderTrackerOptions();
        states = new OrderStates(observer, () => clock.Local) { Returned = CancelReturned };
        sweeper = new OrderSweeper(venue, states, gate, clock, this.options) { StreamIsSilent = Reconnect };
    }

    /// <summary>What is known of an order; null where there is none of that name.</summary>
    public TrackedOrder? Find(string clientId) { lock (gate) return states.Find(clientId); }

    /// <summary>Every order that is not forgotten, as it is known now.</summary>
    public IReadOnlyList<TrackedOrder> Orders { get { lock (gate) return [.. states.All]; } }

    /// <summary>How often orders and trades were swept whole.</summary>
    public int Sweeps => sweeper.Completed;

    /// <summary>Why the stream of orders last broke or could not be opened; null while it stands.</summary>
    public string? StreamProblem => Volatile.Read(ref streamProblem);

    /// <summary>
    /// Opens the stream of orders and waits until it stands. Returns why it does not; what may pass is tried again all the same, and calling
    /// it again waits on.
    /// </summary>
    public async Task<VenueError?> StartAsync(CancellationToken cancellation = default)
    {
        if (stream is null)
        {
            if (!(await venue.OpenOrderStreamAsync(this, cancellation).ConfigureAwait(false)).TryGet(out var opened, out var error)) return error;
            stream = opened;
            Run(() => sweeper.RunAsync(ending.Token));
        }
        try
        {
            await connected.Task.WaitAsync(options.LongestOpening, clock.Provider, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (TimeoutException)
        {
            return VenueError.Passing(VenueErrorKind.Network, $"the stream of orders does not open: {StreamProblem ?? "no answer"}");
        }
    }

    /// <summary>Takes in an order of an earlier run, with the fills known of it. It is asked for at once.</summary>
    public void Resume(TrackedOrder order)
    {
        lock (gate) states.Add(order with { Status = order.Status.IsFinal() ? order.Status : OrderStatus.Unknown });
        if (!order.IsSettled) Settle(order.ClientId);
    }

    /// <summary>Sends an order and returns the first word about it. An order whose answer was lost is followed up by itself.</summary>
    public async Task<VenueResult<TrackedOrder>> PlaceAsync(VenueOrderRequest request, CancellationToken cancellation = default)
    {
        var name = request.ClientId.ToString();
        if (!TryAdd([request])) return VenueError.Final(VenueErrorKind.DuplicateOrder, $"there is an order {name}");
        var answer = await SendAsync(() => venue.PlaceAsync(request, cancellation), $"the order {name}").ConfigureAwait(false);
        if (answer.TryGet(out var told, out var error))
        {
            Take(told);
            return Find(name)!;
        }
        NotTaken(name, error);
        return error;
    }

    /// <summary>Sends a pair of which one order cancels the other, where the venue has such; each of both is then an order by itself.</summary>
    public async Task<VenueError?> PlacePairAsync(VenuePairRequest pair, CancellationToken cancellation = default)
    {
        var names = (string[])[pair.LimitId.ToString(), pair.StopId.ToString()];
        if (!TryAdd([pair.Limit, pair.Stop])) return VenueError.Final(VenueErrorKind.DuplicateOrder, $"there is an order {names[0]} or {names[1]}");
        var answer = await SendAsync(() => venue.PlacePairAsync(pair, cancellation), $"the pair {names[0]}").ConfigureAwait(false);
        if (answer.TryGet(out var told, out var error))
        {
            foreach (var order in told) Take(order);
            return null;
        }
        foreach (var name in names) NotTaken(name, error);
        return error;
    }

    /// <summary>Asks for an order's end. A refusal because it has ended, or a lost answer, is followed by a query.</summary>
    public async Task<VenueResult<TrackedOrder>> CancelAsync(string clientId, CancellationToken cancellation = default)
    {
        if (Find(clientId) is not { } order) return VenueError.Final(VenueErrorKind.UnknownOrder, $"there is no order {clientId}");
        if (order.Status.IsFinal()) return VenueError.Final(VenueErrorKind.OrderClosed, $"the order {clientId} has ended");
        var answer = await SendAsync(() => venue.CancelAsync(order.Reference, cancellation), $"the cancel of {clientId}").ConfigureAwait(false);
        if (answer.TryGet(out var told, out var error))
        {
            Take(told);
            return Find(clientId)!;
        }
        if (error.MayHaveHappened || error.Kind is VenueErrorKind.OrderClosed or VenueErrorKind.UnknownOrder) Settle(clientId);
        return error;
    }

    /// <summary>Makes an order smaller at the same place in the queue, where the venue can; anything else is an error.</summary>
    public async Task<VenueResult<TrackedOrder>> ReduceAsync(string clientId, decimal quantity, CancellationToken cancellation = default)
    {
        if (Find(clientId) is not { } order) return VenueError.Final(VenueErrorKind.UnknownOrder, $"there is no order {clientId}");
        if (quantity >= order.Quantity) return VenueError.Final(VenueErrorKind.NotSupported, "only a smaller quantity keeps the order's name");
        var change = new Amendment(new Quantity(quantity));
        var answer = await SendAsync(() => venue.AmendAsync(order.Reference, change, default, cancellation), $"the change of {clientId}").ConfigureAwait(false);
        if (answer.TryGet(out var told, out var error))
        {
            Take(told);
            return Find(clientId)!;
        }
        if (error.MayHaveHappened || error.Kind is VenueErrorKind.OrderClosed or VenueErrorKind.UnknownOrder) Settle(clientId);
        return error;
    }

    public void OnOrder(VenueOrder order) => Take(order);

    public void OnFill(VenueFill fill) { lock (gate) states.Apply(fill); }

    public void OnBalances(IReadOnlyList<VenueBalance> balances, Instant time) { }

    public void OnConnected(int generation)
    {
        Volatile.Write(ref streamProblem, null);
        sweeper.AskTwice();
        connected.TrySetResult();
    }

    public void OnDisconnected(string reason)
    {
        Volatile.Write(ref streamProblem, reason);
        options.StreamProblem?.Invoke(reason);
    }

    public void OnProblem(string detail) => sweeper.Ask();

    /// <summary>Drops the stream, as a fault would; it comes back. For operators and tests.</summary>
    public void Reconnect() => stream?.Reconnect();

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        if (stream is not null) await stream.DisposeAsync().ConfigureAwait(false);
        Task[] rest;
        lock (gate) rest = [.. work];
        await Task.WhenAll(rest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        sweeper.Dispose();
        ending.Dispose();
    }

    /// <summary>Whether the order never left: our own check refused it, or there was no connection.</summary>
    private static bool IsOurRefusal(VenueError error) => error.VenueCode.Length == 0;

    /// <summary>A caller that no longer waits has not taken the request back: it may have happened.</summary>
    private static async Task<VenueResult<T>> SendAsync<T>(Func<Task<VenueResult<T>>> send, string what)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new VenueError(VenueErrorKind.Timeout, true, true, "", $"{what} was no longer waited for");
        }
        catch (Exception e)
        {
            // A mistake of the connector must not leave an order that nobody asks for.
            return new VenueError(VenueErrorKind.MalformedAnswer, false, true, "", $"{what}: {e.Message}");
        }
    }

    /// <summary>Takes orders in before they are sent; none of them where one of their names is taken.</summary>
    private bool TryAdd(ReadOnlySpan<VenueOrderRequest> requests)
    {
        lock (gate)
        {
            foreach (var request in requests)
                if (states.Find(request.ClientId.ToString()) is not null) return false;
            foreach (var request in requests)
            {
                var name = request.ClientId.ToString();
                states.Add(new TrackedOrder
                {
                    Instrument = request.Instrument,
                    ClientId = name,
                    Side = request.Side,
                    Quantity = request.Quantity,
                    LimitPrice = request.LimitPrice,
                    StopPrice = request.StopPrice,
                    SentAt = clock.Now,
                });
                states.Set(name, OrderStatus.Submitted);
            }
            return true;
        }
    }

    /// <summary>An order was refused, or nobody knows.</summary>
    private void NotTaken(string name, VenueError error)
    {
        if (error.MayHaveHappened || error.Kind == VenueErrorKind.DuplicateOrder)
        {
            lock (gate) states.Set(name, OrderStatus.Unknown);
            Settle(name);
        }
        else
        {
            lock (gate) states.Set(name, IsOurRefusal(error) ? OrderStatus.Denied : OrderStatus.Rejected, error.Reason);
        }
    }

    private void Take(VenueOrder told)
    {
        bool isMissing;
        lock (gate)
        {
            states.Apply(told);
            isMissing = states.Find(told.ClientId) is { IsFillMissing: true };
        }
        if (isMissing) sweeper.AskSoon();
    }

    /// <summary>Asks for an order until it is known what became of it.</summary>
    private void Settle(string clientId)
    {
        lock (gate)
        {
            if (!settling.Add(clientId)) return;
        }
        Run(() => SettleAsync(clientId, ending.Token));
    }

    private async Task SettleAsync(string clientId, CancellationToken cancellation)
    {
        var backoff = new Backoff(options.FirstPause, options.LongestPause, new Random(options.Seed));
        Instant? lostAt = null;
        try
        {
            while (Find(clientId) is { IsSettled: false } order)
            {
                // Before it was lost it was signed: from then on its window runs out. One that is still being sent has not begun.
                lostAt = order.Status == OrderStatus.Unknown ? lostAt ?? clock.Local : null;
                if (await IsSettledAsync(order, lostAt, cancellation).ConfigureAwait(false)) return;
                await Task.Delay(backoff.Next(), clock.Provider, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            lock (gate) settling.Remove(clientId);
        }
    }

    /// <summary>Asks for an order once. Returns whether it is known what became of it.</summary>
    private async Task<bool> IsSettledAsync(TrackedOrder order, Instant? lostAt, CancellationToken cancellation)
    {
        VenueError? error;
        try
        {
            var answer = await venue.FindOrderAsync(order.Reference with { VenueId = null }, cancellation).ConfigureAwait(false);
            if (answer.TryGet(out var told, out error))
            {
                Take(told);
                return true;
            }
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // A mistake of the connector must not leave an order that nobody asks for.
            return false;
        }
        // Until the request can no longer arrive, that there is none proves nothing. It was signed by a clock that may have been wrong.
        var doubt = clock.IsKnown ? clock.Uncertainty : Duration.Zero;
        if (error.Kind != VenueErrorKind.UnknownOrder || lostAt is not { } since || clock.Local - since <= venue.NotFoundCountsAfter + doubt) return false;
        lock (gate) states.PresumeLost(order.ClientId);
        return true;
    }

    /// <summary>An order that was given up has arrived after all: nobody counts on it any more, so it must not work. Called under the lock.</summary>
    private void CancelReturned(TrackedOrder order)
    {
        if (!order.Status.IsFinal()) Run(() => CancelReturnedAsync(order.ClientId, ending.Token));
    }

    private async Task CancelReturnedAsync(string clientId, CancellationToken cancellation)
    {
        var backoff = new Backoff(options.FirstPause, options.LongestPause, new Random(options.Seed));
        while (Find(clientId) is { } order && !order.Status.IsFinal())
        {
            if ((await CancelAsync(clientId, cancellation).ConfigureAwait(false)).IsSuccess) return;
            await Task.Delay(backoff.Next(), clock.Provider, cancellation).ConfigureAwait(false);
        }
    }

    private void Run(Func<Task> start)
    {
        lock (gate)
        {
            work.RemoveAll(task => task.IsCompleted);
            work.Add(Task.Run(start, ending.Token));
        }
    }
}
