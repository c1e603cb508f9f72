using System.Globalization;

namespace Tidemark.Research.Results;

/// <summary>What a person sees after a backtest: what ran under which assumptions, the strategy beside buy-and-hold, trades, warnings.</summary>
public static class RunSummary
{
    private const int LabelWidth = 24;
    private const int MostNames = 8;
    private const int ValueWidth = 16;
    private const string Green = "\e[32m";
    private const string Red = "\e[31m";
    private const string Yellow = "\e[33m";
    private const string Bold = "\e[1m";
    private const string Reset = "\e[0m";

    /// <param name="output">Where to print.</param>
    /// <param name="report">What to print.</param>
    /// <param name="isColored">Whether the reader is a terminal that shows colours.</param>
    public static void Write(TextWriter output, RunReport report, bool isColored = false)
    {
        WriteHead(output, report, isColored);
        WriteFigures(output, report, isColored);
        WriteTrades(output, report);
        AttributionSummary.Write(output, report);
        WriteRemarks(output, report, isColored);
    }

    private static void WriteHead(TextWriter output, RunReport report, bool isColored)
    {
        var run = report.Description;
        if (run.IsSynthetic) output.WriteLine(Paint("SYNTHETIC DATA: no market ever traded these prices", Yellow, isColored));
        output.WriteLine(Paint($"{run.Strategy} on {ReportText.List(run.Instruments, MostNames)}, {run.Interval} bars", Bold, isColored));
        output.WriteLine($"  period      {ReportText.Date(run.From)} to {ReportText.Date(run.To)}, {ReportText.Count(report.Result.BarCount)} bars{(run.WarmUpBars > 0 ? $" ({ReportText.Count(run.WarmUpBars)} of them warm-up)" : "")}");
        output.WriteLine($"  data        {ReportText.List([.. run.Sources.Distinct()], MostNames)}");
        if (run.Parameters.Count > 0) output.WriteLine($"  parameters  {string.Join(", ", run.Parameters.Select(pair => $"{pair.Key}={pair.Value}"))}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  account     {(run.Account == AccountKind.Spot ? "spot" : $"{(run.Margin is { } mode ? $"{mode} " : "")}margin, leverage {run.Leverage}")}, {report.Result.InitialCash:#,0.########} {report.Result.Currency}, size {run.Sizing}"));
        output.WriteLine($"  costs       {run.FeesText}, slippage {run.Slippage}{(run.Latency == "none" ? "" : $", latency {run.Latency}")}, fills {run.FillModel}");
        output.WriteLine();
    }

    private static void WriteFigures(TextWriter output, RunReport report, bool isColored)
    {
        var (own, hold) = (report.Statistics, report.Statistics.BuyAndHold);
        output.WriteLine($"{"",-LabelWidth}{"strategy",ValueWidth}{(hold is null ? "" : "buy-and-hold"),ValueWidth}".TrimEnd());
        Row("Total return", ReportText.Percent(own.TotalReturn), hold is null ? null : ReportText.Percent(hold.TotalReturn), own.TotalReturn);
        Metric("Annual return", m => m.AnnualReturn, ReportText.Percent, isSigned: true);
        Metric("Annual volatility", m => m.AnnualVolatility, ReportText.PlainPercent);
        Metric("Sharpe ratio", m => m.SharpeRatio, ReportText.Ratio);
        if (own.Deflated is { } deflated) Row($"  deflated, {deflated.Trials} tried", ReportText.PlainPercent(deflated.Probability), null, 0);
        Metric("Sortino ratio", m => m.SortinoRatio, ReportText.Ratio);
        Metric("Calmar ratio", m => m.CalmarRatio, ReportText.Ratio);
        Metric("Omega ratio", m => m.OmegaRatio, ReportText.Ratio);
        Metric("Maximum drawdown", m => m.MaximumDrawdown, ReportText.Percent, isSigned: true);
        Row("  at bar closes", ReportText.Percent(own.MaximumDrawdownPerBar), null, own.MaximumDrawdownPerBar);
        Row("  its length", Periods(own.Metrics.DeepestDrawdown.Length), hold is null ? null : Periods(hold.Metrics.DeepestDrawdown.Length), 0);
        Metric("Value at risk 5 %", m => m.ValueAtRisk5, ReportText.Percent);
        Metric("  mean beyond it", m => m.ConditionalValueAtRisk5, ReportText.Percent);
        Metric("Tail ratio", m => m.TailRatio, ReportText.Ratio);
        Row("Final equity", ReportText.Amount(own.FinalEquity), hold is null ? null : ReportText.Amount(hold.FinalEquity), 0);
        output.WriteLine();

        void Metric(string label, Func<Analytics.Performance.PerformanceMetrics, double> value, Func<double, string> show, bool isSigned = false) =>
            Row(label, show(value(own.Metrics)), hold is null ? null : show(value(hold.Metrics)), isSigned ? value(own.Metrics) : 0);

        void Row(string label, string value, string? other, double sign)
        {
            var padded = value.PadLeft(ValueWidth);
            var painted = sign > 0 ? Paint(padded, Green, isColored) : sign < 0 ? Paint(padded, Red, isColored) : padded;
            output.WriteLine($"{label,-LabelWidth}{painted}{other,ValueWidth}".TrimEnd());
        }

        string Periods(int count) => own.Basis.Contains("UTC day", StringComparison.Ordinal) ? $"{count} days" : $"{ReportText.Count(count)} bars";
    }

    private static void WriteTrades(TextWriter output, RunReport report)
    {
        var (statistics, trades, currency) = (report.Statistics, report.Statistics.Trades, report.Result.Currency);
        var fills = $"{ReportText.Count(statistics.FillCount)} fill{(statistics.FillCount == 1 ? "" : "s")}";
        if (trades.Count == 0) output.WriteLine($"Trades     no round trip closed ({fills})");
        else output.WriteLine($"Trades     {ReportText.Count(trades.Count)} round trip{(trades.Count == 1 ? "" : "s")} ({fills}), win rate {ReportText.PlainPercent(trades.WinRate)}, profit factor {ReportText.Ratio(trades.ProfitFactor)}");
        if (trades.Count > 0) output.WriteLine($"           mean result {ReportText.SignedAmount(trades.Expectancy)} {currency}, mean win {ReportText.SignedAmount(trades.AverageWin)}, mean loss {ReportText.SignedAmount(trades.AverageLoss)}");
        output.WriteLine($"Costs      fees {ReportText.Amount(statistics.Fees)} {currency} ({ReportText.PlainPercent(statistics.Fees / statistics.InitialEquity)} of the initial equity), turnover {ReportText.Ratio(statistics.Turnover)}x equity");
        output.WriteLine($"           slippage {ReportText.Amount(statistics.Slippage)} {currency} ({ReportText.PlainPercent(statistics.Slippage / statistics.InitialEquity)}), in the prices of the fills{OtherCosts(report)}");
        output.WriteLine($"Exposure   {ReportText.PlainPercent(statistics.Exposure)} of the time in the market");
        var open = report.Result.OpenPositions;
        foreach (var position in open.Take(MostNames))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Open       {position.Quantity} {report.Description.Instruments[position.Instrument.Value].Base} at {ReportText.Amount(position.AveragePrice.ToDouble())}, worth {ReportText.SignedAmount(position.UnrealizedPnl)} {currency} at the last price"));
        if (open.Count > MostNames) output.WriteLine($"           and {ReportText.Count(open.Count - MostNames)} more positions (all with --json)");
        output.WriteLine();
    }

    private static string OtherCosts(RunReport report) =>
        string.Concat(report.Result.OtherCosts.Where(cost => cost.Amount != 0m).Select(cost => $"; {cost.Kind.ToString().ToLowerInvariant()} {ReportText.Amount((double)cost.Amount)} {report.Result.Currency}"));

    private static void WriteRemarks(TextWriter output, RunReport report, bool isColored)
    {
        foreach (var warning in report.Statistics.Warnings) output.WriteLine($"{Paint("warning:", Yellow, isColored)} {warning}");
        foreach (var note in report.Description.Notes) output.WriteLine($"note: {note}");
        output.WriteLine($"statistics: {report.Statistics.Basis}");
        if (report.Statistics.BuyAndHold is not null) output.WriteLine($"buy-and-hold: {HoldingFigures.Definition}");
        if (report.Statistics.Deflated is not null) output.WriteLine($"deflated: {DeflatedFigures.Definition}");
        output.WriteLine($"run hash: {report.RunHash}");
    }

    private static string Paint(string text, string color, bool isColored) => isColored ? color + text + Reset : text;
}
