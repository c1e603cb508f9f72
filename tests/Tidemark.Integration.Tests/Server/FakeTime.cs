namespace Tidemark.Integration.Tests.Server;

/// <summary>A clock that a test moves. Timers are real.</summary>
internal sealed class FakeTime : TimeProvider
{
    private long ticks = new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
