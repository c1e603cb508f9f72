using System.Globalization;
using Tidemark.Simulation.Sessions;
using Tidemark.Simulation.Venues;

namespace Tidemark.Simulation.Backtesting;

/// <summary>What a reader must know before trusting a backtest.</summary>
internal static class BacktestWarnings
{
    private const int MostNamesShown = 5;

    public static IReadOnlyList<string> Of(BacktestPlan plan, BacktestRecorder recorder, SimulatedSession session)
    {
        var warnings = new List<string>();
        if (plan.Venue.Fees.Rates is { Maker: 0m, Taker: 0m }) warnings.Add("fees are zero: no venue trades for free");
        foreach (var instrument in plan.Setup.Instruments)
            if (instrument.Id.Kind != InstrumentKind.Spot) warnings.Add($"{instrument.Id}: funding and liquidation are not charged");
        if (plan.Setup.Accounts.Any(account => account.Kind == AccountKind.Margin))
            warnings.Add("margin account: interest on borrowed money and coins is not charged, and nothing is liquidated");
        if (recorder.Delisted is { } delisted) warnings.Add(DelistedText(plan, delisted));
        var working = session.Engine.Orders.Active.Count;
        if (working > 0) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{working} order(s) still working at the end"));
        AddCounts(session.Venue.Counts, warnings);
        if (recorder.Refusals.Count > 0)
        {
            var list = string.Join(", ", recorder.Refusals.OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}")));
            warnings.Add($"orders refused: {list}");
        }
        return warnings;
    }

    private static string DelistedText(BacktestPlan plan, List<InstrumentIndex> delisted)
    {
        var names = delisted.Distinct().Select(instrument => plan.Setup.Instruments[instrument.Value].Id.ToString()).ToList();
        var list = string.Join(", ", names.Take(MostNamesShown)) + (names.Count > MostNamesShown ? ", …" : "");
        return string.Create(CultureInfo.InvariantCulture, $"{delisted.Count} position(s) closed at the last price because trading in the instrument ended ({list}): a real holder may have got less");
    }

    private static void AddCounts(FillCounts counts, List<string> warnings)
    {
        if (counts.LargeOrders > 0)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{counts.LargeOrders:N0} order(s) were more than {FillCounts.LargeShare * 100:0.#} % of a bar's volume: real fills would have moved the price; consider --slippage sqrt:1"));
        if (counts.FillsOverGaps > 0)
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{counts.FillsOverGaps:N0} fill(s) over a gap of the data: bars are missing between the order and its fill"));
    }
}
