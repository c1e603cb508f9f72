using Tidemark.Engine.Events;
using Tidemark.Node.Sessions;

namespace Tidemark.Integration.Tests.Node;

/// <summary>Bars come when they close, as many times faster as was asked, whatever happens between them.</summary>
public sealed class PaperSessionPacingTests : IDisposable
{
    private const int WarmUpBars = 30;
    private const double OneBarASecond = 60;

    private readonly TestSessions sessions = new();
    private readonly ManualTime time = new();
    private readonly CancellationTokenSource stop = new();

    public void Dispose()
    {
        sessions.Dispose();
        stop.Dispose();
    }

    [Fact]
    public async Task Bars_OfOneMinuteAtSixtyTimes_ComeOnceASecond()
    {
        using var session = Begin(100);
        var run = session.RunAsync(stop.Token);
        await time.NextWaitIs(TimeSpan.FromSeconds(1));
        Assert.Equal(WarmUpBars, BarsSeen(session));
        time.Advance(TimeSpan.FromMilliseconds(999));
        await time.NextWaitIs(TimeSpan.FromSeconds(1));
        Assert.Equal(WarmUpBars, BarsSeen(session));
        time.Advance(TimeSpan.FromMilliseconds(1));
        await time.NextWaitIs(TimeSpan.FromSeconds(2));
        Assert.Equal(WarmUpBars + 1, BarsSeen(session));
        // A clock that jumps (a laptop that slept) brings what is due at once.
        time.Advance(TimeSpan.FromSeconds(10));
        await time.NextWaitIs(TimeSpan.FromSeconds(12));
        Assert.Equal(WarmUpBars + 11, BarsSeen(session));
        await End(run);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_001)]
    [InlineData(1_002)]
    public async Task Bar_NoticedLate_StillComes(int millisecondsAfterStart)
    {
        using var session = Begin(100);
        var run = session.RunAsync(stop.Token);
        await time.NextWaitIs(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromMilliseconds(millisecondsAfterStart));
        await time.NextWaitIs(TimeSpan.FromSeconds(2));
        Assert.Equal(WarmUpBars + 1, BarsSeen(session));
        await End(run);
    }

    [Fact]
    public async Task Commands_BetweenBars_AreTakenAtOnceAndBringNoBarEarly()
    {
        using var session = Begin(100);
        var run = session.RunAsync(stop.Token);
        await time.NextWaitIs(TimeSpan.FromSeconds(1));
        for (var times = 0; times < 3; times++)
        {
            session.TryAsk(EngineCommandKind.Pause, "test");
            session.TryAsk(EngineCommandKind.Resume, "test");
            session.TryAsk(EngineCommandKind.Pause, "test");
        }
        await Until(session, snapshot => snapshot.Status == SessionStatus.Paused && snapshot.JournalRecords == 1 + WarmUpBars + 9);
        await time.NextWaitIs(TimeSpan.FromSeconds(1));
        Assert.Equal(WarmUpBars, BarsSeen(session));
        time.Advance(TimeSpan.FromSeconds(1));
        await time.NextWaitIs(TimeSpan.FromSeconds(2));
        Assert.Equal(WarmUpBars + 1, BarsSeen(session));
        await End(run);
    }

    [Fact]
    public async Task Bars_MonthsApartInRealTime_AreWaitedFor()
    {
        using var session = Begin(40, speed: 0.00001);
        var run = session.RunAsync(stop.Token);
        await time.NextWaitIs(TimeSpan.FromDays(1));
        Assert.Equal(WarmUpBars, BarsSeen(session));
        await End(run);
    }

    [Fact]
    public async Task Market_AtItsEnd_IsFinishedAndStillTakesCommands()
    {
        using var session = Begin(WarmUpBars + 1);
        var run = session.RunAsync(stop.Token);
        await time.NextWaitIs(TimeSpan.FromSeconds(1));
        time.Advance(TimeSpan.FromSeconds(1));
        await Until(session, snapshot => snapshot.Status == SessionStatus.Finished);
        session.TryAsk(EngineCommandKind.Pause, "test");
        await Until(session, snapshot => snapshot.Status == SessionStatus.Paused);
        await End(run);
        Assert.Equal(SessionStatus.Stopped, session.Current.Status);
    }

    private static int BarsSeen(PaperSession session) => (int)((session.Current.Now - TestMarket.Start).TotalSeconds / 60);

    private static async Task Until(PaperSession session, Func<SessionSnapshot, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var snapshot = session.Current; !condition(snapshot);) snapshot = await session.WaitForNewerAsync(snapshot.Version, limit.Token);
    }

    private PaperSession Begin(int bars, double speed = OneBarASecond) =>
        PaperSession.Begin(sessions.Folder("session"), TestSessions.Definition(), new TestMarket(bars), speed, time);

    private async Task End(Task run)
    {
        await stop.CancelAsync();
        await run;
    }
}
