using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Http;

/// <summary>
/// What a venue tells of itself and seldom changes, such as the rules of its instruments. Read once; when it is older than an hour it is read
/// again beside those who use it: an order or a cancel never waits for that, nor for an endpoint that does not answer.
/// </summary>
/// <param name="read">Asks the venue.</param>
/// <param name="clock">By whose own time it grows old.</param>
internal sealed class KeptAnswer<T>(Func<CancellationToken, Task<VenueResult<T>>> read, VenueClock clock) : IDisposable
    where T : class
{
    private static readonly Duration GoodFor = Duration.FromHours(1);
    private static readonly Duration PauseAfterFailure = Duration.FromMinutes(1);
    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly CancellationTokenSource ending = new();
    private volatile Kept? kept;
    private int isRefreshing;

    /// <summary>What is known now; null before the first answer.</summary>
    public T? Value => kept?.Value;

    /// <summary>What is known, or the first answer; an error where there has been none.</summary>
    public async ValueTask<VenueResult<T>> GetAsync(CancellationToken cancellation)
    {
        if (kept is { } known) return Use(known);
        await reading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (kept is { } other) return other.Value;
            if (!(await read(cancellation).ConfigureAwait(false)).TryGet(out var value, out var error)) return error;
            kept = new Kept(value, clock.Local + GoodFor);
            return value;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
        reading.Dispose();
    }

    private T Use(Kept known)
    {
        if (clock.Local >= known.RefreshAt && Interlocked.Exchange(ref isRefreshing, 1) == 0) _ = RefreshAsync(known);
        return known.Value;
    }

    private async Task RefreshAsync(Kept known)
    {
        // Rules of an hour ago are better than none.
        var next = known.Value;
        var goodFor = PauseAfterFailure;
        try
        {
            // Leaves the thread of who uses it.
            await Task.Yield();
            if ((await read(ending.Token).ConfigureAwait(false)).TryGet(out var value, out _)) (next, goodFor) = (value, GoodFor);
        }
        catch (Exception)
        {
            // Disposed, or whatever else: the old answer stays.
        }
        finally
        {
            kept = new Kept(next, clock.Local + goodFor);
            Volatile.Write(ref isRefreshing, 0);
        }
    }

    private sealed record Kept(T Value, Instant RefreshAt);
}
