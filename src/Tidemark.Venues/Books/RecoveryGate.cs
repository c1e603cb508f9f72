using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Books;

/// <summary>
/// What the books and trades of one feed share while they recover: one lock, so that its listener hears one thing at a time, a few places
/// for requests at once, and pauses that grow while recovering does not help.
/// </summary>
/// <param name="clock">Times pauses.</param>
/// <param name="seed">Of the jitter.</param>
/// <param name="places">How many may ask at once.</param>
public sealed class RecoveryGate(VenueClock clock, int seed, int places = 2) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim free = new(places, places);
    private readonly CancellationTokenSource ending = new();
    private readonly Random random = new(seed);

    /// <summary>Held whenever something of the feed changes or is told.</summary>
    public Lock Gate { get; } = new();

    public Instant Now => clock.Local;

    /// <summary>What has been right for so long recovers quickly the next time.</summary>
    public Duration GoodAfter { get; } = Duration.FromSeconds(10);

    internal Backoff NewBackoff()
    {
        lock (random) return new Backoff(FirstPause, LongestPause, new Random(random.Next()));
    }

    internal CancellationTokenSource NewCancellation() => CancellationTokenSource.CreateLinkedTokenSource(ending.Token);

    /// <summary>No pause before the first attempt, but for a few milliseconds in which the first updates arrive.</summary>
    internal Task PauseAsync(Backoff backoff, CancellationToken cancellation) => Task.Delay(backoff.Next(), clock.Provider, cancellation);

    /// <summary>Asks once there is a place. A question that throws is one that failed: recovering goes on.</summary>
    internal async Task<VenueResult<T>> AskAsync<T>(Func<CancellationToken, Task<VenueResult<T>>> ask, CancellationToken cancellation)
    {
        await free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await ask(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return VenueError.Passing(VenueErrorKind.Network, e.Message.ReplaceLineEndings(" "));
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose()
    {
        ending.Cancel();
        ending.Dispose();
    }
}
