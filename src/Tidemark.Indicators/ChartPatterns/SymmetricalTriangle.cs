using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Indicators.ChartPatterns;

/// <summary>
/// Symmetrical triangle. Four turning points, two highs and two lows in turn, beginning with either: the later high below the earlier and
/// the later low above the earlier, both by more than the tolerance. The lines run through the highs and through the lows; the height is
/// their distance at the first of the four, at least the smallest one, as a share of the lower line there. A close beyond either line
/// completes it in that direction; the target lies as far beyond the line as the height.
/// </summary>
/// <remarks>
/// Source: T. N. Bulkowski, "Encyclopedia of Chart Patterns", 2005; R. D. Edwards and J. Magee, 1948 (four reversals make a triangle).
/// Waiting and ending as in <see cref="ChartPattern"/>.
/// </remarks>
public sealed class SymmetricalTriangle(ChartPatternOptions options) : ChartPattern(options, 4, isInverted: false), IIndicatorDefinition
{
    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("symmetricaltriangle", "Symmetrical triangle", "Falling highs and rising lows, completed by a close beyond either line.",
            new ChartPatternOptions(TolerancePercent: 0.5), options => new SymmetricalTriangle(options), "symmetrical-triangle", "triangle"),
    ];

    private protected override bool Form(PivotTrail pivots, out ChartSetup setup)
    {
        var newestHigh = pivots[0].IsHigh ? 0 : 1;
        ref readonly var laterHigh = ref pivots[newestHigh];
        ref readonly var earlierHigh = ref pivots[newestHigh + 2];
        ref readonly var laterLow = ref pivots[1 - newestHigh];
        ref readonly var earlierLow = ref pivots[3 - newestHigh];
        var upper = ChartLine.Through(earlierHigh, laterHigh);
        var lower = ChartLine.Through(earlierLow, laterLow);
        var start = pivots[3].Bar;
        setup = new ChartSetup
        {
            Upper = upper,
            Lower = lower,
            BreaksUp = true,
            BreaksDown = true,
            Height = upper.At(start) - lower.At(start),
            Target = double.NaN,
            LastBar = LastBar(upper, lower, pivots[3], pivots[0]),
        };
        return IsClearlyAbove(earlierHigh.Price, laterHigh.Price)
            && IsClearlyAbove(laterLow.Price, earlierLow.Price)
            && IsTall(setup.Height, lower.At(start));
    }
}
