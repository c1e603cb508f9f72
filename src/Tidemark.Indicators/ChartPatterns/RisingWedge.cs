using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Indicators.ChartPatterns;

/// <summary>
/// Rising wedge, bearish, and its inversion, the falling wedge, bullish. Five turning points, three on one side and two on the other, each
/// higher than the one before on its side. One line runs through the first and last of the three, the middle one level with it; the other
/// through the two. Both rise, the lower one faster, and at the first of the five they are apart by at least the smallest height, as a
/// share of the lower line there. A close below the lower line completes it; a close above the upper one ends it. The target is the
/// lowest of the five.
/// </summary>
/// <remarks>
/// Source: T. N. Bulkowski, "Encyclopedia of Chart Patterns", 2005 (five touches; the target is where the wedge began). Waiting and ending
/// as in <see cref="ChartPattern"/>.
/// </remarks>
public sealed class RisingWedge(ChartPatternOptions options, bool isInverted = false) : ChartPattern(options, 5, isInverted), IIndicatorDefinition
{
    private static readonly ChartPatternOptions Defaults = new(TolerancePercent: 0.5);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("risingwedge", "Rising wedge", "Rising highs and faster rising lows, completed by a close below the lower line: bearish.",
            Defaults, options => new RisingWedge(options), "rising-wedge"),
        Describe("fallingwedge", "Falling wedge", "Falling lows and faster falling highs, completed by a close above the upper line: bullish.",
            Defaults, options => new RisingWedge(options, isInverted: true), "falling-wedge"),
    ];

    private protected override bool Form(PivotTrail pivots, out ChartSetup setup)
    {
        ref readonly var first = ref pivots[4];
        ref readonly var middle = ref pivots[2];
        ref readonly var last = ref pivots[0];
        var three = ChartLine.Through(first, last);
        var two = ChartLine.Through(pivots[3], pivots[1]);
        var (upper, lower) = last.IsHigh ? (three, two) : (two, three);
        setup = new ChartSetup
        {
            Upper = upper,
            Lower = lower,
            BreaksDown = true,
            Target = last.IsHigh ? pivots[3].Price : first.Price,
            LastBar = LastBar(upper, lower, first, last),
        };
        return first.Price < middle.Price && middle.Price < last.Price
            && AreLevel(middle.Price, three.At(middle.Bar))
            && upper.Slope > 0 && lower.Slope > upper.Slope
            && IsTall(upper.At(first.Bar) - lower.At(first.Bar), lower.At(first.Bar));
    }
}
