using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Learning.Metrics;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;

namespace Tidemark.Cli.Commands.Training;

/// <summary>What came of a training on the data of a market, for people.</summary>
internal static class MarketTrainText
{
    public static void Write(CommandContext context, MarketTrainingResult result)
    {
        var (output, data) = (context.Output, result.Request.Data);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{data.Data.Instrument?.ToString() ?? data.Data.Source}, {data.Data.Bars.Interval} bars: '{data.Label.Text}' from {data.Columns.Length} features ({data.Specification.Name})"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.DevelopmentSamples:N0} samples to learn and choose from, split by {result.Request.Splitter.Text}; {result.TestSamples:N0} kept for the end, {result.TestFrom} to {result.TestTo}"));
        if (result.Request.Data.Interrupted > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Request.Data.Interrupted:N0} bars have no label, for the data have holes where it would end"));
        if (data.Data.IsSynthetic) output.WriteLine("The prices are SYNTHETIC: no market ever traded them.");
        output.WriteLine();
        var leading = MetricCatalog.Find(result.Leading)!;
        var hasAuc = result.Chosen.Test is { } test && double.IsFinite(test["auc"]);
        var table = new TextTable("model", $">{result.Leading}, validation", ">test", ">95 % interval", hasAuc ? ">AUC test" : ">IC test", ">over the baseline", ">signal after costs", ">seconds");
        foreach (var one in result.Results)
            table.Add(one.Name == result.Chosen.Name ? one.Name + " *" : one.Name, Number(one.Validation?[result.Leading]), Number(one.Test?[result.Leading]),
                one.TestInterval is { } interval ? $"{Number(interval.Low)} to {Number(interval.High)}" : "-", Number(one.Test?[hasAuc ? "auc" : "informationCoefficient"]),
                one.OverBaseline is { } over ? $"{Signed(over.Estimate)} ({Signed(over.Low)} to {Signed(over.High)})" : "-",
                one.TestSignal is { } signal ? Percent(Math.Exp(signal.Total) - 1) : "-", one.TrainSeconds.ToString("0.0", CultureInfo.InvariantCulture));
        table.WriteTo(output);
        output.WriteLine();
        output.WriteLine($"* chosen by {leading.Title.ToLowerInvariant()} on validation samples alone; the best baseline there is {result.Baseline.Name}.");
        output.WriteLine(result.Verdict);
        if (result.Chosen.ValidationPaths is { IsEmpty: false } paths)
            output.WriteLine($"Its {paths.Length} paths through the folds: {leading.Title.ToLowerInvariant()} {Number(paths.Min())} to {Number(paths.Max())}, {Number(paths.Average())} on average.");
        foreach (var one in result.Results)
            if (one.Search is { } search) SearchOutput.WriteText(output, one.Name, search);
        if (result.Chosen.Calibration is { } calibration) output.WriteLine($"{result.Chosen.Name} is {CalibrationText.Of(calibration)}.");
        if (result.Chosen.Selection is { } selection)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Chosen.Name} reads {result.Chosen.Model.Selected.Length} of {data.Columns.Length} features: {string.Join(", ", result.Chosen.Model.Selected)}. Two folds share {selection.Agreement:0.00} of what either selected."));
        if (!double.IsFinite(result.Deflated.Sharpe)) output.WriteLine("It never took a side of the market that moved, or what it predicts is none: there is nothing to say of returns.");
        else output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Followed bar by bar at a cost of {result.Request.CostRate:0.####} a change its sign has a Sharpe ratio of {result.Deflated.Sharpe:0.0000} a bar; after {result.Trials} trials the probability that it is above zero is {Percent(result.Deflated.Probability)} (deflated)."));
    }

    private static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString(Math.Abs(number) is > 0 and < 0.1 ? "0.000000" : "0.0000", CultureInfo.InvariantCulture) : "-";

    private static string Signed(double value) => double.IsFinite(value) ? (value > 0 ? "+" : "") + value.ToString("G3", CultureInfo.InvariantCulture) : "-";

    private static string Percent(double value) => double.IsFinite(value) ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "-";
}
