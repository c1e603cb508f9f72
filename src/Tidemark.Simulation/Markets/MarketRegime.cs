namespace Tidemark.Simulation.Markets;

/// <summary>A phase of a generated market that lasts for days or weeks.</summary>
/// <param name="Name">For people.</param>
/// <param name="VolatilityFactor">Times the long-run volatility.</param>
/// <param name="AnnualDrift">Expected return per year as a fraction.</param>
/// <param name="MeanDays">How long it lasts on average; the time left does not depend on the time passed.</param>
/// <param name="Weight">How likely it comes next, relative to the others.</param>
internal sealed record MarketRegime(string Name, double VolatilityFactor, double AnnualDrift, double MeanDays, double Weight)
{
    public static readonly MarketRegime[] All =
    [
        new("quiet", 0.6, 0.0, 12, 0.35),
        new("rising", 0.9, 0.9, 20, 0.30),
        new("falling", 1.1, -0.9, 14, 0.20),
        new("storm", 2.0, -0.5, 2, 0.15),
    ];
}
