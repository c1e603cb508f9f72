using Tidemark.Venues.Http;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues;

public sealed class KeptAnswerTests : IDisposable
{
    private readonly ManualTime time = new();
    private readonly KeptAnswer<string> kept;
    private Func<Task<VenueResult<string>>> answer = () => Task.FromResult<VenueResult<string>>("first");
    private int asked;

    public KeptAnswerTests() => kept = new KeptAnswer<string>(_ =>
    {
        Interlocked.Increment(ref asked);
        return answer();
    }, new VenueClock(time));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => kept.Dispose();

    [Fact]
    public async Task OldAnswer_IsGivenAtOnce_WhileItIsReadAnew()
    {
        Assert.Equal("first", (await kept.GetAsync(Cancellation)).Value);
        var slow = new TaskCompletionSource<VenueResult<string>>();
        answer = () => slow.Task;
        time.Advance(TimeSpan.FromHours(2));
        for (var i = 0; i < 3; i++)
        {
            var got = kept.GetAsync(Cancellation);
            Assert.True(got.IsCompletedSuccessfully);
            Assert.Equal("first", (await got).Value);
        }
        slow.SetResult("second");
        await Pump.UntilAsync(time, () => kept.Value == "second", "the new one is there");
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task EndpointThatFails_IsNotAskedAgainAtEachUse()
    {
        await kept.GetAsync(Cancellation);
        answer = () => throw new UnauthorizedAccessException("a file");
        time.Advance(TimeSpan.FromHours(2));
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal("first", (await kept.GetAsync(Cancellation)).Value);
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1, Cancellation);
        }
        Assert.Equal(2, asked);
        answer = () => Task.FromResult<VenueResult<string>>("second");
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("first", (await kept.GetAsync(Cancellation)).Value);
        await Pump.UntilAsync(time, () => kept.Value == "second", "it answers again");
    }

    [Fact]
    public async Task FirstAnswer_IsWaitedFor()
    {
        answer = () => Task.FromResult<VenueResult<string>>(VenueError.Passing(VenueErrorKind.Network, "down"));
        Assert.Equal(VenueErrorKind.Network, (await kept.GetAsync(Cancellation)).Error!.Kind);
        Assert.Null(kept.Value);
    }
}
