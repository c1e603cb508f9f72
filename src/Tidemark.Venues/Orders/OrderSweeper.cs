using Tidemark.Venues.Ports;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Orders;

/// <summary>
/// Asks the venue for everything that the stream may not have told: which orders work, what became of those that do not, and every trade since
/// shortly before the last sweep that succeeded. When it is asked to, soon after a fill was announced and has not come, and from time to time.
/// </summary>
internal sealed class OrderSweeper(ITradingVenue venue, OrderStates states, Lock gate, VenueClock clock, OrderTrackerOptions options) : IDisposable
{
    private readonly SemaphoreSlim asked = new(0, 1);
    private readonly Dictionary<InstrumentId, Instant> sweptUntil = [];
    private const int MostSettled = 1_000;
    private Instant lastSweepAt = Instant.UnixEpoch;
    private int isSoon;
    private bool isDisposed;

    public int Completed { get; private set; }

    /// <summary>Called when a sweep from time to time has found what the stream should have told: it is silent though it stands.</summary>
    public Action? StreamIsSilent { get; init; }

    /// <summary>Sweeps at once.</summary>
    public void Ask()
    {
        lock (asked)
        {
            if (!isDisposed && asked.CurrentCount == 0) asked.Release();
        }
    }

    /// <summary>Sweeps after the grace that a fill on its way has, if one is missing still.</summary>
    public void AskSoon()
    {
        if (Interlocked.Exchange(ref isSoon, 1) == 0) _ = AskAfterGraceAsync();
    }

    /// <summary>Sweeps at once, and once more a moment later: a venue may begin to tell only some time after it has let us in.</summary>
    public void AskTwice()
    {
        Ask();
        _ = AskAgainAsync();
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        var backoff = new Backoff(options.FirstPause, options.LongestPause, new Random(options.Seed));
        while (true)
        {
            var isAsked = await WaitAsync(cancellation).ConfigureAwait(false);
            if (!isAsked && !HasWork()) continue;
            var before = FillCount();
            var error = await TrySweepAsync(cancellation).ConfigureAwait(false);
            if (!isAsked && FillCount() > before) StreamIsSilent?.Invoke();
            if (error is null && !IsAnyFillMissing())
            {
                backoff.Reset();
                continue;
            }
            // Not yet: the venue failed, or it tells its trades later than its orders.
            await Task.Delay(backoff.Next(), clock.Provider, cancellation).ConfigureAwait(false);
            Ask();
        }
    }

    public void Dispose()
    {
        lock (asked)
        {
            isDisposed = true;
            asked.Dispose();
        }
    }

    /// <summary>Waits for a question, at most as long as between two sweeps. Returns whether there was one.</summary>
    private async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        using var timer = new CancellationTokenSource(options.SweepInterval, clock.Provider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellation);
        try
        {
            await asked.WaitAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task AskAfterGraceAsync()
    {
        await Task.Delay(options.FillGrace, clock.Provider).ConfigureAwait(false);
        Volatile.Write(ref isSoon, 0);
        if (IsAnyFillMissing()) Ask();
    }

    private async Task AskAgainAsync()
    {
        await Task.Delay(options.SecondSweepAfter, clock.Provider).ConfigureAwait(false);
        Ask();
    }

    private bool IsAnyFillMissing() { lock (gate) return states.Open.Any(order => order.IsFillMissing); }

    private int FillCount() { lock (gate) return states.FillCount; }

    /// <summary>Trades may be corrected for some time after they were told.</summary>
    private bool HasWork() { lock (gate) return MayCorrect() || states.Open.Any() || states.HasOrphans || states.SettledCount > MostSettled; }

    private bool MayCorrect() => states.LastFillAt > lastSweepAt - options.Overlap;

    /// <summary>A sweep that throws is one that failed: the next one is made all the same.</summary>
    private async Task<VenueError?> TrySweepAsync(CancellationToken cancellation)
    {
        try
        {
            return await SweepAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return VenueError.Passing(VenueErrorKind.MalformedAnswer, e.Message.ReplaceLineEndings(" "));
        }
    }

    private bool IsDone(TrackedOrder order) => sweptUntil.TryGetValue(order.Instrument, out var until) && order.SentAt <= until - options.Overlap && !IsFresh(order);

    private bool IsFresh(TrackedOrder order) => order.Fills.Count > 0 && order.Fills[^1].Time > lastSweepAt - options.Overlap;

    /// <summary>One sweep of every instrument that has had orders. Returns why it failed.</summary>
    private async Task<VenueError?> SweepAsync(CancellationToken cancellation)
    {
        Dictionary<InstrumentId, Instant> since = [];
        lock (gate)
        {
            var corrects = MayCorrect();
            foreach (var order in states.Watched.Where(order => !order.IsSettled || order.IsPresumedLost || (corrects && IsFresh(order)) || !sweptUntil.TryGetValue(order.Instrument, out var until) || order.SentAt > until - options.Overlap))
                since[order.Instrument] = since.TryGetValue(order.Instrument, out var other) ? Instant.Min(other, order.SentAt) : order.SentAt;
        }
        var sweepAt = clock.Now;
        foreach (var (instrument, first) in since)
        {
            var startedAt = clock.Now;
            if (await SweepOrdersAsync(instrument, cancellation).ConfigureAwait(false) is { } error) return error;
            var from = (sweptUntil.TryGetValue(instrument, out var until) && !IsFillMissing(instrument) ? until : first) - options.Overlap;
            if (await SweepFillsAsync(instrument, from, cancellation).ConfigureAwait(false) is { } failed) return failed;
            sweptUntil[instrument] = startedAt;
        }
        lock (gate)
        {
            states.DisownOrphans();
            lastSweepAt = sweepAt;
            states.Unwatch(IsDone);
            states.Age(clock.Local - options.LostLookedFor, clock.Local - options.SettledKept);
        }
        Completed++;
        return null;
    }

    private bool IsFillMissing(InstrumentId instrument) { lock (gate) return states.Open.Any(order => order.Instrument == instrument && order.IsFillMissing); }

    private async Task<VenueError?> SweepOrdersAsync(InstrumentId instrument, CancellationToken cancellation)
    {
        if (!(await venue.ListOpenOrdersAsync(instrument, cancellation).ConfigureAwait(false)).TryGet(out var open, out var error)) return error;
        List<TrackedOrder> gone;
        lock (gate)
        {
            foreach (var order in open) states.Apply(order);
            var names = open.Select(order => order.ClientId).ToHashSet(StringComparer.Ordinal);
            // What is unknown is asked for elsewhere, with more patience; what was held for lost is asked for once more.
            gone = [.. states.Open.Where(order => order.Instrument == instrument && !names.Contains(order.ClientId)
                && (order.IsPresumedLost || order.Status is not (OrderStatus.Unknown or OrderStatus.Submitted or OrderStatus.Created) && !order.Status.IsFinal()))];
        }
        foreach (var order in gone)
        {
            var answer = await venue.FindOrderAsync(order.Reference, cancellation).ConfigureAwait(false);
            if (answer.TryGet(out var told, out var failed)) lock (gate) states.Apply(told);
            else if (failed.Kind != VenueErrorKind.UnknownOrder) return failed;
        }
        return null;
    }

    private async Task<VenueError?> SweepFillsAsync(InstrumentId instrument, Instant from, CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            if (!(await venue.ReadFillsAsync(instrument, from, continuation, cancellation).ConfigureAwait(false)).TryGet(out var page, out var error)) return error;
            lock (gate)
            {
                foreach (var fill in page.Items) states.Apply(fill, isAskedFor: true);
            }
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return null;
    }
}
