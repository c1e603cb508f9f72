using Tidemark.Simulation.Slippage;

namespace Tidemark.Cli.Configuration;

/// <summary>What <c>backtest</c> takes where no option says otherwise.</summary>
internal static class BacktestSettings
{
    private const string Name = "backtest";

    public static readonly Setting<decimal> Cash = Setting.Number(Name, "cash", 100_000, 0.01m, 1_000_000_000_000m, "Cash at the start, in the quote currency");

    public static readonly Setting<decimal> Allocation = Setting.Number(Name, "allocation", 0.95m, 0.0001m, 1m, "Share of free equity that one position takes");

    public static readonly Setting<string> FillModel = Setting.Text(Name, "fillModel", "worst-case", "When and at what price orders fill inside a bar", "worst-case", "next-open");

    public static readonly Setting<ISlippageModel> Slippage =
        Setting.Parsed(Name, "slippage", "bps:2", "Price given up on market orders: none, bps:N, spread:N, volume-share:K", SlippageModels.Parse);

    public static readonly SettingSection Section = new(Name, "Backtests: what holds where no option says otherwise", [Cash, Allocation, FillModel, Slippage]);
}
