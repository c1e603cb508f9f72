using System.Globalization;
using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Labels;

/// <summary>The logarithmic return over the next bars.</summary>
public sealed record NextReturnLabel(int Bars) : LabelRule
{
    /// <inheritdoc/>
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"next-return:horizon={Bars}");

    /// <inheritdoc/>
    public override LearningTask Task => LearningTask.Regression;

    /// <inheritdoc/>
    public override int Horizon => Bars;

    /// <inheritdoc/>
    public override LabelColumn Compute(BarColumns bars)
    {
        var labels = LabelColumn.Empty(bars.Count);
        for (var i = 0; i + Bars < bars.Count; i++)
        {
            var value = LogReturn(bars.Close.Span, i, i + Bars);
            labels.Set(i, value, i + Bars, value);
        }
        return labels;
    }
}
