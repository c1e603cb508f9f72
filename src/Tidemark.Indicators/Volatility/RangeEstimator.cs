namespace Tidemark.Indicators.Volatility;

/// <summary>How the variance of a bar is judged from its four prices. All take the price between bars as standing still.</summary>
public enum RangeEstimator : byte
{
    /// <summary>ln(H/L)² / (4 ln 2): without drift.</summary>
    Parkinson,

    /// <summary>½ ln(H/L)² - (2 ln 2 - 1) ln(C/O)²: without drift.</summary>
    GarmanKlass,

    /// <summary>ln(H/C) ln(H/O) + ln(L/C) ln(L/O): whatever the drift.</summary>
    RogersSatchell,
}
