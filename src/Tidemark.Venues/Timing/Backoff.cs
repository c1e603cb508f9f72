namespace Tidemark.Venues.Timing;

/// <summary>Growing pauses between attempts, each drawn from the upper half of its span, so that many clients do not come back at once.</summary>
/// <param name="first">The longest first pause.</param>
/// <param name="most">No pause is longer.</param>
/// <param name="random">Where the jitter comes from; give one with a seed for a run that can be repeated.</param>
public sealed class Backoff(TimeSpan first, TimeSpan most, Random random)
{
    private const int MostDoublings = 30;
    private readonly Lock gate = new();

    /// <summary>How many pauses have been taken since the last success.</summary>
    public int Attempts { get; private set; }

    /// <summary>The next pause.</summary>
    public TimeSpan Next()
    {
        lock (gate)
        {
            var pause = PauseOf(Attempts);
            Attempts++;
            return pause;
        }
    }

    /// <summary>It worked: the next pause is a short one again.</summary>
    public void Reset()
    {
        lock (gate) Attempts = 0;
    }

    /// <summary>The pause before a repetition, without counting.</summary>
    /// <param name="attempt">How many there were before, from 0.</param>
    public TimeSpan PauseOf(int attempt)
    {
        lock (gate)
        {
            var span = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, MostDoublings)), most.TotalMilliseconds);
            return TimeSpan.FromMilliseconds(span * (0.5 + 0.5 * random.NextDouble()));
        }
    }
}
