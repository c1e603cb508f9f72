namespace Tidemark.Strategies.MarketMaking;

/// <summary>What is measured of one instrument's market.</summary>
internal sealed class FlowEstimate(MidVolatility volatility, ArrivalIntensity arrivals)
{
    public MidVolatility Volatility => volatility;

    public ArrivalIntensity Arrivals => arrivals;

    /// <summary>The last fit; null while there is none.</summary>
    public IntensityFit? Fit { get; set; }

    /// <summary>When the present session ends; <see cref="Instant.MinValue"/> before the first.</summary>
    public Instant SessionEnd { get; set; } = Instant.MinValue;
}
