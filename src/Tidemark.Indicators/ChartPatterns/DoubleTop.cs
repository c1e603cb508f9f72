using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Indicators.ChartPatterns;

/// <summary>
/// Double top, bearish, and its inversion, the double bottom, bullish. Four turning points: a low, a first top, a valley, a second top;
/// the tops level, the valley above the low before (the price came from below) and below the lower top by at least the smallest height,
/// as a share of the valley. A close below the valley completes it; a close above the higher top ends it. The target lies as far below
/// the valley as the higher top above it.
/// </summary>
/// <remarks>
/// Source: T. N. Bulkowski, "Encyclopedia of Chart Patterns", 2005 (confirmation and target); Lo, Mamaysky and Wang, 2000 (tops within
/// 1.5 % of their average). Waiting and ending as in <see cref="ChartPattern"/>.
/// </remarks>
public sealed class DoubleTop(ChartPatternOptions options, bool isInverted = false) : ChartPattern(options, 4, isInverted), IIndicatorDefinition
{
    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("doubletop", "Double top", "Two tops at one level, completed by a close below the valley between them: bearish.",
            new ChartPatternOptions(), options => new DoubleTop(options), "double-top"),
        Describe("doublebottom", "Double bottom", "Two bottoms at one level, completed by a close above the peak between them: bullish.",
            new ChartPatternOptions(), options => new DoubleTop(options, isInverted: true), "double-bottom"),
    ];

    private protected override bool Form(PivotTrail pivots, out ChartSetup setup)
    {
        ref readonly var before = ref pivots[3];
        ref readonly var first = ref pivots[2];
        ref readonly var valley = ref pivots[1];
        ref readonly var second = ref pivots[0];
        var top = Math.Max(first.Price, second.Price);
        setup = new ChartSetup
        {
            Upper = ChartLine.Level(top),
            Lower = ChartLine.Level(valley.Price),
            BreaksDown = true,
            Height = top - valley.Price,
            Target = double.NaN,
            LastBar = 2 * second.Bar - first.Bar,
        };
        return second.IsHigh
            && AreLevel(first.Price, second.Price)
            && before.Price < valley.Price
            && IsTall(Math.Min(first.Price, second.Price) - valley.Price, valley.Price);
    }
}
