namespace Tidemark.Statistics.Stationarity;

/// <summary>How a test chooses the number of lagged differences.</summary>
public enum LagChoice
{
    /// <summary>The one with the lowest Akaike criterion, up to the greatest number allowed.</summary>
    Akaike,

    /// <summary>The one with the lowest Bayesian criterion, up to the greatest number allowed.</summary>
    Bayesian,

    /// <summary>The greatest whose last lag is significant at 5 % one-sided, that is whose t-statistic is at least 1.645.</summary>
    TStatistic,

    /// <summary>The greatest number allowed, without a choice.</summary>
    Fixed,
}
