using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Hanging man, bearish: a short body with a long lower and a very short upper shadow, the body at or near the high of the candle before
/// (or above it).
/// </summary>
public sealed class HangingMan : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage secondShort;
    private readonly CandleAverage secondVeryShort;
    private readonly CandleAverage firstNear;

    public HangingMan()
        : base(history: 1)
    {
        secondShort = Average(CandleSetting.BodyShort, ago: 0);
        secondVeryShort = Average(CandleSetting.ShadowVeryShort, ago: 0);
        firstNear = Average(CandleSetting.Near, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlhangingman", "Hanging man",
            "A short body on a long lower shadow, near or above the high before: bearish.",
            () => new HangingMan(), "hanging-man"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Bear(second.Body < secondShort.Value
            && second.LowerShadow > second.LongShadow && second.UpperShadow < secondVeryShort.Value
            && second.BodyBottom >= first.High - firstNear.Value);
    }
}
