using Tidemark.Research.Results;

namespace Tidemark.Research.Reports;

/// <summary>How often returns of each size came: equal bins that cover all but the most extreme, which are counted at the edges.</summary>
/// <param name="Low">Lower edge of the first bin.</param>
/// <param name="Width">Of a bin.</param>
/// <param name="Counts">Periods in each bin.</param>
internal sealed record ReturnHistogram(double Low, double Width, int[] Counts)
{
    private const int Bins = 40;
    private const double Edge = 0.005;

    /// <returns>Null when there are too few different returns for a shape.</returns>
    public static ReturnHistogram? Of(RunReport report)
    {
        var returns = EquityPeriods.Returns(report.Periods.Sample(report.Result.Equity.Values.Span), report.Result.InitialEquity);
        // Periods without a position would be one bar that hides all others.
        var moved = returns.Where(value => value != 0).Order().ToArray();
        if (moved.Length < Bins / 2) return null;
        var reach = Math.Max(-Statistics.Descriptive.Quantiles.OfSorted(moved, Edge), Statistics.Descriptive.Quantiles.OfSorted(moved, 1 - Edge));
        if (!(reach > 0)) return null;
        var width = 2 * reach / Bins;
        var counts = new int[Bins];
        foreach (var value in moved) counts[Math.Clamp((int)Math.Floor((value + reach) / width), 0, Bins - 1)]++;
        return new ReturnHistogram(-reach, width, counts);
    }
}
