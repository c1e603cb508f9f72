namespace Tidemark.Exchange.Kraken.Access;

/// <summary>A counter that every call raises and time lowers.</summary>
internal sealed class DecayingCounter(double limit, double decayPerSecond)
{
    private double value;
    private Instant at = Instant.MinValue;

    public double Read(Instant now)
    {
        if (at != Instant.MinValue) value = Math.Max(0, value - decayPerSecond * ((now - at).Nanoseconds / (double)Instant.NanosecondsPerSecond));
        at = now;
        return value;
    }

    /// <returns>False, and nothing is added, where it would rise above the limit.</returns>
    public bool TryAdd(double amount, Instant now)
    {
        if (Read(now) + amount > limit) return false;
        value += amount;
        return true;
    }

    /// <summary>Adds what cannot be refused any more.</summary>
    public void Add(double amount, Instant now) => value = Read(now) + amount;
}
