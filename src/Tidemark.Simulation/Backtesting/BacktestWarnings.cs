using System.Globalization;
using Tidemark.Engine;

namespace Tidemark.Simulation.Backtesting;

/// <summary>What a reader must know before trusting a backtest.</summary>
internal static class BacktestWarnings
{
    public static IReadOnlyList<string> Of(BacktestPlan plan, BacktestRecorder recorder, TradingEngine engine)
    {
        var warnings = new List<string>();
        if (plan.Venue.Fees.Rates is { Maker: 0m, Taker: 0m }) warnings.Add("fees are zero: no venue trades for free");
        foreach (var instrument in plan.Setup.Instruments)
            if (instrument.Id.Kind != InstrumentKind.Spot) warnings.Add($"{instrument.Id}: funding and liquidation are not charged");
        if (plan.Setup.Accounts.Any(account => account.Kind == AccountKind.Margin))
            warnings.Add("margin account: interest on borrowed money and coins is not charged, and nothing is liquidated");
        var working = engine.Orders.Active.Count;
        if (working > 0) warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{working} order(s) still working at the end"));
        if (recorder.Refusals.Count > 0)
        {
            var list = string.Join(", ", recorder.Refusals.OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}")));
            warnings.Add($"orders refused: {list}");
        }
        return warnings;
    }
}
