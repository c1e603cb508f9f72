using Tidemark.Venues.Http;
using Tidemark.Venues.Limits;

namespace Tidemark.Tests.Venues;

public sealed class SendingLaneTests
{
    private static readonly VenueCall Read = new(HttpMethod.Get, "/trades");
    private static readonly VenueCall Cancel = new(HttpMethod.Post, "/cancel") { Priority = CallPriority.Urgent };

    [Fact]
    public async Task Cancel_GoesBeforeAllReadsThatWait()
    {
        using var lane = new SendingLane();
        var first = await lane.EnterAsync(Read, CancellationToken.None);
        var second = lane.EnterAsync(Read, CancellationToken.None);
        var third = lane.EnterAsync(Read, CancellationToken.None);
        var cancel = lane.EnterAsync(Cancel, CancellationToken.None);
        Assert.False(cancel.IsCompleted);
        first.Dispose();
        (await cancel).Dispose();
        (await second).Dispose();
        (await third).Dispose();
    }

    [Fact]
    public async Task CallThatIsNoLongerWaitedFor_LeavesTheLaneFree()
    {
        using var lane = new SendingLane();
        var first = await lane.EnterAsync(Cancel, CancellationToken.None);
        using var leaving = new CancellationTokenSource();
        var read = lane.EnterAsync(Read, leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        first.Dispose();
        (await lane.EnterAsync(Read, CancellationToken.None)).Dispose();
        (await lane.EnterAsync(Read, CancellationToken.None)).Dispose();
    }
}
