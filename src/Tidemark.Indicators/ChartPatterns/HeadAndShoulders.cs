using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;

namespace Tidemark.Indicators.ChartPatterns;

/// <summary>
/// Head and shoulders, bearish, and its inversion, bullish. Six turning points: a low, the left shoulder, the left armpit, the head, the
/// right armpit, the right shoulder; the head above both shoulders, the shoulders level, the armpits level, both armpits above the low
/// before and below both shoulders. The neckline runs through the armpits; the head is above it by at least the smallest height, as a share
/// of the neckline there. A close below the neckline completes it; a close above the head ends it. The target lies as far below the
/// neckline as the head is above it.
/// </summary>
/// <remarks>
/// Source: Lo, Mamaysky and Wang, 2000 (shoulders within 1.5 % of their average, armpits likewise), on swing points instead of their
/// smoothed extremes; T. N. Bulkowski, "Encyclopedia of Chart Patterns", 2005 (confirmation and target). Waiting and ending as in
/// <see cref="ChartPattern"/>.
/// </remarks>
public sealed class HeadAndShoulders(ChartPatternOptions options, bool isInverted = false) : ChartPattern(options, 6, isInverted), IIndicatorDefinition
{
    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("headandshoulders", "Head and shoulders", "A high between two lower level ones, completed by a close below the neckline: bearish.",
            new ChartPatternOptions(), options => new HeadAndShoulders(options), "head-and-shoulders", "headshoulders"),
        Describe("inverseheadandshoulders", "Inverse head and shoulders", "A low between two higher level ones, completed by a close above the neckline: bullish.",
            new ChartPatternOptions(), options => new HeadAndShoulders(options, isInverted: true), "inverse-head-and-shoulders", "inverseheadshoulders"),
    ];

    private protected override bool Form(PivotTrail pivots, out ChartSetup setup)
    {
        ref readonly var before = ref pivots[5];
        ref readonly var left = ref pivots[4];
        ref readonly var leftArmpit = ref pivots[3];
        ref readonly var head = ref pivots[2];
        ref readonly var rightArmpit = ref pivots[1];
        ref readonly var right = ref pivots[0];
        var neckline = ChartLine.Through(leftArmpit, rightArmpit);
        var neck = neckline.At(head.Bar);
        setup = new ChartSetup
        {
            Upper = ChartLine.Level(head.Price),
            Lower = neckline,
            BreaksDown = true,
            Height = head.Price - neck,
            Target = double.NaN,
            LastBar = 2 * right.Bar - left.Bar,
        };
        return right.IsHigh
            && head.Price > Math.Max(left.Price, right.Price)
            && AreLevel(left.Price, right.Price) && AreLevel(leftArmpit.Price, rightArmpit.Price)
            && before.Price < Math.Min(leftArmpit.Price, rightArmpit.Price)
            && Math.Min(left.Price, right.Price) > Math.Max(leftArmpit.Price, rightArmpit.Price)
            && IsTall(head.Price - neck, neck);
    }
}
