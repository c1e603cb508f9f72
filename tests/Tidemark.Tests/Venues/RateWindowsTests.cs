using Tidemark.Venues.Limits;
using Tidemark.Venues.Results;
using Tidemark.Venues.Timing;

namespace Tidemark.Tests.Venues;

public sealed class RateWindowsTests
{
    private static readonly RateRule[] Rules = [new("weight-1m", 100, Duration.FromMinutes(1)), new("raw-5m", 300, Duration.FromMinutes(5))];
    private readonly ManualTime time = new();

    [Fact]
    public void TryTake_OfTwoProcesses_CountsTogether()
    {
        using var folder = new TemporaryFolder();
        RateWindows first = Windows(folder.Path), second = Windows(folder.Path);
        Assert.Equal(Duration.Zero, first.TryTake(60, CallPriority.Urgent));
        Assert.Equal(Duration.Zero, second.TryTake(40, CallPriority.Urgent));
        Assert.Equal(Duration.FromMinutes(1), first.TryTake(1, CallPriority.Urgent));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Duration.Zero, first.TryTake(1, CallPriority.Urgent));
        Assert.Equal(1, second.UsedOf("weight-1m"));
        Assert.Equal(101, second.UsedOf("raw-5m"));
    }

    [Fact]
    public void TryTake_OfTheBackground_LeavesAPartToOrders()
    {
        var windows = Windows(null);
        Assert.Equal(Duration.Zero, windows.TryTake(70, CallPriority.Background));
        Assert.NotEqual(Duration.Zero, windows.TryTake(1, CallPriority.Background));
        Assert.Equal(Duration.Zero, windows.TryTake(20, CallPriority.Normal));
        Assert.NotEqual(Duration.Zero, windows.TryTake(1, CallPriority.Normal));
        Assert.Equal(Duration.Zero, windows.TryTake(10, CallPriority.Urgent));
    }

    [Fact]
    public void TryTake_OfMoreThanItsShare_GoesOutInAnEmptyWindow()
    {
        var windows = Windows(null);
        Assert.Equal(Duration.Zero, windows.TryTake(90, CallPriority.Background));
    }

    [Fact]
    public void Observe_OfWhatOthersUsed_ReplacesALowerCount()
    {
        var windows = Windows(null);
        windows.TryTake(10, CallPriority.Urgent);
        windows.Observe("weight-1m", 95);
        Assert.NotEqual(Duration.Zero, windows.TryTake(6, CallPriority.Urgent));
        // An answer that was under way is older than what we have counted since.
        windows.Observe("weight-1m", 20);
        Assert.Equal(95, windows.UsedOf("weight-1m"));
    }

    [Fact]
    public void Ban_HoldsForEveryProcess_UntilItsEnd()
    {
        using var folder = new TemporaryFolder();
        Windows(folder.Path).BanFor(Duration.FromMinutes(2));
        var other = Windows(folder.Path);
        Assert.Equal(Duration.FromMinutes(2), other.TryTake(1, CallPriority.Urgent));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Duration.Zero, other.TryTake(1, CallPriority.Urgent));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60 * 24)]
    public void CountsAndBansOfAClockThatWasAhead_HoldNothingUp(int minutesAhead)
    {
        using var folder = new TemporaryFolder();
        var ahead = new ManualTime();
        ahead.Advance(TimeSpan.FromMinutes(minutesAhead));
        var wrong = new RateWindows(folder.Path, "test", Rules, new VenueClock(ahead));
        wrong.TryTake(100, CallPriority.Urgent);
        wrong.Observe("raw-5m", 300);
        var right = Windows(folder.Path);
        Assert.Equal(Duration.Zero, right.TryTake(1, CallPriority.Urgent));
        Assert.Equal(1, right.UsedOf("weight-1m"));
        ahead.Advance(TimeSpan.FromDays(10));
        wrong.BanFor(Duration.FromMinutes(2));
        Assert.Equal(Duration.Zero, right.TryTake(1, CallPriority.Urgent));
    }

    [Fact]
    public void FileThatCannotBeUsed_LetsThisProcessCountForItself()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "run");
        File.WriteAllText(path, "no folder");
        var windows = Windows(path);
        Assert.Equal(Duration.Zero, windows.TryTake(60, CallPriority.Urgent));
        Assert.Equal(60, windows.UsedOf("weight-1m"));
        Assert.NotEqual(Duration.Zero, windows.TryTake(41, CallPriority.Urgent));
        Assert.Throws<IOException>(() => new NonceFile(path, "venue", "key", time).Next());
    }

    [Fact]
    public void FolderThatWasRemoved_IsMadeAgain()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "run");
        var windows = Windows(path);
        windows.TryTake(60, CallPriority.Urgent);
        Directory.Delete(path, recursive: true);
        windows.TryTake(10, CallPriority.Urgent);
        Assert.Single(Directory.GetFiles(path));
    }

    [Fact]
    public async Task TakeAsync_WhereTheWaitIsTooLong_SaysSoAndTakesNothing()
    {
        var windows = Windows(null);
        windows.TryTake(100, CallPriority.Urgent);
        var error = await windows.TakeAsync(5, CallPriority.Urgent, TimeSpan.FromSeconds(10), default);
        Assert.Equal(VenueErrorKind.RateLimited, error!.Kind);
        Assert.True(error is { IsTransient: true, MayHaveHappened: false });
        Assert.Equal(Duration.FromMinutes(1), error.RetryAfter);
    }

    [Fact]
    public async Task TakeAsync_WhereTheWaitIsShort_Waits()
    {
        var windows = Windows(null);
        windows.TryTake(100, CallPriority.Urgent);
        var taking = windows.TakeAsync(5, CallPriority.Urgent, TimeSpan.FromMinutes(2), default).AsTask();
        Assert.False(taking.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(await taking);
        Assert.Equal(5, windows.UsedOf("weight-1m"));
    }

    private RateWindows Windows(string? folder) => new(folder, "test", Rules, new VenueClock(time));
}
