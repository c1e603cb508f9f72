namespace Tidemark.Statistics.Cointegration;

/// <summary>What the series of a Johansen test may move around.</summary>
public enum JohansenTrend
{
    /// <summary>Zero; order -1 elsewhere.</summary>
    None,

    /// <summary>A constant; order 0 elsewhere. The usual choice. The published critical values are for series that drift, as prices tend to: series
    /// without any drift pass them more often, about one pair of independent random walks in eight instead of one in twenty.</summary>
    Constant,

    /// <summary>
    /// A constant and a straight line; order 1 elsewhere. The published critical values are for series that curve: independent random
    /// walks that drift at most in a straight line pass them about one time in five instead of one in twenty.
    /// </summary>
    Linear,
}
