namespace Tidemark.Tests.Venues;

/// <summary>A clock that moves only when told to; timers that come due are called at once, in order.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset wall = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() { lock (gate) return ticks; }

    public override DateTimeOffset GetUtcNow() { lock (gate) return wall; }

    /// <summary>How many timers wait.</summary>
    public int Waiting { get { lock (gate) return timers.Count(timer => timer.DueAt is not null); } }

    public void Advance(TimeSpan span)
    {
        var end = GetTimestamp() + span.Ticks;
        while (true)
        {
            ManualTimer? next;
            lock (gate)
            {
                next = timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
                Move(next?.DueAt ?? end);
                next?.Rearm();
            }
            if (next is null) return;
            next.Fire();
        }
    }

    /// <summary>The wall clock alone jumps, as when it is set.</summary>
    public void StepWall(TimeSpan span) { lock (gate) wall += span; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        lock (gate) timers.Add(timer);
        return timer;
    }

    private void Move(long to)
    {
        if (to <= ticks) return;
        wall += TimeSpan.FromTicks(to - ticks);
        ticks = to;
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;

        public long? DueAt { get; private set; }

        public void Rearm() => DueAt = period > TimeSpan.Zero ? DueAt + period.Ticks : null;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            lock (time.gate)
            {
                period = newPeriod;
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : time.ticks + dueTime.Ticks;
            }
            return true;
        }

        public void Dispose() { lock (time.gate) time.timers.Remove(this); }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
