using System.Globalization;
using Tidemark.Cli.Output;
using Tidemark.Research.Forecasting;

namespace Tidemark.Cli.Commands.Forecasting;

/// <summary>What a person reads of <c>forecast</c>.</summary>
internal static class ForecastText
{
    public static void Write(TextWriter output, ForecastReport report, string path, double level, bool areReturns)
    {
        var names = string.Join(", ", report.Forecasts.Select(forecast => forecast.Series));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Description}, fitted to {report.Observations:N0} {(areReturns ? "log returns" : "values")} of {names} in {path}"));
        if (!report.HasConverged) output.WriteLine("The search for the estimates did not come to its end: do not rely on them; try lower orders.");
        output.WriteLine();
        var parameters = new TextTable("parameter", ">estimate", ">standard error");
        foreach (var (name, value, error) in report.Parameters) parameters.Add(name, Show(value), Show(error));
        parameters.WriteTo(output);
        output.WriteLine();
        output.WriteLine($"{(double.IsNaN(report.LogLikelihood) ? "" : $"log likelihood {Show(report.LogLikelihood)}, ")}AIC {Show(report.AkaikeCriterion)}, BIC {Show(report.BayesianCriterion)}");
        foreach (var (series, forecast) in report.Forecasts)
        {
            output.WriteLine();
            var bounds = forecast.Interval(level);
            var table = new TextTable(">step", $">{series}", ">standard error", string.Create(CultureInfo.InvariantCulture, $">low ({100 * level:0.##} %)"), ">high");
            for (var h = 0; h < forecast.Steps; h++)
                table.Add((h + 1).ToString(CultureInfo.InvariantCulture), Show(forecast.Mean[h]), Show(forecast.StandardError[h]), Show(bounds[h].Low), Show(bounds[h].High));
            table.WriteTo(output);
        }
        if (report.Holdout is { } holdout) WriteHoldout(output, holdout);
        output.WriteLine();
        output.WriteLine("The intervals hold if the model is right and its estimates are exact; neither is.");
    }

    private static void WriteHoldout(TextWriter output, HoldoutComparison holdout)
    {
        output.WriteLine();
        var table = new TextTable(string.Create(CultureInfo.InvariantCulture, $"one-step forecasts of the last {holdout.Count:N0}"), $">{holdout.Measure}");
        table.Add("the model", Show(holdout.Model));
        foreach (var (name, value) in holdout.Baselines) table.Add(name, Show(value));
        table.WriteTo(output);
        var t = holdout.TStatistic.ToString("0.00", CultureInfo.InvariantCulture);
        output.WriteLine(holdout.IsUseful
            ? $"Better than the best of the simplest rules ({holdout.BestBaseline}), by more than chance explains (t = {t})."
            : $"Not better than the best of the simplest rules ({holdout.BestBaseline}) by more than chance explains (t = {t}): of no use one step ahead.");
    }

    private static string Show(double value) => double.IsNaN(value) ? "-" : value.ToString("G7", CultureInfo.InvariantCulture);
}
