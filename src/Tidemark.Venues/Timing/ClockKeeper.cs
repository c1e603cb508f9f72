using Tidemark.Venues.Results;

namespace Tidemark.Venues.Timing;

/// <summary>Keeps a <see cref="VenueClock"/> right: a few round trips at first, then one at each interval, and at once when asked.</summary>
/// <param name="clock">The clock to keep.</param>
/// <param name="readTime">Asks the venue for its time.</param>
public sealed class ClockKeeper(VenueClock clock, Func<CancellationToken, Task<VenueResult<ClockTrip>>> readTime) : IAsyncDisposable
{
    private const int FirstTrips = 3;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim one = new(1, 1);
    private Task running = Task.CompletedTask;
    private int isStarted;

    /// <summary>Begins to keep the clock; calling it again does nothing.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref isStarted, 1) == 0) running = RunAsync(ending.Token);
    }

    /// <summary>Makes sure that there is an estimate.</summary>
    public async Task<VenueError?> EnsureAsync(CancellationToken cancellation)
    {
        if (clock.IsKnown) return null;
        await one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            VenueError? error = null;
            for (var trip = 0; trip < FirstTrips && !(clock.IsKnown && trip == 0); trip++) error = await TripAsync(cancellation).ConfigureAwait(false);
            return clock.IsKnown ? null : error;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The venue refused our time: forgets the estimate and makes a new one.</summary>
    public Task<VenueError?> CorrectAsync(CancellationToken cancellation)
    {
        clock.Doubt();
        return EnsureAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
        one.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, clock.Provider);
        await TryAsync(EnsureAsync, cancellation).ConfigureAwait(false);
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false)) await TryAsync(TripAsync, cancellation).ConfigureAwait(false);
    }

    /// <summary>A mistake in one trip, of whatever kind, does not end the keeping of the clock.</summary>
    private static async Task TryAsync(Func<CancellationToken, Task<VenueError?>> act, CancellationToken cancellation)
    {
        try
        {
            await act(cancellation).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // The next one comes soon.
        }
    }

    private async Task<VenueError?> TripAsync(CancellationToken cancellation)
    {
        var answer = await readTime(cancellation).ConfigureAwait(false);
        if (answer.TryGet(out var trip, out var error)) clock.Observe(trip.SentAt, trip.VenueTime, trip.ReceivedAt);
        return error;
    }
}
