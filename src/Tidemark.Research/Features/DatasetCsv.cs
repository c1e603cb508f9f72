using System.Globalization;
using System.Text;

namespace Tidemark.Research.Features;

/// <summary>
/// Writes samples as CSV: <c>time_ms</c> (open of the bar), <c>known_at_ms</c> (its close: from then on the row is known), the instrument where there are several, the
/// features, <c>label</c>, <c>label_end_ms</c>, <c>label_return</c>, <c>weight</c>, <c>fold</c> (the fold that tests the sample) and a column a fold with the sample's part
/// in it. Missing values are empty, and so is everything behind the features in rows without a label; numbers read back as the same.
/// </summary>
public static class DatasetCsv
{
    /// <param name="output">Where to write.</param>
    /// <param name="samples">What to write.</param>
    public static void Write(Stream output, DatasetSamples samples)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        var first = samples.Datasets[0];
        var isMany = samples.Datasets.Length > 1;
        var parts = samples.Folds.Select(fold => DatasetSamples.PartsOf(fold, samples.Count)).ToArray();
        var tested = samples.TestFolds();
        writer.WriteLine(string.Join(',', ["time_ms", "known_at_ms", .. isMany ? ["instrument"] : Array.Empty<string>(), .. first.Columns, "label", "label_end_ms", "label_return", "weight",
            .. parts.Length > 0 ? ["fold"] : Array.Empty<string>(), .. parts.Select((_, fold) => $"fold_{fold.ToString(CultureInfo.InvariantCulture)}")]));
        foreach (var (dataset, row, sample, number) in samples.Lines())
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{dataset.OpenOf(row).UnixMilliseconds},{new Instant(dataset.KnownAt.Span[row]).UnixMilliseconds}"));
            if (isMany) writer.Write($",{dataset.Data.Instrument}");
            foreach (var value in dataset.Features.Read(row, 1))
            {
                writer.Write(',');
                if (!float.IsNaN(value)) writer.Write(value.ToString("R", CultureInfo.InvariantCulture));
            }
            if (sample < 0)
            {
                writer.WriteLine(new string(',', 4 + (parts.Length > 0 ? 1 + parts.Length : 0)));
                continue;
            }
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $",{dataset.Targets.Span[sample]:R},{new Instant(dataset.LabelEnds.Span[sample]).UnixMilliseconds},{dataset.Returns.Span[sample]:R},{(dataset.Weights.IsEmpty ? 1 : dataset.Weights.Span[sample]):R}"));
            if (parts.Length > 0) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{(tested[number] < 0 ? "" : tested[number])}"));
            foreach (var part in parts) writer.Write(part[number] switch { FoldPart.Train => ",train", FoldPart.Validation => ",validation", FoldPart.Test => ",test", _ => "," });
            writer.WriteLine();
        }
    }
}
