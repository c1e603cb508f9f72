namespace Tidemark.Analytics.Regimes;

/// <summary>What kind of market it is: where it goes, and whether it moves more or less than usual. See <see cref="RegimeRule"/>.</summary>
public enum Regime
{
    /// <summary>Too few closes are known to tell.</summary>
    Unknown,

    UpLowVolatility,

    UpHighVolatility,

    SidewaysLowVolatility,

    SidewaysHighVolatility,

    DownLowVolatility,

    DownHighVolatility,
}
