namespace Tidemark.Node.Sessions;

/// <summary>Equity over a whole session in bounded memory: when it is full, every other point is dropped and from then on half as many are kept.</summary>
internal sealed class EquityHistory(int capacity)
{
    private readonly List<EquityPoint> points = [];
    private EquityPoint? last;
    private long stride = 1;
    private long seen;

    public void Add(Instant time, double equity)
    {
        last = new EquityPoint(time, equity);
        if (seen++ % stride != 0) return;
        points.Add(last);
        if (points.Count < capacity) return;
        for (var index = 0; index < points.Count / 2; index++) points[index] = points[index * 2];
        points.RemoveRange(points.Count / 2, points.Count - points.Count / 2);
        stride *= 2;
    }

    /// <summary>The points kept and, always, the newest.</summary>
    public IReadOnlyList<EquityPoint> ToList() => last is null || ReferenceEquals(points[^1], last) ? [.. points] : [.. points, last];
}
