using Tidemark.Analytics.Regimes;

namespace Tidemark.Research.Attribution;

/// <summary>Regimes in words.</summary>
public static class RegimeNames
{
    /// <summary>For tables: <c>up, low volatility</c>.</summary>
    public static string Of(Regime regime) => regime == Regime.Unknown ? "unknown" : $"{TrendOf(regime)}, {VolatilityOf(regime)} volatility";

    /// <returns><c>up</c>, <c>sideways</c>, <c>down</c>; null while unknown.</returns>
    public static string? TrendOf(Regime regime) => regime switch
    {
        Regime.UpLowVolatility or Regime.UpHighVolatility => "up",
        Regime.SidewaysLowVolatility or Regime.SidewaysHighVolatility => "sideways",
        Regime.DownLowVolatility or Regime.DownHighVolatility => "down",
        _ => null,
    };

    /// <returns><c>low</c> or <c>high</c>; null while unknown.</returns>
    public static string? VolatilityOf(Regime regime) => regime switch
    {
        Regime.UpLowVolatility or Regime.SidewaysLowVolatility or Regime.DownLowVolatility => "low",
        Regime.UpHighVolatility or Regime.SidewaysHighVolatility or Regime.DownHighVolatility => "high",
        _ => null,
    };
}
