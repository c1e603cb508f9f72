using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Research.Features;

namespace Tidemark.Cli.Commands.Features;

/// <summary>What <c>features build</c> tells people of a table.</summary>
internal static class DatasetText
{
    public static void Write(CommandContext context, DatasetSamples samples)
    {
        var (output, first) = (context.Output, samples.Datasets[0]);
        var table = new TextTable("feature", ">mean", ">deviation", ">least", ">largest", ">missing");
        for (var column = 0; column < first.Columns.Length; column++)
        {
            var one = ColumnFigures.Of(samples, column);
            table.Add(first.Columns[column], Shown(one.Mean), Shown(one.Deviation), Shown(one.Least), Shown(one.Largest), one.Missing == 0 ? "-" : Percent((double)one.Missing / samples.Count));
        }
        table.WriteTo(output);
        output.WriteLine();
        foreach (var dataset in samples.Datasets)
        {
            var (from, to) = (dataset.OpenOf(dataset.SampleRows.Span[0]), dataset.OpenOf(dataset.SampleRows.Span[^1]));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{dataset.Data.Instrument?.ToString() ?? dataset.Data.Source}: {dataset.Count:N0} samples of {dataset.Data.Bars.Interval} bars, {from} to {to}{(dataset.Data.IsSynthetic ? ", SYNTHETIC" : "")}{(dataset.Interrupted > 0 ? $"; {dataset.Interrupted:N0} bars have no label, for the data have holes where it would end" : "")}"));
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"features: {first.Specification.Name}, {first.Columns.Length:N0} columns"));
        output.WriteLine($"label: {first.Label.Text}, {Labels(samples)}");
        if (!first.Weights.IsEmpty) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"weights: {ColumnFigures.Weights(samples).Mean:F3} on average, {ColumnFigures.Weights(samples).Least:F3} to {ColumnFigures.Weights(samples).Largest:F3}"));
        if (samples.Folds.Length > 0) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"folds: {samples.Folds.Length:N0}, {samples.Folds.Average(fold => fold.Train.Length):N0} samples to learn from and {samples.Folds.Average(fold => fold.Test.Length):N0} to test on, on average"));
    }

    private static string Labels(DatasetSamples samples)
    {
        var rule = samples.Datasets[0].Label;
        var figures = ColumnFigures.Targets(samples);
        if (rule.Classes == 0) return string.Create(CultureInfo.InvariantCulture, $"{figures.Mean:G4} on average, deviation {figures.Deviation:G4}");
        return string.Join(", ", rule.ClassNames.Select((name, number) => $"{name} {Percent((double)ColumnFigures.Count(samples, number) / samples.Count)}"));
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");

    private static string Shown(double value) => double.IsNaN(value) ? "-" : value.ToString("G5", CultureInfo.InvariantCulture);
}
