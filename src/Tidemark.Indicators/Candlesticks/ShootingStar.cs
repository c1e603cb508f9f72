using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Shooting star, bearish: a short body with a long upper and a very short lower shadow that gaps above the body of the candle before.
/// </summary>
public sealed class ShootingStar : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage secondShort;
    private readonly CandleAverage secondVeryShort;

    public ShootingStar()
        : base(history: 1)
    {
        secondShort = Average(CandleSetting.BodyShort, ago: 0);
        secondVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlshootingstar", "Shooting star",
            "A short body under a long upper shadow, gapping above the body before: bearish.",
            () => new ShootingStar(), "shooting-star"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Bear(second.Body < secondShort.Value
            && second.UpperShadow > second.LongShadow && second.LowerShadow < secondVeryShort.Value
            && second.GapsAbove(first));
    }
}
