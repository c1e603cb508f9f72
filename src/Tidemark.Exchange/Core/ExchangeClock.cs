namespace Tidemark.Exchange.Core;

/// <summary>The exchange's time: that of a <see cref="TimeProvider"/>, as fast as asked for, and ahead by what was skipped.</summary>
internal sealed class ExchangeClock
{
    private readonly TimeProvider provider;
    private readonly Lock gate = new();
    private Instant origin;
    private long mark;
    private double speed;
    private Duration skipped;

    public ExchangeClock(TimeProvider provider, double speed)
    {
        this.provider = provider;
        this.speed = speed;
        origin = Instant.FromDateTime(provider.GetUtcNow().UtcDateTime);
        mark = provider.GetTimestamp();
    }

    public double Speed { get { lock (gate) return speed; } }

    public Instant Now { get { lock (gate) return Reckon(); } }

    /// <summary>A time that no speed changes: by it requests are counted, which clients send as fast as they do.</summary>
    public Instant Steady { get { lock (gate) return Instant.FromDateTime(provider.GetUtcNow().UtcDateTime) + skipped; } }

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
            skipped += ahead;
        }
    }

    private void Restart()
    {
        origin = Reckon();
        mark = provider.GetTimestamp();
    }

    private Instant Reckon() => origin + new Duration((long)(provider.GetElapsedTime(mark).TotalMicroseconds * speed * Instant.NanosecondsPerMicrosecond));
}
