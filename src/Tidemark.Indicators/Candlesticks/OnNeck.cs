using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
namespace Tidemark.Indicators.Candlesticks;

/// <summary>
/// On-neck, bearish: a long black candle; a white one that opens below its low and closes at that low (the same price).
/// </summary>
public sealed class OnNeck : CandlestickPattern, IIndicatorDefinition
{
    private readonly CandleAverage firstEqual;
    private readonly CandleAverage firstLong;

    public OnNeck()
        : base(history: 1)
    {
        firstEqual = Average(CandleSetting.Equal, ago: 1);
        firstLong = Average(CandleSetting.BodyLong, ago: 1);
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        Describe("cdlonneck", "On-neck",
            "A white candle opens below a long black one and closes at its low: bearish.",
            () => new OnNeck(), "on-neck"),
    ];

    private protected override int Recognize()
    {
        ref readonly var first = ref Ago(1);
        ref readonly var second = ref Ago(0);
        return Bear(first.IsBlack && first.Body > firstLong.Value
            && second.IsWhite && second.Open < first.Low
            && second.Close <= first.Low + firstEqual.Value && second.Close >= first.Low - firstEqual.Value);
    }
}
