namespace Tidemark.Indicators.Momentum;

/// <summary>How a rate of change is written.</summary>
public enum RateOfChangeScale : byte
{
    /// <summary>0.05 for a gain of 5 %.</summary>
    Fraction,

    /// <summary>5 for a gain of 5 %.</summary>
    Percentage,

    /// <summary>1.05 for a gain of 5 %.</summary>
    Ratio,

    /// <summary>105 for a gain of 5 %.</summary>
    RatioPercentage,
}
