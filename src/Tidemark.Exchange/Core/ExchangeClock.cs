namespace Tidemark.Exchange.Core;

/// <summary>The exchange's time: that of a <see cref="TimeProvider"/>, as fast as asked for, and ahead by what was skipped.</summary>
internal sealed class ExchangeClock
{
    private readonly TimeProvider provider;
    private readonly Lock gate = new();
    private Instant origin;
    private long mark;
    private double speed;

    public ExchangeClock(TimeProvider provider, double speed)
    {
        this.provider = provider;
        this.speed = speed;
        origin = Instant.FromDateTime(provider.GetUtcNow().UtcDateTime);
        mark = provider.GetTimestamp();
    }

    public double Speed { get { lock (gate) return speed; } }

    public Instant Now { get { lock (gate) return Reckon(); } }

    public void SetSpeed(double faster)
    {
        lock (gate)
        {
            Restart();
            speed = faster;
        }
    }

    public void Skip(Duration ahead)
    {
        lock (gate)
        {
            Restart();
            origin += ahead;
        }
    }

    private void Restart()
    {
        origin = Reckon();
        mark = provider.GetTimestamp();
    }

    private Instant Reckon() => origin + new Duration((long)(provider.GetElapsedTime(mark).TotalMicroseconds * speed * Instant.NanosecondsPerMicrosecond));
}
