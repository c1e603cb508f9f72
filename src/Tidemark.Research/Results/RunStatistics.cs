using Tidemark.Analytics.Performance;
using Tidemark.Simulation.Backtesting;

namespace Tidemark.Research.Results;

/// <summary>The figures of a run. Money is in the currency of the run, fractions are not percent, what is undefined is NaN.</summary>
public sealed record RunStatistics
{
    /// <summary>What the returns are, in words.</summary>
    public required string Basis { get; init; }

    public required double PeriodsPerYear { get; init; }

    public required double InitialEquity { get; init; }

    public required double FinalEquity { get; init; }

    public double NetProfit => FinalEquity - InitialEquity;

    public double TotalReturn => InitialEquity > 0 ? FinalEquity / InitialEquity - 1 : double.NaN;

    public required PerformanceMetrics Metrics { get; init; }

    /// <summary>The moments before, at and after the deepest drawdown of the periods; null when there was none (or no recovery).</summary>
    public required DrawdownDates Drawdown { get; init; }

    /// <summary>The deepest fall of equity over the closes of all bars, the initial equity being the first value. Zero or negative.</summary>
    public required double MaximumDrawdownPerBar { get; init; }

    /// <summary>The share of closed bars (instants) at which a position was held.</summary>
    public required double Exposure { get; init; }

    /// <summary>Price times quantity of all fills.</summary>
    public required double TradedNotional { get; init; }

    /// <summary>Traded notional over mean equity, for the whole run.</summary>
    public required double Turnover { get; init; }

    public required double TurnoverPerYear { get; init; }

    /// <summary>All fees, of open positions too.</summary>
    public required double Fees { get; init; }

    /// <summary>What slippage cost: fills at worse prices than without it. In the prices of the fills already.</summary>
    public required double Slippage { get; init; }

    /// <summary>The fees as they were taken.</summary>
    public required IReadOnlyList<Money> FeesByAsset { get; init; }

    public required int FillCount { get; init; }

    public required TradeStatistics Trades { get; init; }

    public required IReadOnlyList<TradeGroup> ByInstrument { get; init; }

    public required IReadOnlyList<TradeGroup> ByExitReason { get; init; }

    /// <summary>The same money without a strategy; null when there is nothing to compare with.</summary>
    public required HoldingFigures? BuyAndHold { get; init; }

    /// <summary>The Sharpe ratio beside how many models were tried; null where no model was asked.</summary>
    public DeflatedFigures? Deflated { get; init; }

    /// <summary>What a reader must know before trusting the figures: the result's warnings and those that the figures themselves raise.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What all fills moved and cost.</summary>
    internal TradedAmounts? Amounts { get; init; }

    internal static RunStatistics Of(BacktestResult result, RunDescription description, EquityPeriods periods, HoldingCurve? holding, CurrencyView rates)
    {
        var initial = result.InitialEquity;
        var values = periods.Sample(result.Equity.Values.Span);
        var returns = EquityPeriods.Returns(values, initial);
        var assumptions = new MetricAssumptions(periods.PeriodsPerYear);
        var metrics = PerformanceMetrics.Compute(returns, assumptions);
        var amounts = TradedAmounts.Of(result.Fills, description.Instruments, result.Currency, rates);
        var trades = TradeStatistics.Of(result.RoundTrips);
        var years = (description.To - description.From).TotalDays / 365;
        var turnover = amounts.Notional / EquityScan.Mean(result.Equity.Values.Span);
        var statistics = new RunStatistics
        {
            Basis = periods.Basis,
            PeriodsPerYear = periods.PeriodsPerYear,
            InitialEquity = initial,
            FinalEquity = result.Equity.Count == 0 ? initial : result.Equity.Values.Span[^1],
            Metrics = metrics,
            Drawdown = DrawdownDates.Of(metrics.DeepestDrawdown, periods.Sample(result.Equity.Times.Span), description.From),
            MaximumDrawdownPerBar = EquityScan.MaximumDrawdown(result.Equity.Values.Span, initial),
            Exposure = result.Equity.Count == 0 ? double.NaN : (double)result.InstantsInMarket / result.Equity.Count,
            TradedNotional = amounts.Notional,
            Turnover = double.IsFinite(turnover) ? turnover : double.NaN,
            TurnoverPerYear = double.IsFinite(turnover / years) ? turnover / years : double.NaN,
            Amounts = amounts,
            Fees = amounts.Fees,
            Slippage = amounts.Slippage,
            FeesByAsset = amounts.FeesByAsset,
            FillCount = result.Fills.Count,
            Trades = trades,
            ByInstrument = TradeGroup.By(result.RoundTrips, trip => description.Instruments[trip.Instrument.Value].ToString()),
            ByExitReason = TradeGroup.By(result.RoundTrips, trip => trip.ExitReason),
            BuyAndHold = holding?.Figures(returns, assumptions),
            Deflated = DeflatedFigures.Of(returns, description.ModelTrials, periods.PeriodsPerYear),
            Warnings = [],
        };
        return statistics with { Warnings = RunWarnings.Of(result, description, periods, statistics, returns.Length) };
    }
}
