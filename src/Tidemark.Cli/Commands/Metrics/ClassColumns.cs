using System.Collections.Immutable;
using System.Globalization;
using Tidemark.Research.Predictions;

namespace Tidemark.Cli.Commands.Metrics;

/// <summary>The columns of a prediction of classes.</summary>
/// <param name="Label">The true class.</param>
/// <param name="Probabilities">One column for two classes, else one for each class.</param>
internal sealed record ClassColumns(string Label, ImmutableArray<string> Probabilities)
{
    private const int MostClasses = 100;

    /// <summary>A second prediction in the same file, of K classes: <c>yK</c> with <c>pK_0</c> to <c>pK_(K-1)</c>. Null where there is none.</summary>
    public static ClassColumns? FindIn(NumberColumns file)
    {
        for (var classes = 3; classes <= MostClasses; classes++)
        {
            var label = string.Create(CultureInfo.InvariantCulture, $"y{classes}");
            ImmutableArray<string> probabilities = [.. Enumerable.Range(0, classes).Select(k => string.Create(CultureInfo.InvariantCulture, $"p{classes}_{k}"))];
            if (file.Has(label) && probabilities.All(file.Has)) return new ClassColumns(label, probabilities);
        }
        return null;
    }
}
