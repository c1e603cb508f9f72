namespace Tidemark.Strategies.MarketMaking;

/// <summary>How fast the middle of a book moves: the sum of its squared changes over the time they took, from samples of the recent past.</summary>
/// <param name="sample">Least time between two samples.</param>
/// <param name="count">Changes kept.</param>
internal sealed class MidVolatility(Duration sample, int count)
{
    private const int Fewest = 10;

    private readonly Queue<(double Square, double Seconds)> changes = new();
    private Instant lastTime = Instant.MinValue;
    private double lastMid;

    /// <summary>In squared basis points a second; NaN until there are enough samples.</summary>
    public double Variance { get; private set; } = double.NaN;

    /// <summary>Takes the middle of now. Returns whether it became a sample.</summary>
    public bool Update(Instant now, double mid)
    {
        if (lastTime == Instant.MinValue)
        {
            (lastTime, lastMid) = (now, mid);
            return false;
        }
        if (now - lastTime < sample) return false;
        if (changes.Count == count) changes.Dequeue();
        var change = (mid / lastMid - 1) * 1e4;
        changes.Enqueue((change * change, (now - lastTime).TotalSeconds));
        (lastTime, lastMid) = (now, mid);
        if (changes.Count >= Math.Min(Fewest, count)) Variance = changes.Sum(one => one.Square) / changes.Sum(one => one.Seconds);
        return true;
    }
}
