using Tidemark.Indicators.Catalog;

namespace Tidemark.Indicators.Volatility;

/// <summary>How a volatility per bar becomes one per year: times the root of the bars in a year.</summary>
internal static class Annualization
{
    public const string BarsPerYear = "barsPerYear";

    /// <summary>1 leaves the volatility per bar; 365 for days, 8,760 for hours and 525,600 for minutes of a market that never closes.</summary>
    public static ParameterSpec Parameter { get; } = ParameterSpec.Number(BarsPerYear, 1, 1e-3, 1e9,
        "bars in a year, to scale by its root: 365 for days, 8760 for hours, 525600 for minutes; 1 leaves the volatility per bar");
}
