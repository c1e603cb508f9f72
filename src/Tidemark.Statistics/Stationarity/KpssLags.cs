namespace Tidemark.Statistics.Stationarity;

/// <summary>How the KPSS test chooses the number of autocovariances of its long-run variance.</summary>
public enum KpssLags
{
    /// <summary>From the series' own autocovariances, by Hobijn, Franses and Ooms.</summary>
    Automatic,

    /// <summary>12 (n/100)^(1/4), rounded up, by Schwert.</summary>
    Legacy,
}
