namespace Tidemark.Statistics.TimeSeries;

/// <summary>How the parts of an exponentially smoothed series go together.</summary>
/// <param name="HasTrend">Whether it rises or falls by a slope that changes slowly (Holt).</param>
/// <param name="IsDamped">Whether the slope fades the further ahead one looks; only with a trend.</param>
/// <param name="Season">Whether and how a season repeats (Winters).</param>
/// <param name="Period">Observations in a season, at least 2; 0 without.</param>
public sealed record SmoothingKind(bool HasTrend = false, bool IsDamped = false, SeasonKind Season = SeasonKind.None, int Period = 0)
{
    /// <summary>Smoothing parameters: level, slope, season, damping.</summary>
    public int SmoothingParameters => 1 + (HasTrend ? 1 : 0) + (Season != SeasonKind.None ? 1 : 0) + (IsDamped ? 1 : 0);

    /// <summary>States to begin with that are free; the season's sum (or product's mean) is fixed.</summary>
    public int InitialStates => 1 + (HasTrend ? 1 : 0) + (Season != SeasonKind.None ? Period - 1 : 0);

    /// <exception cref="ArgumentException">The parts do not go together.</exception>
    public void Check()
    {
        if (IsDamped && !HasTrend) throw new ArgumentException("only a trend can be damped");
        if (Season != SeasonKind.None && Period is < 2 or > 366) throw new ArgumentException("a season has 2 to 366 observations");
    }
}
