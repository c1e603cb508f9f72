using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// Unique three river bottom, bullish: a long black candle; a black one that closes above the first close, opens not above its open and
/// trades below its low; a short white one that opens above the second low.
/// </summary>
public sealed class UniqueThreeRiver : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstLong;
    private readonly CandleAverage thirdShort;

    public UniqueThreeRiver()
        : base(history: 2)
    {
        firstLong = Average(CandleSetting.BodyLong, ago: 2);
        thirdShort = Average(CandleSetting.BodyShort, ago: 0);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlunique3river", "Unique three river",
            "A long black candle, a black one inside it with a lower low, and a short white one: bullish.",
            () => new UniqueThreeRiver(), "unique-three-river"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(2);
        ref readonly var second = ref Ago(1);
        ref readonly var third = ref Ago(0);
        return Bull(first.Body > firstLong.Value && first.IsBlack
            && second.IsBlack && second.Close > first.Close && second.Open <= first.Open && second.Low < first.Low
            && third.Body < thirdShort.Value && third.IsWhite && third.Open > second.Low);
    }
}
