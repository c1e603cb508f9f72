namespace Tidemark.Statistics.Stationarity;

/// <summary>What a series is allowed to move around in a test for a unit root.</summary>
public enum DeterministicTerms
{
    /// <summary>Zero.</summary>
    None,

    /// <summary>A constant: the usual choice for spreads.</summary>
    Constant,

    /// <summary>A constant and a straight line.</summary>
    ConstantAndTrend,

    /// <summary>A constant, a straight line and a parabola.</summary>
    ConstantTrendAndSquare,
}
