using System.Globalization;
using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Labels;

/// <summary>
/// Which of three barriers is touched first: one above, one below, one in time. Without a side there are three classes: the lower first, neither
/// in time (or both inside one bar), the upper first. With a side there are two: 1 where the barrier of profit comes first, or the
/// position stands in profit at the end of the time; 0 otherwise, and where both lie inside one bar.
/// </summary>
/// <remarks>Source: M. López de Prado, "Advances in Financial Machine Learning" (2018), sections 3.4 and 3.6.</remarks>
public sealed record TripleBarrierLabel : LabelRule
{
    /// <summary>The barrier in time, in bars.</summary>
    public int Bars { get; init; } = 24;

    /// <summary>Distance of the barrier of profit (the upper one without a side), in deviations of the last returns grown by the root of <see cref="Bars"/>; a logarithmic return where <see cref="IsFixed"/>; 0 for none.</summary>
    public double Profit { get; init; } = 1;

    /// <summary>Distance of the barrier of loss (the lower one without a side), counted as <see cref="Profit"/>; 0 for none.</summary>
    public double Loss { get; init; } = 1;

    /// <summary>Bars of which the deviation is taken.</summary>
    public int Span { get; init; } = 100;

    /// <summary>Whether distances are logarithmic returns and do not follow volatility.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Whether a barrier is touched by closes alone; otherwise by highs and lows.</summary>
    public bool ByClose { get; init; }

    /// <summary>The side of the position; <see cref="PositionSide.Flat"/> for none.</summary>
    public PositionSide Side { get; init; } = PositionSide.Flat;

    /// <inheritdoc/>
    public override string Text => $"triple-barrier:{Values()}{(Side == PositionSide.Flat ? "" : Side == PositionSide.Long ? ",side=long" : ",side=short")}";

    /// <inheritdoc/>
    public override LearningTask Task => Side == PositionSide.Flat ? LearningTask.MultiClass : LearningTask.Binary;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => Side == PositionSide.Flat ? ["lower first", "neither", "upper first"] : ["loss", "profit"];

    /// <inheritdoc/>
    public override int Horizon => Bars;

    /// <inheritdoc/>
    public override int SideOf(ReadOnlySpan<double> prediction) => Side == PositionSide.Flat ? base.SideOf(prediction) : prediction[0] > 0.5 ? Side == PositionSide.Long ? 1 : -1 : 0;

    /// <inheritdoc/>
    public override LabelColumn Compute(BarColumns bars) => Compute(bars, _ => Side, Task == LearningTask.Binary);

    /// <summary>Labels for positions of any side; bars without one have no label.</summary>
    internal LabelColumn Compute(BarColumns bars, Func<int, PositionSide> sideOf, bool isBinary)
    {
        var labels = LabelColumn.Empty(bars.Count);
        var deviations = IsFixed ? null : PastDeviation.Of(bars, Span);
        for (var i = 0; i + 1 < bars.Count; i++)
        {
            var side = sideOf(i);
            if (isBinary && side == PositionSide.Flat) continue;
            var unit = deviations is null ? 1 : deviations[i] * Math.Sqrt(Bars);
            if (double.IsNaN(unit)) continue;
            var (up, down) = side == PositionSide.Short ? (Loss, Profit) : (Profit, Loss);
            Label(bars, labels, i, side, (up > 0 ? up * unit : double.PositiveInfinity, down > 0 ? down * unit : double.PositiveInfinity));
        }
        return labels;
    }

    internal string Values() => string.Create(CultureInfo.InvariantCulture,
        $"horizon={Bars},profit={Profit},loss={Loss}{(IsFixed ? ",fixed=true" : $",span={Span}")}{(ByClose ? ",touch=close" : "")}");

    private void Label(BarColumns bars, LabelColumn labels, int bar, PositionSide side, (double Up, double Down) width)
    {
        var closes = bars.Close.Span;
        var highs = ByClose ? closes : bars.High.Span;
        var lows = ByClose ? closes : bars.Low.Span;
        var (upper, lower) = (closes[bar] * Math.Exp(width.Up), closes[bar] * Math.Exp(-width.Down));
        var last = Math.Min(bar + Bars, bars.Count - 1);
        for (var next = bar + 1; next <= last; next++)
        {
            var (isAbove, isBelow) = (highs[next] >= upper, lows[next] <= lower);
            if (!isAbove && !isBelow) continue;
            // A barrier is a price: the return is that of the barrier, unless the bar opened beyond it.
            var price = isAbove && isBelow ? closes[next] : ByClose ? closes[next] : isAbove ? Math.Max(upper, bars.Open.Span[next]) : Math.Min(lower, bars.Open.Span[next]);
            Set(labels, bar, side, next, Math.Log(price / closes[bar]), isAbove == isBelow ? 0 : isAbove ? 1 : -1);
            return;
        }
        // The future of the last bars is not there: whether a barrier would have been touched is not known.
        if (bar + Bars >= bars.Count) return;
        var atEnd = LogReturn(closes, bar, last);
        if (side == PositionSide.Flat) Set(labels, bar, side, last, atEnd, 0);
        else labels.Set(bar, (side == PositionSide.Long ? atEnd : -atEnd) > 0 ? 1 : 0, last, side == PositionSide.Long ? atEnd : -atEnd);
    }

    private static void Set(LabelColumn labels, int bar, PositionSide side, int end, double logReturn, int touched) => labels.Set(bar,
        side switch { PositionSide.Flat => touched + 1, PositionSide.Long => touched > 0 ? 1 : 0, _ => touched < 0 ? 1 : 0 }, end, side == PositionSide.Short ? -logReturn : logReturn);
}
