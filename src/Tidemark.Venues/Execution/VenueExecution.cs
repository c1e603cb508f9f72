using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Tidemark.Engine.Ports;
using Tidemark.Venues.Orders;
using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Execution;

/// <summary>
/// Ties a session's engine to a real venue: what it sends goes out once its journal record is on the disk, each order's wishes one after the
/// other; every answer comes back as an order event of <see cref="Answers"/>. A cancel is repeated until it is known what became of the order,
/// which does no harm; an order is never sent twice.
/// </summary>
public sealed class VenueExecution : IExecutionClient, IAsyncDisposable
{
    private readonly OrderTracker tracker;
    private readonly OrderEventMaker events;
    private readonly OrderEventQueue queue;
    private readonly ExecutionOptions options;
    private readonly VenueClock clock;
    private readonly Channel<(JournalSequence After, OrderId Order, Func<CancellationToken, Task> Act)> wishes = Channel.CreateUnbounded<(JournalSequence, OrderId, Func<CancellationToken, Task>)>();
    private readonly ConcurrentDictionary<OrderId, Task> running = [];
    private readonly CancellationTokenSource ending = new();
    private readonly Task sending;

    /// <param name="venue">Where orders go.</param>
    /// <param name="clock">The venue's time.</param>
    /// <param name="options">How the session is tied to it.</param>
    public VenueExecution(ITradingVenue venue, VenueClock clock, ExecutionOptions options)
    {
        (this.clock, this.options) = (clock, options);
        Capabilities = venue.Capabilities;
        queue = new OrderEventQueue(options.Priority);
        events = new OrderEventMaker(queue, clock, options);
        tracker = new OrderTracker(venue, events, clock, options.Tracking);
        sending = Task.Run(() => SendAsync(ending.Token));
    }

    public VenueCapabilities Capabilities { get; }

    /// <summary>The venue's answers for the session's loop.</summary>
    public IEventSource Answers => queue;

    /// <summary>Ends with an error when the journal fails: nothing is sent any more, and the session must stop. Ends without one when it is drained.</summary>
    public Task Completion => sending;

    /// <summary>What is known of each order.</summary>
    public IReadOnlyList<TrackedOrder> Orders => tracker.Orders;

    /// <summary>Says whom to wake when an answer has come; called on any thread.</summary>
    public void WakeWith(Action wake) => queue.Arrived = wake;

    /// <summary>Connects. Returns why that cannot be.</summary>
    public Task<VenueError?> StartAsync(CancellationToken cancellation = default) => tracker.StartAsync(cancellation);

    /// <summary>Takes in an order of before a restart with the fills that are booked; what the venue knows besides is told.</summary>
    public void Resume(OrderRequest request, IEnumerable<Fill> fills, bool isFinal = false)
    {
        var name = events.Register(request).ToString();
        var instrument = options.Instruments[request.Instrument.Value];
        ImmutableList<VenueFill> known = [.. fills.Select(fill => new VenueFill
        {
            Instrument = instrument,
            TradeId = fill.TradeId,
            VenueOrderId = "",
            ClientId = name,
            Side = fill.Side,
            Price = fill.Price.Value,
            Quantity = fill.Quantity.Value,
            Fee = fill.Fee,
            FeeAsset = fill.FeeAsset,
            Role = fill.Role,
            Time = fill.Time,
        })];
        var filled = known.Sum(fill => fill.Quantity);
        tracker.Resume(new TrackedOrder
        {
            Instrument = instrument,
            ClientId = name,
            Side = request.Side,
            Quantity = request.Quantity.Value,
            LimitPrice = request.LimitPrice?.Value,
            StopPrice = request.StopPrice?.Value,
            FilledQuantity = filled,
            ReportedQuantity = filled,
            Fills = known,
            SentAt = request.CreatedAt,
            Status = isFinal ? OrderStatus.Canceled : OrderStatus.Unknown,
        });
    }

    public void Submit(OrderRequest request, JournalSequence after)
    {
        var name = events.Register(request);
        var order = new VenueOrderRequest
        {
            Instrument = options.Instruments[request.Instrument.Value],
            ClientId = name,
            Side = request.Side,
            Type = request.Type,
            Quantity = request.Quantity.Value,
            LimitPrice = request.LimitPrice?.Value,
            StopPrice = request.StopPrice?.Value,
            TimeInForce = request.TimeInForce,
            ExpiresAt = request.Options?.ExpiresAt,
            PostOnly = request.Options?.PostOnly ?? false,
            ReduceOnly = request.ReduceOnly,
            DisplayedQuantity = request.Options?.DisplayedQuantity?.Value,
            Trail = request.Options?.Trail,
            PositionSide = request.PositionSide,
        };
        Wish(after, request.Id, OrderEventKind.Denied, cancellation => tracker.PlaceAsync(order, cancellation));
    }

