using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tidemark.Analytics.Performance;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Research.Results;
using Tidemark.Research.ReturnSeries;

namespace Tidemark.Cli.Commands.Metrics;

/// <summary><c>metrics</c>: performance and risk figures of any file of returns; its subcommands judge predictions.</summary>
internal static class MetricsCommand
{
    private static readonly Option<string> Returns = new("--returns")
    {
        Description = "CSV file (or .csv.gz) with a header line and one simple return a row: 0.01 is one percent",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string> Column = new("--column") { Description = "Column of the returns", HelpName = "NAME", DefaultValueFactory = _ => "return" };

    private static readonly Option<string?> Benchmark = new("--benchmark") { Description = "Column of a benchmark's returns, for alpha, beta and the like", HelpName = "COLUMN" };

    private static readonly Option<double> PeriodsPerYear = new("--periods-per-year")
    {
        Description = "365 for days of a market that never closes, 8760 for hours, 252 for exchange days",
        HelpName = "N",
        DefaultValueFactory = _ => 365,
    };

    private static readonly Option<double> RiskFree = new("--risk-free")
    {
        Description = "Riskless return of one period (not of a year), for Sharpe, alpha and beta",
        HelpName = "R",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<double> Required = new("--required")
    {
        Description = "Return of one period (not of a year) below which it counts as bad, for Sortino and downside risk",
        HelpName = "R",
        DefaultValueFactory = _ => 0,
    };

    public static Command Create()
    {
        var command = new Command("metrics", "Performance and risk figures of a file of returns; how good predictions in a file are")
            .With(Returns, Column, Benchmark, PeriodsPerYear, RiskFree, Required, CommonOptions.Json)
            .Example("metrics --returns returns.csv --benchmark benchmark_return --periods-per-year 365 --json -")
            .Handle(Run);
        command.Subcommands.Add(ClassificationMetricsCommand.Create());
        command.Subcommands.Add(RegressionMetricsCommand.Create());
        return command;
    }

    private static int Run(CommandContext context)
    {
        var assumptions = new MetricAssumptions(context.Get(PeriodsPerYear), context.Get(RiskFree), context.Get(Required));
        if (!(assumptions.PeriodsPerYear > 0) || !double.IsFinite(assumptions.PeriodsPerYear)) throw new BadInputException("--periods-per-year must be above 0");
        if (!double.IsFinite(assumptions.RiskFreePerPeriod)) throw new BadInputException("--risk-free must be a finite number");
        if (!double.IsFinite(assumptions.RequiredPerPeriod)) throw new BadInputException("--required must be a finite number");
        var path = context.Get(Returns)!;
        var file = ReturnsFile.Load(path, context.Get(Column)!, context.Get(Benchmark));
        var metrics = PerformanceMetrics.Compute(file.Returns, assumptions);
        var versus = file.Benchmark is null ? null : BenchmarkMetrics.Compute(file.Returns, file.Benchmark, assumptions);
        if (file.SkippedRows > 0) context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"note: {file.SkippedRows} rows without a value were left out"));
        WriteTable(context, path, metrics, versus, assumptions);
        context.WriteJson(writer => WriteJson(writer, context, path, file, metrics, versus, assumptions));
        return TidemarkCommandLine.Success;
    }

    private static void WriteJson(Utf8JsonWriter writer, CommandContext context, string path, ReturnsFile file, PerformanceMetrics metrics,
        BenchmarkMetrics? versus, MetricAssumptions assumptions)
    {
        writer.WriteStartObject();
        writer.WriteString("returns", path);
        writer.WriteString("column", context.Get(Column));
        if (context.Get(Benchmark) is { } benchmark) writer.WriteString("benchmark", benchmark);
        writer.WriteNumber("periodsPerYear", assumptions.PeriodsPerYear);
        writer.WriteNumber("riskFreePerPeriod", assumptions.RiskFreePerPeriod);
        writer.WriteNumber("requiredReturnPerPeriod", assumptions.RequiredPerPeriod);
        writer.WriteNumber("skippedRows", file.SkippedRows);
        writer.WriteStartObject("metrics");
        MetricsJson.WriteProperties(writer, metrics);
        if (versus is not null) MetricsJson.WriteProperties(writer, versus);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteTable(CommandContext context, string path, PerformanceMetrics metrics, BenchmarkMetrics? versus, MetricAssumptions assumptions)
    {
        context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{path}: {metrics.Count} periods, {assumptions.PeriodsPerYear:G6} a year, riskless {assumptions.RiskFreePerPeriod:G6} and required {assumptions.RequiredPerPeriod:G6} a period"));
        context.Output.WriteLine();
        var table = new TextTable("metric", ">value")
            .Add("Cumulative return", Percent(metrics.CumulativeReturn))
            .Add("Annual return", Percent(metrics.AnnualReturn))
            .Add("Annual volatility", Percent(metrics.AnnualVolatility))
            .Add("Sharpe ratio", Number(metrics.SharpeRatio))
            .Add("Sortino ratio", Number(metrics.SortinoRatio))
            .Add("Calmar ratio", Number(metrics.CalmarRatio))
            .Add("Omega ratio", Number(metrics.OmegaRatio))
            .Add("Omega ratio above 10 % a year", Number(metrics.OmegaRatioAboveTenPercent))
            .Add("Maximum drawdown", Percent(metrics.MaximumDrawdown))
            .Add("  its length, periods", metrics.DeepestDrawdown.Length.ToString(CultureInfo.InvariantCulture))
            .Add("  longest drawdown, periods", metrics.LongestDrawdownLength.ToString(CultureInfo.InvariantCulture))
            .Add("Downside risk", Percent(metrics.DownsideRisk))
            .Add("Value at risk 5 %", Percent(metrics.ValueAtRisk5))
            .Add("Value at risk 1 %", Percent(metrics.ValueAtRisk1))
            .Add("Conditional value at risk 5 %", Percent(metrics.ConditionalValueAtRisk5))
            .Add("Conditional value at risk 1 %", Percent(metrics.ConditionalValueAtRisk1))
            .Add("Tail ratio", Number(metrics.TailRatio))
            .Add("Stability (R²)", Number(metrics.Stability))
            .Add("Skewness", Number(metrics.Skewness))
            .Add("Excess kurtosis", Number(metrics.ExcessKurtosis))
            .Add("Best period", Percent(metrics.BestPeriod))
            .Add("Worst period", Percent(metrics.WorstPeriod))
            .Add("Positive periods", Percent(metrics.PositivePeriods));
        if (versus is not null)
        {
            table.Add("Alpha (a year)", Percent(versus.Whole.Alpha))
                .Add("Beta", Number(versus.Whole.Beta))
                .Add("Beta when the benchmark rises", Number(versus.Up.Beta))
                .Add("Beta when the benchmark falls", Number(versus.Down.Beta))
                .Add("Tracking error (a year)", Percent(versus.TrackingError))
                .Add("Information ratio (a year)", Number(versus.InformationRatio))
                .Add("Excess Sharpe (a period)", Number(versus.ExcessSharpe))
                .Add("Up capture", Number(versus.UpCapture))
                .Add("Down capture", Number(versus.DownCapture));
        }
        table.WriteTo(context.Output);
    }

    private static string Percent(double fraction) => double.IsNaN(fraction) ? "-" : (fraction * 100).ToString("#,0.00", CultureInfo.InvariantCulture) + " %";

    private static string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("#,0.0000", CultureInfo.InvariantCulture);
}
