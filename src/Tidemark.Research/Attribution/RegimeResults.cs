using Tidemark.Analytics.Ratios;
using Tidemark.Analytics.Regimes;
using Tidemark.Research.Results;

namespace Tidemark.Research.Attribution;

/// <summary>Shares out the changes of equity, period by period, by the regime known when each period began.</summary>
internal static class RegimeResults
{
    /// <param name="report">The run.</param>
    /// <param name="regimes">What was known when.</param>
    /// <param name="initial">The worth before the first period, so that the changes sum to the profit exactly.</param>
    /// <param name="final">The worth after the last.</param>
    public static IReadOnlyList<RegimeResult> Of(RunReport report, RegimeCalendar regimes, decimal initial, decimal final)
    {
        var parts = Enum.GetValues<Regime>().Select(regime => new Part(regime)).ToArray();
        var periods = report.Days;
        var equity = report.Result.Equity;
        var holdings = report.HoldingOf(periods);
        var (previous, previousValue, previousHolding) = (initial, report.Result.InitialEquity, holdings?.Initial ?? double.NaN);
        for (var i = 0; i < periods.Count; i++)
        {
            var value = equity.Values.Span[periods.LastIndices[i]];
            var worth = i == periods.Count - 1 ? final : MoneyUnits.Of(value) ?? previous;
            var holding = holdings?.Values[i] ?? double.NaN;
            var start = new Instant(equity.Times.Span[i == 0 ? 0 : periods.LastIndices[i - 1] + 1]);
            parts[(int)regimes.At(start)].Add(worth - previous, previousValue > 0 ? value / previousValue - 1 : 0, holding / previousHolding - 1);
            (previous, previousValue, previousHolding) = (worth, value, holding);
        }
        return [.. parts.Where(part => part.Returns.Count > 0).Select(part => part.Result(periods.PeriodsPerYear))];
    }

    private sealed class Part(Regime regime)
    {
        private decimal profit;
        private double wealth = 1;
        private double holding = 1;

        public List<double> Returns { get; } = [];

        public void Add(decimal change, double own, double held)
        {
            profit += change;
            wealth *= 1 + own;
            holding *= 1 + held;
            Returns.Add(own);
        }

        public RegimeResult Result(double periodsPerYear) => new(regime, Returns.Count, DecimalForm.Canonical(profit), wealth - 1,
            SharpeRatio.Compute([.. Returns], periodsPerYear), holding - 1);
    }
}