    public void Amend(OrderId order, Amendment change, JournalSequence after) => Wish(after, order, OrderEventKind.AmendRejected, cancellation => AmendAsync(order, change, cancellation));

    public void Cancel(OrderId order, JournalSequence after) => Wish(after, order, OrderEventKind.CancelRejected, cancellation => CancelAsync(order, cancellation));

    /// <summary>No venue here moves money to another: every transfer is refused.</summary>
    public void Transfer(TransferRequest request, JournalSequence after) => events.Refused(request);

    /// <summary>Drops the connection, as a fault would; it comes back. For operators and tests.</summary>
    public void Reconnect() => tracker.Reconnect();

    /// <summary>
    /// Takes no more wishes, and waits until those that there are have been carried out: call it before disposing, or what a session wished
    /// last, its cancels above all, is not sent.
    /// </summary>
    /// <param name="patience">How long to wait at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The orders that have not ended: they may still work at the venue.</returns>
    public async Task<IReadOnlyList<TrackedOrder>> DrainAsync(TimeSpan patience, CancellationToken cancellation = default)
    {
        wishes.Writer.TryComplete();
        try
        {
            await CarriedOutAsync().WaitAsync(patience, clock.Provider, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What has not ended is returned.
        }
        return [.. tracker.Orders.Where(order => !order.Status.IsFinal())];
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await tracker.DisposeAsync().ConfigureAwait(false);
        ending.Dispose();
    }

    /// <summary>After the end nothing is taken, and whoever wishes is told.</summary>
    private void Wish(JournalSequence after, OrderId order, OrderEventKind refusal, Func<CancellationToken, Task> act)
    {
        if (!wishes.Writer.TryWrite((after, order, act))) events.Refused(order, refusal, OrderReason.TradingHalted);
    }

    private async Task CarriedOutAsync()
    {
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SendAsync(CancellationToken cancellation)
    {
        await foreach (var (after, order, act) in wishes.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            await options.UntilDurable(after, cancellation).ConfigureAwait(false);
            // Another order does not wait for this one's answer.
            var before = running.GetValueOrDefault(order, Task.CompletedTask);
            var task = Task.Run(() => AfterAsync(before, act, cancellation), cancellation);
            running[order] = task;
            _ = task.ContinueWith(done => running.TryRemove(new(order, done)), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private static async Task AfterAsync(Task before, Func<CancellationToken, Task> act, CancellationToken cancellation)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await act(cancellation).ConfigureAwait(false);
    }

    private async Task CancelAsync(OrderId order, CancellationToken cancellation)
    {
        var backoff = new Backoff(options.Tracking.FirstPause, options.Tracking.LongestPause, new Random(options.Tracking.Seed));
        while (events.NameOf(order) is { } name && tracker.Find(name) is { } known && !known.Status.IsFinal())
        {
            // An order of which nothing is known yet is settled first: a cancel that overtakes it would be refused.
            var error = known.Status == OrderStatus.Unknown ? VenueError.Passing(VenueErrorKind.UnknownOrder, "not settled") : (await tracker.CancelAsync(name, cancellation).ConfigureAwait(false)).Error;
            if (error is null) return;
            if (error is { IsTransient: false, MayHaveHappened: false })
            {
                events.Refused(order, OrderEventKind.CancelRejected, error.Reason == OrderReason.None ? OrderReason.OrderAlreadyClosed : error.Reason);
                return;
            }
            await Task.Delay(backoff.Next(), clock.Provider, cancellation).ConfigureAwait(false);
        }
        if (events.NameOf(order) is null) events.Refused(order, OrderEventKind.CancelRejected, OrderReason.UnknownOrder);
    }

    private async Task AmendAsync(OrderId order, Amendment change, CancellationToken cancellation)
    {
        if (events.NameOf(order) is not { } name || change is not { LimitPrice: null, StopPrice: null, Quantity: { } quantity })
        {
            events.Refused(order, OrderEventKind.AmendRejected, OrderReason.NotSupported);
            return;
        }
        var error = (await tracker.ReduceAsync(name, quantity.Value, cancellation).ConfigureAwait(false)).Error;
        // Where it may have happened, a query tells the terms.
        if (error is { MayHaveHappened: false }) events.Refused(order, OrderEventKind.AmendRejected, error.Reason);
    }
}
