namespace Tidemark.Statistics.TimeSeries;

/// <summary>Level, slope and season between two observations, and how they move on.</summary>
internal sealed class SmoothingState(SmoothingKind kind, double level, double slope, double[] season)
{
    private int next;

    public double Level { get; private set; } = level;

    public double Slope { get; private set; } = slope;

    /// <summary>The season's parts, that of the next observation first.</summary>
    public double[] Season => [.. Enumerable.Range(0, season.Length).Select(i => season[(next + i) % season.Length])];

    /// <summary>What the next observation is expected to be.</summary>
    public double Expected(double damping) => kind.Season switch
    {
        SeasonKind.Additive => Level + damping * Slope + season[next],
        SeasonKind.Multiplicative => (Level + damping * Slope) * season[next],
        _ => Level + damping * Slope,
    };

    /// <summary>Takes an observation.</summary>
    public void Update(double value, in SmoothingWeights weights)
    {
        var before = Level + weights.Damping * Slope;
        var seasonal = kind.Season == SeasonKind.None ? 0 : season[next];
        var without = kind.Season switch
        {
            SeasonKind.Additive => value - seasonal,
            SeasonKind.Multiplicative => value / seasonal,
            _ => value,
        };
        var level = weights.Level * without + (1 - weights.Level) * before;
        if (kind.HasTrend) Slope = weights.Slope * (level - Level) + (1 - weights.Slope) * weights.Damping * Slope;
        Level = level;
        if (kind.Season == SeasonKind.None) return;
        var fresh = kind.Season == SeasonKind.Additive ? value - before : value / before;
        season[next] = weights.Season * fresh + (1 - weights.Season) * seasonal;
        next = (next + 1) % season.Length;
    }
}
