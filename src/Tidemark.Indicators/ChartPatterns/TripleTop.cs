using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Indicators.ChartPatterns;

/// <summary>
/// Triple top, bearish, and its inversion, the triple bottom, bullish. Six turning points: a low, then three tops with two valleys
/// between them; the highest and the lowest top level, both valleys above the low before, and the lowest top above the higher valley by at
/// least the smallest height, as a share of that valley. A close below the lower valley completes it; a close above the highest top ends
/// it. The target lies as far below the lower valley as the highest top above it.
/// </summary>
/// <remarks>Source: T. N. Bulkowski, "Encyclopedia of Chart Patterns", 2005. Waiting and ending as in <see cref="ChartPattern"/>.</remarks>
public sealed class TripleTop(ChartPatternOptions options, bool isInverted = false) : ChartPattern(options, 6, isInverted), IIndicatorDefinition
{
    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("tripletop", "Triple top", "Three tops at one level, completed by a close below both valleys: bearish.",
            new ChartPatternOptions(), options => new TripleTop(options), "triple-top"),
        Describe("triplebottom", "Triple bottom", "Three bottoms at one level, completed by a close above both peaks between: bullish.",
            new ChartPatternOptions(), options => new TripleTop(options, isInverted: true), "triple-bottom"),
    ];

    private protected override bool Form(PivotTrail pivots, out ChartSetup setup)
    {
        ref readonly var first = ref pivots[4];
        ref readonly var third = ref pivots[0];
        var (before, firstValley, second, secondValley) = (pivots[5].Price, pivots[3].Price, pivots[2].Price, pivots[1].Price);
        var highest = Math.Max(Math.Max(first.Price, second), third.Price);
        var lowest = Math.Min(Math.Min(first.Price, second), third.Price);
        var valley = Math.Min(firstValley, secondValley);
        var higherValley = Math.Max(firstValley, secondValley);
        setup = new ChartSetup
        {
            Upper = ChartLine.Level(highest),
            Lower = ChartLine.Level(valley),
            BreaksDown = true,
            Height = highest - valley,
            Target = double.NaN,
            LastBar = 2 * third.Bar - first.Bar,
        };
        return third.IsHigh
            && AreLevel(highest, lowest)
            && before < valley
            && IsTall(lowest - higherValley, higherValley);
    }
}
