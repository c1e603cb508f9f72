namespace Tidemark.Research.Results;

/// <summary>How many points of the equity curve a JSON document carries.</summary>
public enum EquityDetail
{
    /// <summary>Every bar up to 100,000; above that thinned, peaks and troughs kept.</summary>
    Thinned,

    /// <summary>Every bar.</summary>
    Full,

    /// <summary>At most 2,000 points, for runs that are kept.</summary>
    Sketch,
}
