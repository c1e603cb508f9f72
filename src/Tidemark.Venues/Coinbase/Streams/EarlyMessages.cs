using Tidemark.Venues.Timing;

namespace Tidemark.Venues.Coinbase.Streams;

/// <summary>
/// Messages that came before others which should have come first, copied. Those may only be late; after a while they count as lost. Used under
/// the feed's lock, but for the call that says so.
/// </summary>
internal sealed class EarlyMessages : IAsyncDisposable
{
    private const int Most = 20_000;
    private readonly SortedDictionary<long, (byte[] Message, Instant ReceivedAt)> kept = [];
    private readonly ITimer timer;
    private readonly TimeSpan patience;
    private bool isWaiting;

    /// <param name="clock">Times the patience.</param>
    /// <param name="patience">How long what is missing may be late.</param>
    /// <param name="onMissing">Called when it has not come.</param>
    public EarlyMessages(VenueClock clock, TimeSpan patience, Action onMissing)
    {
        this.patience = patience;
        timer = clock.Provider.CreateTimer(_ => onMissing(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The number of the first one; null where there are none.</summary>
    public long? First => kept.Count == 0 ? null : kept.First().Key;

    public void Keep(long number, ReadOnlySpan<byte> message, Instant receivedAt)
    {
        if (kept.Count >= Most) return;
        kept.TryAdd(number, (message.ToArray(), receivedAt));
        Wait();
    }

    public bool TryTake(long number, out byte[] message, out Instant receivedAt)
    {
        var isThere = kept.Remove(number, out var found);
        (message, receivedAt) = found;
        if (isThere && kept.Count == 0) Stop();
        return isThere;
    }

    public void Clear()
    {
        kept.Clear();
        Stop();
    }

    public ValueTask DisposeAsync() => timer.DisposeAsync();

    /// <summary>The patience for one hole is over; where there is another behind it, that has its own.</summary>
    public void GoOn()
    {
        isWaiting = false;
        if (kept.Count > 0) Wait();
    }

    private void Wait()
    {
        if (isWaiting) return;
        isWaiting = true;
        timer.Change(patience, Timeout.InfiniteTimeSpan);
    }

    private void Stop()
    {
        isWaiting = false;
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
