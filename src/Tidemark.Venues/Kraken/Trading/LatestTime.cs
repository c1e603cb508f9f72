namespace Tidemark.Venues.Kraken.Trading;

/// <summary>The latest moment at which the venue has told us of a change: an answer to a question asked after that is newer.</summary>
internal sealed class LatestTime
{
    private readonly Lock gate = new();
    private Instant latest = Instant.MinValue;

    public Instant Value { get { lock (gate) return latest; } }

    public void Note(Instant time)
    {
        lock (gate) latest = Instant.Max(latest, time);
    }
}
