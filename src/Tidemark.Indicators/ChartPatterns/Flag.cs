using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Indicators.ChartPatterns;

/// <summary>
/// Bull flag and its inversion, the bear flag. Four turning points: the foot of the pole, its top, a low and a second high. The pole is at
/// least the smallest height, as a share of its foot; the second high is not above the top, or level with it; the low takes back not more
/// than half of the pole; and from the top to the second high it takes not longer than three times the pole. The upper line runs through
/// the two highs, the lower one parallel to it through the low. A close above the upper line completes it, a close below the lower one
/// ends it. The target lies the height of the pole beyond the line.
/// </summary>
/// <remarks>
/// Source: T. N. Bulkowski, "Encyclopedia of Chart Patterns", 2005; R. D. Edwards and J. Magee, 1948 (the flag flies at half-mast: the
/// second move is as long as the first). Waiting and ending as in <see cref="ChartPattern"/>.
/// </remarks>
public sealed class Flag(ChartPatternOptions options, bool isInverted = false) : ChartPattern(options, 4, isInverted), IIndicatorDefinition
{
    private const double LargestRetracement = 0.5;
    private const int LongestInPoles = 3;
    private static readonly ChartPatternOptions Defaults = new(Strength: 3, TolerancePercent: 0.5, HeightPercent: 5);

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("bullflag", "Bull flag", "A steep rise and a short channel against it, completed by a close above the channel: bullish.",
            Defaults, options => new Flag(options), "bull-flag"),
        Describe("bearflag", "Bear flag", "A steep fall and a short channel against it, completed by a close below the channel: bearish.",
            Defaults, options => new Flag(options, isInverted: true), "bear-flag"),
    ];

    private protected override bool Form(PivotTrail pivots, out ChartSetup setup)
    {
        ref readonly var foot = ref pivots[3];
        ref readonly var top = ref pivots[2];
        ref readonly var low = ref pivots[1];
        ref readonly var second = ref pivots[0];
        var pole = top.Price - foot.Price;
        var upper = ChartLine.Through(top, second);
        setup = new ChartSetup
        {
            Upper = upper,
            Lower = upper.ParallelThrough(low),
            BreaksUp = true,
            Height = pole,
            Target = double.NaN,
            LastBar = 2 * second.Bar - top.Bar,
        };
        return second.IsHigh
            && IsTall(pole, foot.Price)
            && (second.Price <= top.Price || AreLevel(second.Price, top.Price))
            && low.Price >= top.Price - LargestRetracement * pole
            && second.Bar - top.Bar <= LongestInPoles * (top.Bar - foot.Bar);
    }
}
