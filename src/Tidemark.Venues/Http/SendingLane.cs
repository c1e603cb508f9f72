using Tidemark.Venues.Limits;

namespace Tidemark.Venues.Http;

/// <summary>
/// One request after the other, for venues that want the numbers of requests in order. Orders and cancels go before everything that only
/// reads: at most one read stands before them.
/// </summary>
internal sealed class SendingLane : IDisposable
{
    private readonly SemaphoreSlim reads = new(1, 1);
    private readonly SemaphoreSlim lane = new(1, 1);

    /// <summary>Waits for the lane; disposing what it gives leaves it.</summary>
    public async Task<IDisposable> EnterAsync(VenueCall call, CancellationToken cancellation)
    {
        var waitsWithReads = call.Priority != CallPriority.Urgent;
        if (waitsWithReads) await reads.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await lane.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            if (waitsWithReads) reads.Release();
            throw;
        }
        return new Place(this, waitsWithReads);
    }

    public void Dispose()
    {
        reads.Dispose();
        lane.Dispose();
    }

    private sealed class Place(SendingLane owner, bool waitsWithReads) : IDisposable
    {
        public void Dispose()
        {
            owner.lane.Release();
            if (waitsWithReads) owner.reads.Release();
        }
    }
}
