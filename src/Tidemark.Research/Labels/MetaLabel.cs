using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Labels;

/// <summary>
/// Whether a signal of another source is worth following: at bars at which it spoke, 1 where a position of its side touches the barrier of
/// profit first, or ends in profit; bars without a signal have no label.
/// </summary>
/// <remarks>Source: M. López de Prado, "Advances in Financial Machine Learning" (2018), section 3.6.</remarks>
/// <param name="Barriers">Where profit and loss are taken.</param>
/// <param name="Signals">Signals in the order of the time at which they were known.</param>
/// <param name="Source">What the signals are called.</param>
public sealed record MetaLabel(TripleBarrierLabel Barriers, IReadOnlyList<(Instant KnownAt, PositionSide Side)> Signals, string Source) : LabelRule
{
    /// <inheritdoc/>
    public override string Text => $"meta:signals={Source},{Barriers.Values()}";

    /// <inheritdoc/>
    public override LearningTask Task => LearningTask.Binary;

    /// <inheritdoc/>
    public override int SideOf(ReadOnlySpan<double> prediction) => 0;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => ["leave it", "follow"];

    /// <inheritdoc/>
    public override int Horizon => Barriers.Bars;

    /// <inheritdoc/>
    public override LabelColumn Compute(BarColumns bars)
    {
        var sides = new PositionSide[bars.Count];
        var next = 0;
        for (var i = 0; i < sides.Length; i++)
        {
            var (open, close) = (new Instant(bars.OpenTimes.Span[i]), bars.Interval.CloseOf(new Instant(bars.OpenTimes.Span[i])));
            for (; next < Signals.Count && Signals[next].KnownAt <= close; next++)
                if (Signals[next].KnownAt > open) sides[i] = Signals[next].Side;
        }
        return Barriers.Compute(bars, bar => sides[bar], isBinary: true);
    }
}
