using System.Globalization;
using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Labels;

/// <summary>Whether the deviation of the next logarithmic returns is larger than that of the last ones (both divided by n - 1).</summary>
/// <param name="Bars">How many returns follow.</param>
/// <param name="Span">How many returns lie behind.</param>
public sealed record VolatilityRiseLabel(int Bars, int Span) : LabelRule
{
    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"vol-rise:horizon={Bars},span={Span}");

    /// <inheritdoc/>
    public override LearningTask Task => LearningTask.Binary;

    /// <inheritdoc/>
    public override int SideOf(ReadOnlySpan<double> prediction) => 0;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => ["calmer", "wilder"];

    /// <inheritdoc/>
    public override int Horizon => Bars;

    /// <inheritdoc/>
    public override LabelColumn Compute(BarColumns bars)
    {
        var labels = LabelColumn.Empty(bars.Count);
        var (past, next) = (PastDeviation.Of(bars, Span), PastDeviation.Of(bars, Bars));
        for (var i = 0; i + Bars < bars.Count; i++)
            if (!double.IsNaN(past[i])) labels.Set(i, next[i + Bars] > past[i] ? 1 : 0, i + Bars, LogReturn(bars.Close.Span, i, i + Bars));
        return labels;
    }
}
