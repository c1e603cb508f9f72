using System.Globalization;
using Tidemark.Simulation.Backtesting;

namespace Tidemark.Research.Results;

/// <summary>What the figures themselves tell about how far to trust them.</summary>
internal static class RunWarnings
{
    /// <summary>Below this many round trips a win rate says next to nothing: its standard error is about nine points.</summary>
    private const int FewRoundTrips = 30;
    private const int DaysPerYear = 365;

    /// <summary>Above this share of the initial equity, costs decide whether there is a profit.</summary>
    private const double HighFees = 0.25;

    public static IReadOnlyList<string> Of(BacktestResult result, RunDescription description, EquityPeriods periods, RunStatistics statistics, int periodsUsed)
    {
        var warnings = new List<string>(result.Warnings);
        if (result.Equity.Count == 0)
        {
            warnings.Add("there was no bar to trade: nothing happened");
            return warnings;
        }
        var ruin = periodsUsed < periods.Count || !(statistics.FinalEquity > 0);
        if (ruin) warnings.Add(Text($"everything was lost: equity fell to zero or below, and the figures of risk end there"));
        if (result.Fills.Count == 0) warnings.Add("the strategy never traded");
        else if (statistics.Trades.Count < FewRoundTrips) warnings.Add(Text($"{(statistics.Trades.Count == 0 ? "no" : $"only {statistics.Trades.Count}")} round trip{(statistics.Trades.Count <= 1 ? "" : "s")}: too few to tell skill from luck"));
        var days = (description.To - description.From).TotalDays;
        if (days < DaysPerYear) warnings.Add(Text($"annual figures are extrapolated from {days:0.#} days"));
        if (statistics.Fees > HighFees * statistics.InitialEquity)
            warnings.Add(Text($"fees took {statistics.Fees / statistics.InitialEquity * 100:#,0} % of the initial equity: the result stands and falls with the costs assumed"));
        AddMissingDays(result, periods, warnings);
        if (double.IsNaN(statistics.Fees) || double.IsNaN(statistics.TradedNotional)) warnings.Add($"some fees or amounts could not be converted to {result.Currency}");
        return warnings;
    }

    private static void AddMissingDays(BacktestResult result, EquityPeriods periods, List<string> warnings)
    {
        if (periods.PeriodsPerYear != DaysPerYear || periods.Count == 0) return;
        var times = result.Equity.Times.Span;
        var span = new Instant(times[^1]).UnixDay - new Instant(times[0]).UnixDay + 1;
        if (span > periods.Count) warnings.Add(Text($"{span - periods.Count:N0} of {span:N0} days have no bars: returns over them count as one day's"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
