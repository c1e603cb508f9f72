using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Indicators.ChartPatterns;

/// <summary>
/// Ascending triangle and its inversion, the descending triangle. Four turning points, two highs and two lows in turn, beginning with
/// either: the highs level, the later low above the earlier by more than the tolerance. The upper line is the level of the higher high, the
/// lower one runs through the lows; the height, from the earlier low to the upper line, is at least the smallest one, as a share of that
/// low. A close beyond either line completes it in that direction; the target lies as far beyond the line as the height.
/// </summary>
/// <remarks>
/// Source: T. N. Bulkowski, "Encyclopedia of Chart Patterns", 2005; R. D. Edwards and J. Magee, 1948 (four reversals make a triangle).
/// Waiting and ending as in <see cref="ChartPattern"/>.
/// </remarks>
public sealed class AscendingTriangle(ChartPatternOptions options, bool isInverted = false) : ChartPattern(options, 4, isInverted), IIndicatorDefinition
{
    private static readonly ChartPatternOptions Defaults = new(TolerancePercent: 0.5);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("ascendingtriangle", "Ascending triangle", "Level highs and rising lows, completed by a close beyond either line.",
            Defaults, options => new AscendingTriangle(options), "ascending-triangle"),
        Describe("descendingtriangle", "Descending triangle", "Level lows and falling highs, completed by a close beyond either line.",
            Defaults, options => new AscendingTriangle(options, isInverted: true), "descending-triangle"),
    ];

    private protected override bool Form(PivotTrail pivots, out ChartSetup setup)
    {
        var newestHigh = pivots[0].IsHigh ? 0 : 1;
        var (laterHigh, earlierHigh) = (pivots[newestHigh].Price, pivots[newestHigh + 2].Price);
        ref readonly var laterLow = ref pivots[1 - newestHigh];
        ref readonly var earlierLow = ref pivots[3 - newestHigh];
        var upper = ChartLine.Level(Math.Max(laterHigh, earlierHigh));
        var lower = ChartLine.Through(earlierLow, laterLow);
        setup = new ChartSetup
        {
            Upper = upper,
            Lower = lower,
            BreaksUp = true,
            BreaksDown = true,
            Height = upper.Price - earlierLow.Price,
            Target = double.NaN,
            LastBar = LastBar(upper, lower, pivots[3], pivots[0]),
        };
        return AreLevel(laterHigh, earlierHigh)
            && IsClearlyAbove(laterLow.Price, earlierLow.Price)
            && IsTall(setup.Height, earlierLow.Price);
    }
}
