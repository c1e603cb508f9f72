namespace Tidemark.Integration.Tests.Venues;

/// <summary>The machine's time, so many times faster; timers and delays are as much shorter.</summary>
internal sealed class ScaledTime(double speed) : TimeProvider
{
    private readonly DateTimeOffset origin = System.GetUtcNow();
    private readonly long mark = System.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (long)(System.GetElapsedTime(mark).Ticks * speed);

    public override DateTimeOffset GetUtcNow() => origin + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(System.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    private TimeSpan Scale(TimeSpan span) => span <= TimeSpan.Zero ? span : TimeSpan.FromTicks(Math.Max((long)(span.Ticks / speed), 1));

    private sealed class ScaledTimer(ITimer timer, ScaledTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Scale(dueTime), time.Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
