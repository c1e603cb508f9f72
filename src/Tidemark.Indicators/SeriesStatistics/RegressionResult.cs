namespace Tidemark.Indicators.SeriesStatistics;

/// <summary>What is read off a straight line laid through the last values.</summary>
public enum RegressionResult : byte
{
    /// <summary>Where the line stands at the last value.</summary>
    End,

    /// <summary>Its rise per bar.</summary>
    Slope,

    /// <summary>Where it stands at the first value of the window.</summary>
    Start,

    /// <summary>Its rise per bar as an angle in degrees.</summary>
    Angle,

    /// <summary>Where it stands one bar after the last value.</summary>
    Forecast,
}
