namespace Tidemark.Simulation.Markets;

/// <summary>
/// The bands for a generated market. Without a real series to compare: wide bands around what BTC, ETH, XRP and LTC show at the interval
/// (2013 to 2021, six venues). With one: within a factor 6 of its kurtosis, a factor 5 of its jumps, and 0.15 of its autocorrelations.
/// </summary>
public static class FactBands
{
    private const double KurtosisFactor = 6;
    private const double JumpFactor = 5;
    private const double CorrelationDistance = 0.15;

    private static readonly Bands Seconds = new(2, 5000, 0, 60, [(0.15, 0.60), (0.15, 0.60), (0.12, 0.60), (0.10, 0.55), (0.08, 0.50), (0.05, 0.45)]);
    private static readonly Bands Minutes = new(5, 5000, 1, 60, [(0.20, 0.60), (0.15, 0.50), (0.12, 0.45), (0.08, 0.40), (0.04, 0.35), (0.02, 0.30)]);
    private static readonly Bands Hours = new(3, 500, 0.5, 60, [(0.10, 0.50), (0.05, 0.40), (0.03, 0.40), (0.00, 0.30), (-0.05, 0.25), (-0.08, 0.15)]);
    private static readonly Bands Days = new(1, 100, 0, 60, [(0.02, 0.45), (-0.05, 0.35), (-0.05, 0.30), (-0.10, 0.20), (-0.15, 0.15), (-0.15, 0.15)]);

    /// <summary>Every fact of a generated series with its band.</summary>
    /// <param name="generated">The facts of the generated series.</param>
    /// <param name="interval">Its interval.</param>
    /// <param name="real">The facts of a real series of the same interval, or null.</param>
    public static IReadOnlyList<FactBand> Judge(StylizedFacts generated, Interval interval, StylizedFacts? real)
    {
        var bands = interval.ApproximateNanoseconds >= Duration.NanosecondsPerDay ? Days
            : interval.ApproximateNanoseconds >= 30 * Duration.NanosecondsPerMinute ? Hours
            : interval.ApproximateNanoseconds >= Duration.NanosecondsPerMinute ? Minutes
            : Seconds;
        var result = new List<FactBand>
        {
            Factor("excessKurtosis", "excess kurtosis", generated.ExcessKurtosis, real?.ExcessKurtosis, KurtosisFactor, bands.KurtosisLow, bands.KurtosisHigh),
            Factor("jumpsPerTenThousand", "jumps per 10,000 bars", generated.JumpsPerTenThousand, real?.JumpsPerTenThousand, JumpFactor, bands.JumpsLow, bands.JumpsHigh),
            Distance("returnAutocorrelation1", "autocorrelation of r, lag 1", generated.ReturnAutocorrelation, real?.ReturnAutocorrelation, -0.15, 0.15),
        };
        for (var i = 0; i < StylizedFacts.Lags.Length; i++)
        {
            var lag = StylizedFacts.Lags[i];
            result.Add(Distance($"absoluteAutocorrelation{lag}", $"autocorrelation of |r|, lag {lag}", generated.AbsoluteAutocorrelations[i],
                real?.AbsoluteAutocorrelations[i], bands.Correlations[i].Low, bands.Correlations[i].High));
        }
        return result;
    }

    private static FactBand Factor(string name, string label, double value, double? real, double factor, double low, double high) =>
        real is { } other && double.IsFinite(other) && other > 0 ? new FactBand(name, label, value, other, other / factor, other * factor) : new FactBand(name, label, value, real ?? double.NaN, low, high);

    private static FactBand Distance(string name, string label, double value, double? real, double low, double high) =>
        real is { } other && double.IsFinite(other) ? new FactBand(name, label, value, other, other - CorrelationDistance, other + CorrelationDistance) : new FactBand(name, label, value, real ?? double.NaN, low, high);

    private sealed record Bands(double KurtosisLow, double KurtosisHigh, double JumpsLow, double JumpsHigh, (double Low, double High)[] Correlations);
}
